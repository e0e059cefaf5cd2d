import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { commandNames } from '../../src/cli/commands.ts';
import { anImage, includeComponent } from './gitlab-component.ts';
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
    includeComponent({ environment: 'production', image: anImage, ...given }).deploy;

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

  describe('takes the tool from a repository', () => {
    const project = join(folder, 'project');
    mkdirSync(join(project, 'dist'), { recursive: true });
    copyFileSync(tool, join(project, 'dist/index.cjs'));
    const git = (...args: string[]) =>
      execFileSync('git', ['-C', project, '-c', 'user.name=x', '-c', 'user.email=x@y.z', ...args], {
        encoding: 'utf8',
      }).trim();
    git('init', '-q');
    git('add', '-A');
    git('commit', '-qm', 'the tool');
    const given = {
      'tool-project': project,
      'tool-commit': git('rev-parse', 'HEAD'),
      'tool-sha256': createHash('sha256').update(readFileSync(tool)).digest('hex'),
    };

    test.each(['script', 'after_script'] as const)('at its commit, in its %s', (lines) => {
      const { variables = {}, [lines]: script = [] } = job(given) ?? {};
      const server = { CI_SERVER_URL: 'https://gitlab.example.com', CI_JOB_TOKEN: 'a-canary' };
      const ran = run(script.join('\n'), { ...variables, ...server });
      expect(ran.file).toMatch(/\/index\.cjs$/);
      expect(ran.file).not.toBe(tool);
    });

    test.each([
      ['with another checksum', { ...given, 'tool-sha256': 'a'.repeat(64) }],
      ['without a checksum', { ...given, 'tool-sha256': '' }],
      ['at a commit that is not there', { ...given, 'tool-commit': 'b'.repeat(40) }],
      ['that names an option', { ...given, 'tool-project': '--upload-pack=touch pwned' }],
      ['nowhere', {}],
    ])('but runs nothing %s', (_, inputs) => {
      expect(() => runJob(inputs)).toThrow(/Command failed/);
      expect(existsSync(join(folder, 'pwned'))).toBe(false);
    });

    test.each(['main', 'v1', '3fa85f6'])('but at no "%s"', (commit) => {
      expect(() => job({ 'tool-commit': commit })).toThrow('tool-commit');
    });
  });

  test.each(['node:24', 'registry.example.com/tool:1', 'node@sha256:24', ''])(
    'but in no image that only its tag names: "%s"',
    (image) => {
      expect(() => includeComponent({ environment: 'test', image })).toThrow('input image');
      expect(() => includeComponent({ image }, 'package')).toThrow('input image');
    },
  );

  test('and in none unless one is named; what a variable holds, whoever sets it knows', () => {
    expect(() => includeComponent({ environment: 'test' })).toThrow('input image is missing');
    const named = includeComponent({ environment: 'test', image: '$NODE_IMAGE' });
    expect(named.deploy).toMatchObject({ image: '$NODE_IMAGE' });
  });

  test('that packages has no identity', () => {
    const packaging = includeComponent({ image: anImage }, 'package').package;
    expect(Object.keys(packaging ?? {})).not.toContain('id_tokens');
    expect(JSON.stringify(packaging)).not.toMatch(/ID_TOKEN|WEB_IDENTITY/);
    expect(Object.keys(job({}) ?? {})).toContain('id_tokens');
  });

  test('finishes in any case where there is something to finish', () => {
    expect(job({})?.after_script !== undefined).toBe(finishes);
    if (finishes) {
      const ran = runJob({ 'tool-path': tool }, 'after_script');
      expect(ran.arguments).toEqual(['finish']);
    }
  });
});
