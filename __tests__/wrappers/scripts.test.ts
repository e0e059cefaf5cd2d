import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { commandNames } from '../../src/cli/commands.ts';
import { includeComponent } from './gitlab-component.ts';
import { metaRunnerText, scripts } from './meta-runner.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'it is $(here) ')));
mkdirSync(join(folder, 'dist'));
const tool = join(folder, 'dist', 'index.cjs');
writeFileSync(
  tool,
  'const { argv, env } = process; console.log(JSON.stringify({ file: argv[1], arguments: argv.slice(2), env }));',
);
afterAll(() => rmSync(folder, { recursive: true }));

const hostile = '$(touch pwned); `touch pwned` "\' && touch pwned #';
const finishes = (commandNames as readonly string[]).includes('finish');

function run(script: string, variables: Record<string, string>) {
  const env = { PATH: process.env.PATH, ...variables };
  return JSON.parse(execFileSync('sh', ['-c', script], { env, cwd: folder, encoding: 'utf8' }));
}

describe('a step of TeamCity', () => {
  const [deploy, ...others] = scripts();

  test('runs the tool of the folder with what the form holds, and takes none of it for a script', () => {
    const env = { FANOUT_TOOL_DIR: folder, INPUT_VERSION: hostile };
    const ran = run(deploy?.script ?? '', env);
    expect(ran).toMatchObject({ file: tool, arguments: [], env });
  });

  test('has nothing in its script that TeamCity would put text into', () => {
    for (const { script } of scripts()) expect(script).not.toContain('%');
    expect(metaRunnerText.match(/%[^%\s"]*%/g)).toEqual(['%teamcity.tool.codedeploy-fanout%']);
  });

  test('follows in any case where there is something to finish', () => {
    expect(deploy?.mode).toBe('default');
    expect(others.map(({ mode }) => mode)).toEqual(finishes ? ['execute_always'] : []);
    for (const { script } of others)
      expect(run(script, { FANOUT_TOOL_DIR: folder }).arguments).toEqual(['finish']);
  });
});

describe('the job of GitLab', () => {
  const job = (given: Record<string, string>) =>
    includeComponent({ environment: 'production', ...given }).deploy;

  /** The lines of a script are one script; what was set in it does not last. */
  function runJob(given: Record<string, string>, lines: 'script' | 'after_script' = 'script') {
    const { variables = {}, [lines]: script = [] } = job(given) ?? {};
    return run(script.join('\n'), variables);
  }

  test('runs the tool at a path with its inputs, and takes none of them for a script', () => {
    const ran = runJob({ 'tool-path': tool, version: hostile });
    expect(ran).toMatchObject({
      file: tool,
      arguments: [],
      env: { INPUT_VERSION: hostile, INPUT_ENVIRONMENT: 'production', INPUT_COMMAND: 'deploy' },
    });
  });

  test('names no environment where it describes a single destination', () => {
    const ran = runJob({ 'tool-path': tool, application: 'orders' });
    expect(ran.env.INPUT_APPLICATION).toBe('orders');
    expect(ran.env).not.toHaveProperty('INPUT_ENVIRONMENT');
  });

  test('runs the exact version of the component otherwise', () => {
    const npx = join(folder, 'npx');
    writeFileSync(npx, '#!/bin/sh\nexec node dist/index.cjs "$@"\n', { mode: 0o755 });
    const { variables = {}, script = [] } = job({ 'tool-version': '1.2.3-rc.1' }) ?? {};
    const ran = run(script.join('\n'), { ...variables, PATH: `${folder}:${process.env.PATH}` });
    expect(ran.arguments).toEqual(['--yes', 'codedeploy-fanout@1.2.3-rc.1']);
  });

  test.each(['1', '1.2', 'latest', '^1.2.3', '1.2.3 --help'])(
    'takes no version "%s"',
    (version) => {
      expect(() => job({ 'tool-version': version })).toThrow('tool-version');
    },
  );

  test('finishes in any case where there is something to finish', () => {
    expect(job({})?.after_script !== undefined).toBe(finishes);
    if (finishes) {
      const ran = runJob({ 'tool-path': tool }, 'after_script');
      expect(ran.arguments).toEqual(['finish']);
    }
  });
});
