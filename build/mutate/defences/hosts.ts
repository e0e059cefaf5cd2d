import type { Removal } from '../removal.ts';

const confinement = '__tests__/system/host-confinement.test.ts';
const sandbox = '__tests__/system/host-sandbox.test.ts';
const hostile = 'A hook reaches neither secrets nor files nor processes nor ports of the machine';

/** Of the machine and the emulator, against hooks and other users. */
export const ofHosts: readonly Removal[] = [
  {
    name: 'descriptor 33, left open by a shell',
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
    name: 'a file of root with 0600 at depth 6',
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
    name: 'the keyring of the session, and sockets of the hypervisor',
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
    name: 'a fork bomb',
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
    name: 'a setuid program of the machine',
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
    name: 'an ordinary user who asks the emulator of root',
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
    name: 'the same, from another address with a port of root',
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
    name: 'a hook that fills the disk',
    patches: [
      {
        file: 'src/emulator/host/sandbox/limits.ts',
        from: 'if (bavail * bsize >= free * MIB) return;',
        to: 'if (bavail * bsize >= free * 0) return;',
      },
    ],
    test: confinement,
    title: 'a host ends before the disk is full, and says why',
  },
];
