import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type BuildPorts, runBuild } from '../../src/bundle/build.ts';
import { buildEnvironment, checkEnvironment } from '../../src/bundle/build-environment.ts';
import type { UsageError } from '../../src/problem.ts';
import { problemsOf } from './prepared.ts';
import { makeTree, tempFolder } from './temp-tree.ts';

async function build(command: string | string[], options: Partial<BuildPorts> = {}) {
  const lines: string[] = [];
  const done = runBuild(command, { ...ports(lines), ...options });
  return { problems: await problemsOf(done), lines };
}

function ports(lines: string[]): BuildPorts {
  return {
    cwd: tempFolder(),
    env: { PATH: process.env.PATH },
    version: '1.7',
    buildNumber: '7',
    signal: new AbortController().signal,
    onLine: (line) => lines.push(line),
  };
}

describe('the build command', () => {
  test('a text runs in bash, in the working folder, with version and number', async () => {
    const cwd = makeTree({ 'Makefile.txt': 'x' });
    const { lines, problems } = await build(
      'echo "$VERSION ($BUILD_NUMBER)"; ls | cat; echo e >&2',
      {
        cwd,
      },
    );
    expect(problems).toEqual([]);
    expect(lines.sort()).toEqual(['1.7 (7)', 'Makefile.txt', 'e']);
  });

  test('a list runs as it is, without a shell', async () => {
    const list = ['printf', '%s\\n', '$HOME', '"a b"', "it's", '; false', 'back\\slash', ''];
    const { lines } = await build(list);
    expect(lines).toEqual(['$HOME', '"a b"', "it's", '; false', 'back\\slash', '']);
  });

  test('gets no input to wait for', async () => {
    expect(await build('cat; echo end')).toEqual({ problems: [], lines: ['end'] });
  });

  test('gives its output line by line, whatever it is', async () => {
    const { lines } = await build(
      String.raw`printf 'a\r\nb\n\n\303'; printf '\251::error::x\033[0m'`,
    );
    expect(lines).toEqual(['a', 'b', '', 'é::error::x\u001b[0m']);
    const long = await build('head -c 40000 /dev/zero | tr "\\0" x');
    expect(long.lines.map((line) => line.length)).toEqual([16384, 16384, 7232]);
  });

  test.each<[string, string | string[], string]>([
    [
      'an exit code',
      'echo one; echo two; exit 3',
      'exited with code 3; its last lines:\n  | one\n  | two',
    ],
    ['any command that fails', 'false; echo not reached', 'exited with code 1'],
    ['any part of a pipe', 'false | cat', 'exited with code 1'],
    ['a variable without a value', 'echo "$NO_SUCH"', 'exited with code 1'],
    ['a signal', 'kill -KILL $$', 'exited with code 137'],
    [
      'no such program',
      ['no-such-program'],
      'cannot start "no-such-program": there is no such program',
    ],
    ['no such program in bash', 'no-such-program', 'exited with code 127'],
    [
      'terminal codes in its output',
      String.raw`printf '\033[31mred\033[0m\a\n'; exit 1`,
      '  | red',
    ],
    [
      'a long text, of which it shows the beginning',
      '\nexit 9\n# and more\n',
      'bundle.build "exit 9 …" exited',
    ],
  ])('fails with %s', async (_, command, message) => {
    const { problems } = await build(command);
    expect(problems).toEqual([expect.stringContaining(message)]);
  });

  test.each<[string, string | string[], boolean]>([
    ['a text, which needs bash', 'echo x', true],
    ['a list, which does not', ['echo', 'x'], false],
  ])('cannot be started where its folder is not there: %s', async (_, command, isOfBash) => {
    const missing = join(tempFolder(), 'missing');
    const error = await runBuild(command, { ...ports([]), cwd: missing }).catch((reason) => reason);
    const [problem] = (error as UsageError).problems;
    expect(problem?.message).toContain('cannot be started: ');
    expect(problem?.hint?.includes('install bash') ?? false).toBe(isOfBash);
  });

  test('shows no more than the last twenty lines', async () => {
    const { problems } = await build('seq 1 50; exit 1');
    expect(problems[0]?.split('\n').slice(1)).toEqual(
      Array.from({ length: 20 }, (_, i) => `  | ${i + 31}`),
    );
  });
});

describe('a cancelled build', () => {
  test('does not begin', async () => {
    await expect(build('echo x', { signal: AbortSignal.abort(new Error('stop')) })).rejects.toThrow(
      'stop',
    );
  });

  test('ends with everything it has started, also what does not listen', async () => {
    const cwd = tempFolder();
    const controller = new AbortController();
    const command = `
      trap 'echo cleaned up > cleaned; exit 1' TERM
      (trap '' TERM; echo $BASHPID > stubborn.part; mv stubborn.part stubborn; sleep 300) &
      wait`;
    const started = new Promise<void>((resolve) => {
      const watcher = watch(cwd, (_, name) => {
        if (name !== 'stubborn') return;
        watcher.close();
        resolve();
      });
    });
    const running = build(command, { cwd, signal: controller.signal, graceMs: 300 });
    await started;
    // Whatever else the run starts meanwhile is not the build.
    await once(spawn('true'), 'exit');
    controller.abort(new Error('the run was cancelled'));
    await expect(running).rejects.toThrow('the run was cancelled');
    expect(readFileSync(join(cwd, 'cleaned'), 'utf8')).toBe('cleaned up\n');
    expect(isRunning(Number(readFileSync(join(cwd, 'stubborn'), 'utf8')))).toBe(false);
  });
});

/** A process that has ended and that nobody asked about is not running. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH' && process.platform !== 'linux';
  }
}

describe('the environment of the build', () => {
  const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl';
  test.each([
    'AWS_ACCESS_KEY_ID',
    'AWS_SESSION_TOKEN',
    'AWS_PROFILE',
    'aws_secret_access_key',
    'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
    'ACTIONS_ID_TOKEN_REQUEST_URL',
    'ACTIONS_RUNTIME_TOKEN',
    'GITHUB_TOKEN',
    'GH_TOKEN',
    'INPUT_ROLE',
    'INPUT_ALLOW-OLDER',
    'STATE_run',
    'GITHUB_OUTPUT',
    'GITHUB_ENV',
    'GITHUB_STATE',
    'GITHUB_PATH',
    'GITHUB_STEP_SUMMARY',
    'CI_JOB_TOKEN',
    'CI_JOB_JWT_V2',
    'CI_REGISTRY_PASSWORD',
    'CI_REPOSITORY_URL',
    'TEAMCITY_BUILD_PROPERTIES_FILE',
    'NAMED_BY_THE_CALLER',
  ])('has no %s', (name) => {
    const settings = { passed: [name], withheld: ['NAMED_BY_THE_CALLER'] };
    expect(buildEnvironment({ [name]: 'x' }, settings)).toEqual({});
    expect(checkEnvironment({ [name]: 'x' }, ['NAMED_BY_THE_CALLER'])).toEqual({});
  });

  const harmless = {
    PATH: '/bin',
    GITHUB_SHA: 'abc',
    CI_COMMIT_AUTHOR: 'someone',
    CI: 'true',
    HOME: '',
    GOFLAGS: '-mod=vendor',
    JAVA_HOME_17_X64: '/opt/java',
    npm_config_cache: '/cache',
    HTTPS_PROXY: 'http://user:password@proxy:3128',
  };
  const ofTools = {
    NPM_TOKEN: 'x',
    npm_config__authToken: 'x',
    CARGO_REGISTRY_TOKEN: 'x',
    NODE_AUTH_TOKEN: 'x',
    DOCKER_AUTH_CONFIG: 'x',
    CI_SSH_PRIVATE_KEY: 'x',
    GOPROXY: 'https://user:password@proxy.example.com',
    KUBECONFIG: 'x',
  };

  test('has what tool chains and the CI tell, but no secret', () => {
    const env = { ...harmless, ...ofTools, ANYTHING: 'else', ID_TOKEN: jwt, GONE: undefined };
    expect(buildEnvironment(env)).toEqual(harmless);
  });

  test('has what the configuration passes by name', () => {
    const env = { ANYTHING: 'else', NPM_TOKEN: 'x', ORDERS_A: 'a', ORDERS_B: 'b', OTHER: 'o' };
    const { OTHER: _, ...passed } = env;
    expect(buildEnvironment(env, { passed: ['ANYTHING', 'NPM_TOKEN', 'ORDERS_*'] })).toEqual(
      passed,
    );
  });

  test('has no token whatever its variable is called, also where it is passed', () => {
    expect(buildEnvironment({ ID_TOKEN: jwt }, { passed: ['ID_TOKEN'] })).toEqual({});
  });

  test('of a check has all but secrets', () => {
    const env = { ...harmless, ANYTHING: 'else' };
    expect(checkEnvironment({ ...env, ...ofTools, ID_TOKEN: jwt })).toEqual(env);
  });

  test('is what the build sees', async () => {
    const env = {
      PATH: process.env.PATH,
      AWS_PROFILE: 'x',
      SECRET: 'x',
      KEPT: 'y',
      VERSION: 'old',
    };
    const { lines } = await build('env', { env, passed: ['KEPT', 'SECRET'], withheld: ['SECRET'] });
    const names = lines.filter((line) => /^(AWS_|SECRET|KEPT|VERSION|BUILD_NUMBER)/.test(line));
    expect(names.sort()).toEqual(['BUILD_NUMBER=7', 'KEPT=y', 'VERSION=1.7']);
  });
});
