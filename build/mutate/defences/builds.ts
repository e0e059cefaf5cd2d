import type { Removal } from '../removal.ts';

const builds = '__tests__/system/build-attacks.test.ts';
const small = '__tests__/system/small-attacks.test.ts';

/** Of identities and secrets, against builds and whoever is on the way. */
export const ofBuilds: readonly Removal[] = [
  {
    name: 'a build that writes ~/.aws/config',
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
    name: 'a process that a build leaves behind',
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
    name: '/proc/…/environ of the job, read by a build',
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
    name: 'secrets of the configuration, read by a build',
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
    name: 'credentials sent without TLS’s check of who answers',
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
  {
    name: 'a build in a job with an identity',
    patches: [
      {
        file: 'src/cli/build-permission.ts',
        from: 'if (identity !== undefined && isCi)',
        to: 'if (identity === "" && isCi)',
      },
    ],
    test: builds,
    title: 'is refused by .*, before it runs',
  },
  {
    name: 'a profile whose file names an endpoint for its token',
    patches: [
      {
        file: 'src/aws/base-credentials.ts',
        from: 'roleAssumerWithWebIdentity({ RoleArn',
        to: 'otherRoleAssumer({ RoleArn',
      },
    ],
    test: builds,
    title:
      'with a token of its own and an endpoint that only the file names gets that token nowhere',
  },
  {
    name: 'a profile that is not there, in whose place the token is sent',
    patches: [
      {
        file: 'src/aws/base-credentials.ts',
        from: "if (profile && profile !== 'default' &&",
        to: "if (profile === '-' &&",
      },
    ],
    test: builds,
    title: 'that is in no file is refused, and nothing else takes its place',
  },
  {
    name: 'plain http to a host that is not this machine',
    patches: [
      {
        file: 'src/aws/endpoints.ts',
        from: "return protocol === 'https:' || isLoopback(hostname);",
        to: "return protocol !== '' || isLoopback(hostname);",
      },
    ],
    test: '__tests__/aws/proxied.test.ts',
    title: 'plain http leads nowhere but to this machine',
  },
  {
    name: 'a build of `package` that prints a secret of the configuration',
    patches: [
      {
        file: 'src/ci/log-host.ts',
        from: 'this.jobLog.scrubber.mask(secret);',
        to: "this.jobLog.scrubber.mask(secret && '');",
      },
    ],
    test: small,
    title: 'hides a secret of the configuration that the build prints',
  },
  {
    name: 'a log that is kept by tee, with secrets for the runner to mask',
    patches: [
      {
        file: 'src/ci/log-host.ts',
        from: 'this.jobLog.scrubber.mask(secret);',
        to: 'this.jobLog.scrubber.mask(secret); process.stdout.write(`::add-mask::${secret}\\n`);',
      },
    ],
    test: '__tests__/system/ci-secrets.test.ts',
    title: 'github.*prints none of it',
  },
  {
    name: 'session tags that are dropped, unsaid',
    patches: [
      {
        file: 'src/aws/access.ts',
        from: 'if (!why) return [];',
        to: 'if (!why || role) return [];',
      },
    ],
    test: '__tests__/aws/session-tags.test.ts',
    title: 'are left out where the trust does not allow them, and that is said once',
  },
];
