import type { Patch } from './copy.ts';

/** What keeps an attack off, how to take it out, and the test that makes the attack. */
export type Defence = {
  attack: string;
  patches: Patch[];
  test: string;
  /** Of the test's title, as far as it is the same wherever it runs. */
  title: string;
};

const bytes = '__tests__/release/run/replaced-bytes.slow.test.ts';
const builds = '__tests__/system/build-attacks.test.ts';
const confinement = '__tests__/system/host-confinement.test.ts';
const sandbox = '__tests__/system/host-sandbox.test.ts';
const small = '__tests__/system/small-attacks.test.ts';
const hostile = 'A hook reaches neither secrets nor files nor processes nor ports of the machine';

const sizeForBytes: Patch = {
  file: 'src/aws/bundle-objects.ts',
  from: 'if (found.size === expected.size && sha256 === expected.sha256) return found;',
  to: 'if (found.size === expected.size && found.sha256 === expected.sha256) return found;',
};

export const defences: readonly Defence[] = [
  {
    attack: 'bytes replaced before a promotion, with the right metadata',
    patches: [sizeForBytes],
    test: bytes,
    title: 'before a promotion, called the right ones by their metadata, are not deployed',
  },
  {
    attack: 'bytes replaced before a re-run',
    patches: [
      sizeForBytes,
      {
        file: 'src/release/records/check-content.ts',
        from: 'if (sha256 !== record.sha256 || size !== record.size)',
        to: 'if (size !== record.size)',
      },
      {
        file: 'src/release/records/check-content.ts',
        from: 'if (found.digest !== record.digest)',
        to: 'if (found.digest === "")',
      },
    ],
    test: bytes,
    title: 'before a re-run, likewise, are not deployed',
  },
  {
    attack: 'bytes replaced between upload and creation',
    patches: [
      {
        file: 'src/release/deployment/deployment-input.ts',
        from: '...defined({ eTag, version: versionId }),',
        to: '...defined({ eTag: eTag && undefined, version: versionId && undefined }),',
      },
    ],
    test: bytes,
    title: 'between upload and creation are refused by the agent',
  },
  {
    attack: 'a forged record of a release, for other bytes',
    patches: [
      {
        file: 'src/release/records/check-content.ts',
        from: 'if (found.digest !== record.digest)',
        to: 'if (found.digest === "")',
      },
    ],
    test: bytes,
    title: 'with a record to match are refused, since their content is hashed',
  },
  {
    attack: 'every record forged',
    patches: [
      {
        file: 'src/release/records/check-content.ts',
        from: 'if (asked === undefined || asked === actual) return;',
        to: 'if (asked !== actual || asked === actual) return;',
      },
    ],
    test: bytes,
    title: 'with every record forged are refused by the digest of the build',
  },
  {
    attack: 'a record of a run of another account',
    patches: [
      {
        file: 'src/release/records/run-records.ts',
        from: 'if (!entry || (entry.account === account.id && entry.region === region)) return run;',
        to: 'if (!entry || region !== "") return run;',
      },
    ],
    test: '__tests__/release/records/run-records.test.ts',
    title: 'proves nothing where its',
  },
  {
    attack: 'a record of a run with a time to come',
    patches: [
      {
        file: 'src/release/records/run-records.ts',
        from: 'claimed <= written + timing.record.clocks',
        to: 'claimed <= written + timing.record.clocks * 1e9',
      },
    ],
    test: '__tests__/release/records/run-records.test.ts',
    title: 'believes no run that claims to be later than S3 took its record',
  },
  {
    attack: 'a build that writes ~/.aws/config',
    patches: [
      {
        file: 'src/cli/make-bundle.ts',
        from: 'await holdSdkFiles(env);',
        to: 'if (env.HOME === "") await holdSdkFiles(env);',
      },
      {
        file: 'src/aws/middleware.ts',
        from: 'if (!mayReceiveToken(request, named))',
        to: 'if (!mayReceiveToken(request, named) && request.hostname === "")',
      },
    ],
    test: builds,
    title: 'a build that writes ~/.aws/config leads no token to where it likes',
  },
  {
    attack: 'a process that a build leaves behind',
    patches: [
      {
        file: 'src/bundle/build-supervisor.ts',
        from: "for (const { pid } of left) signal(pid, 'SIGKILL');",
        to: 'left.length = 0;',
      },
    ],
    test: builds,
    title: 'is ended, and named, though it has left group and session',
  },
  {
    attack: '/proc/…/environ of the job, read by a build',
    patches: [
      {
        file: 'src/bundle/build.ts',
        from: 'ports.apart ? ownNamespace() : undefined;',
        to: 'ports.apart && !ownNamespace ? ownNamespace() : undefined;',
      },
    ],
    test: builds,
    title: 'a build in a job with an identity finds it in no environment, its own or another',
  },
  {
    attack: 'secrets of the configuration, read by a build',
    patches: [
      {
        file: 'src/bundle/build-environment.ts',
        from: '!withheld.includes(entry[0]) &&',
        to: 'withheld.length >= 0 &&',
      },
    ],
    test: builds,
    title:
      'a secret of the configuration, and those of tools, reach no build, whatever they are called',
  },
  {
    attack: 'descriptor 33, left open by a shell',
    patches: [
      {
        file: 'src/emulator/host/sandbox/descriptors.ts',
        from: 'return start(Array.from({ length: last - 2 }, () => nothing));',
        to: 'return start(last < 0 ? [nothing] : []);',
      },
    ],
    test: sandbox,
    title: hostile,
  },
  {
    attack: 'a file of root with 0600 at depth 6',
    patches: [
      {
        file: 'src/emulator/host/sandbox/id-maps.ts',
        from: "return ownRoot ? ['same', 'one'] : ['range', 'same', 'one'];",
        to: "return ownRoot ? ['same', 'one'] : ['same', 'one'];",
      },
      {
        file: 'src/emulator/host/sandbox/hidden.ts',
        from: '(stats.mode & 0o004) === 0',
        to: '((stats.mode & 0o004) === 0 && inner.split("/").length < 5)',
      },
    ],
    test: sandbox,
    title: hostile,
  },
  {
    attack: 'the keyring of the session, and sockets of the hypervisor',
    patches: [
      {
        file: 'src/emulator/host/sandbox/sandbox.ts',
        from: 'return { ...keyctl, CONFINE: confine, NUMBERS: numbers, FILTER: filter };',
        to: "return { ...keyctl, CONFINE: confine, NUMBERS: numbers, FILTER: filter && '' };",
      },
    ],
    test: confinement,
    title: 'Neither hypervisor nor keys of the machine can be reached from a sandbox',
  },
  {
    attack: 'a fork bomb',
    patches: [
      {
        file: 'src/emulator/host/sandbox/bootstrap.sh.ts',
        from: '--nproc="$PROCESSES" ',
        to: '',
      },
      {
        file: 'src/emulator/host/sandbox/bootstrap.sh.ts',
        from: '[ "$PROCESSES" -lt 301 ] ||',
        to: 'true ||',
      },
    ],
    test: confinement,
    title: 'a fork bomb ends in its own sandbox',
  },
  {
    attack: 'a setuid program of the machine',
    patches: [
      {
        file: 'src/emulator/host/sandbox/bootstrap.sh.ts',
        from: 'setpriv --no-new-privs ',
        to: 'setpriv ',
      },
    ],
    test: confinement,
    title: 'Nothing in a sandbox gains a privilege that it was not given',
  },
  {
    attack: 'an ordinary user who asks the emulator of root',
    patches: [
      {
        file: 'src/emulator/wire/peer.ts',
        from: 'return uid === 0 || (uid !== undefined && uid === process.getuid?.());',
        to: 'return uid !== -1;',
      },
    ],
    test: '__tests__/emulator/wire/peer.test.ts',
    title: 'and root is refused, as anybody could write such a token',
  },
  {
    attack: 'the same, from another address with a port of root',
    patches: [
      {
        file: 'src/emulator/wire/peer.ts',
        from: 'if (local === theirs && remote === ours && isEstablished) return Number(uid);',
        to: 'if (local?.slice(8) === theirs.slice(8) && isEstablished) return Number(uid);',
      },
    ],
    test: '__tests__/emulator/wire/peer.test.ts',
    title: 'whose socket has',
  },
  {
    attack: 'a redirect of a check to another port',
    patches: [
      {
        file: 'src/verify/redirects.ts',
        from: 'if (withinOrigin && !isSameService(here, next))',
        to: 'if (withinOrigin && !isSameService(here, here))',
      },
    ],
    test: '__tests__/verify/http.test.ts',
    title: 'when it would have the headers of the check sent to another port',
  },
  {
    attack: 'a metadata address by another form',
    patches: [
      {
        file: 'src/verify/forbidden.ts',
        from: 'embeddedIpv4(bare).some((inner) => forbidden.check(inner))',
        to: 'embeddedIpv4(bare).some((inner) => inner === "")',
      },
    ],
    test: '__tests__/verify/address.test.ts',
    title: 'is never asked',
  },
  {
    attack: 'a webhook that leads to a metadata address',
    patches: [
      {
        file: 'src/verify/address.ts',
        from: 'if (bad) throw new ForbiddenAddressError(hostname, bad.address);',
        to: 'if (bad && hostname === "") throw new ForbiddenAddressError(hostname, bad.address);',
      },
    ],
    test: '__tests__/notices/tellers.test.ts',
    title: 'a link-local or metadata address is told nothing',
  },
  {
    attack: 'a link in the place of a SARIF file',
    patches: [
      {
        file: 'src/ci/report-file.ts',
        from: 'renameSync(temporary, path);',
        to: 'writeFileSync(path, content); rmSync(temporary); if (path === "") renameSync(temporary, path);',
      },
    ],
    test: small,
    title: 'sarif replaces a link and leaves alone what it leads to',
  },
  {
    attack: 'credentials sent without TLS’s check of who answers',
    patches: [
      {
        file: 'src/cli/open-session.ts',
        from: "if (env.NODE_TLS_REJECT_UNAUTHORIZED !== '0') return;",
        to: "if (env.NODE_TLS_REJECT_UNAUTHORIZED !== '-') return;",
      },
    ],
    test: small,
    title: 'without TLS.s check of who answers, no credential is used',
  },
];
