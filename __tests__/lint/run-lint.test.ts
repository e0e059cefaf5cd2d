import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type LintInputs, type LintPorts, lint } from '../../src/lint/run-lint.ts';
import { type Problem, UsageError } from '../../src/problem.ts';
import { aBundle, anAppSpec, SCRIPT } from './a-bundle.ts';

const GOOD = anAppSpec('files: [{source: /, destination: /opt/app}]');
const WARNED = anAppSpec('files: [{source: /, destination: app}]');
const BAD = 'version: "0.0"\nos: linux\n';

let cwd = '';
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'fanout-lint-'));
});
afterEach(async () => {
  await rm(cwd, { recursive: true });
});

async function write(files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(cwd, name)), { recursive: true });
    await writeFile(join(cwd, name), text);
  }
}

function run(inputs: Partial<LintInputs>, ports: Partial<LintPorts> = {}) {
  return lint(
    { appspec: [], strict: false, off: [], ...inputs },
    {
      cwd,
      version: '1.0.0',
      openBundle: () => Promise.reject(new Error('no bundle was asked for')),
      ...ports,
    },
  );
}

async function problemsOf(promise: Promise<unknown>) {
  const error = await promise.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UsageError);
  return (error as UsageError).problems;
}

describe('AppSpec files alone', () => {
  test('every one that is named, and every one of a folder, in order', async () => {
    await write({
      'a.yml': GOOD,
      'more/c.yaml': BAD,
      'more/b.yml': WARNED,
      'more/d.json': '{}',
      'more/e.txt': BAD,
    });
    const { report, exitCode } = await run({ appspec: ['more', 'a.yml'] });
    expect(exitCode).toBe(2);
    expect(report.ok).toBe(false);
    expect(report.files.map(({ file, ok }) => `${file} ${ok}`)).toEqual([
      'more/b.yml true',
      'more/c.yaml false',
      'more/d.json false',
      'a.yml true',
    ]);
  });

  test('with a frame for people', async () => {
    await write({ 'a.yml': BAD });
    const { text } = await run({ appspec: ['a.yml'] });
    expect(text).toContain('a.yml:1:10: error: The deployment failed because');
    expect(text).toContain('> 1 | version: "0.0"\n      |          ^');
  });

  test('warnings leave the exit code at 0, unless they are to count', async () => {
    await write({ 'a.yml': WARNED });
    expect(await run({ appspec: ['a.yml'] })).toMatchObject({ exitCode: 0 });
    expect(await run({ appspec: ['a.yml'], strict: true })).toMatchObject({ exitCode: 2 });
    const off = ['files/relative-destination'];
    expect(await run({ appspec: ['a.yml'], strict: true, off })).toMatchObject({ exitCode: 0 });
  });

  test('as SARIF', async () => {
    await write({ 'a.yml': BAD });
    await run({ appspec: ['a.yml'], sarif: 'out.sarif' });
    const log = JSON.parse(await readFile(join(cwd, 'out.sarif'), 'utf8'));
    expect(log).toMatchObject({
      version: '2.1.0',
      runs: [{ results: [{ ruleId: 'version/invalid' }] }],
    });
  });
});

describe('what cannot be done is said, all at once', () => {
  test('a pipe that nobody writes to is not waited for', async () => {
    execFileSync('mkfifo', [join(cwd, 'appspec.yml')]);
    const [problem] = await problemsOf(run({ appspec: ['appspec.yml'] }));
    expect(problem?.message).toBe(
      'cannot read "appspec.yml": it is a pipe, a device or a socket, not a file',
    );
  });

  test('files that are not there', async () => {
    await mkdir(join(cwd, 'empty'));
    const problems = await problemsOf(run({ appspec: ['no.yml', 'empty', 'neither'] }));
    expect(problems.map(({ message }) => message)).toEqual([
      'there is no file or folder "no.yml"',
      'there are no .yml, .yaml or .json files in "empty"',
      'there is no file or folder "neither"',
    ]);
  });

  test('rules that do not exist or are the agent’s', async () => {
    const problems = await problemsOf(
      run({ off: ['files/relative-destinatoin', 'version/invalid'] }),
    );
    expect(problems).toEqual([
      {
        code: 'unknown-rule',
        message: 'there is no rule "files/relative-destinatoin" to switch off',
        hint: 'did you mean "files/relative-destination"?',
      },
      {
        code: 'rule-always-on',
        message: 'the rule "version/invalid" cannot be switched off',
        hint: 'it is the CodeDeploy agent that refuses such a file',
      },
    ]);
  });
});

describe('a bundle', () => {
  const hook = anAppSpec('hooks:\n  AfterInstall:\n    - location: start.sh\n      timeout: 5');
  const opened = (script: string) => ({
    ...aBundle({ 'appspec.yml': hook, 'start.sh': script }),
    appspec: 'deploy/appspec.yml',
    nameOf: (path: string) => `deploy/${path}`,
  });

  test('is what is looked at where no file is named', async () => {
    const { report, exitCode } = await run({}, { openBundle: async () => opened(SCRIPT) });
    expect(exitCode).toBe(0);
    expect(report.files).toEqual([
      {
        file: 'deploy/appspec.yml',
        platform: 'server',
        ok: true,
        agents: { '1': true, '2': true },
        findings: [],
      },
    ]);
  });

  test('is opened with the path and the AppSpec file that are named', async () => {
    const asked: unknown[] = [];
    await write({ 'other.yml': GOOD });
    const { report } = await run(
      { path: 'build', appspec: ['own.yml', 'other.yml'] },
      {
        openBundle: async (...names) => {
          asked.push(names);
          return opened(SCRIPT);
        },
      },
    );
    expect(asked).toEqual([['build', 'own.yml']]);
    expect(report.files.map(({ file }) => file)).toEqual(['deploy/appspec.yml', 'other.yml']);
  });

  test('shows the lines of its scripts', async () => {
    const script = '#!/bin/sh\nnode app.js &\n';
    const { text, exitCode } = await run({}, { openBundle: async () => opened(script) });
    expect(exitCode).toBe(0);
    expect(text).toContain('deploy/start.sh:2: warning:');
    expect(text).toContain('> 2 | node app.js &');
  });
});

describe('a bundle that cannot be opened', () => {
  const broken = (code: Problem['code']) => ({
    openBundle: () =>
      Promise.reject(new UsageError([{ code, message: 'it is not as it should be' }])),
  });

  test.each([
    ['no-appspec', 'bundle/no-appspec'],
    ['zip-invalid', 'bundle/unreadable'],
    ['not-packable', 'bundle/unreadable'],
    ['link-leaves-bundle', 'bundle/link-outside'],
  ] as const)('is a finding as any other: %s is %s', async (code, rule) => {
    const sarif = 'out.sarif';
    const { report, exitCode, text } = await run({ path: 'app', sarif }, broken(code));
    expect(exitCode).toBe(2);
    expect(report).toMatchObject({
      ok: false,
      files: [{ file: 'app', ok: false, findings: [{ rule, severity: 'error', file: 'app' }] }],
    });
    expect(text).toContain('it is not as it should be');
    const [{ results }] = JSON.parse(await readFile(join(cwd, sarif), 'utf8')).runs;
    expect(results).toMatchObject([{ ruleId: rule, level: 'error' }]);
  });

  test('is none where there is nothing to look at', async () => {
    const problems = await problemsOf(run({ path: 'app' }, broken('no-source')));
    expect(problems).toMatchObject([{ code: 'no-source' }]);
  });
});
