import { describe, expect, test } from '@jest/globals';
import { lintAppSpec } from '../../src/appspec/lint.ts';
import { lintBundle } from '../../src/lint/lint-bundle.ts';
import { aBundle, anAppSpec, type Content, SCRIPT } from './a-bundle.ts';

const files = 'files: [{source: app, destination: /opt/app}]';

async function lint(sections: string, more: Record<string, Content> = {}, os = 'linux') {
  return lintBundle(aBundle({ 'appspec.yml': anAppSpec(sections, os), 'app/run': '', ...more }));
}

describe('mistakes of indentation are shown in the line that is indented wrong', () => {
  const head = 'version: 0.0\nos: linux\n';
  test.each([
    ['files\n  - source: a\n', 3, 'a colon and a space are missing after "files"'],
    ['files:\n  - source: "a\n    destination: b\n', 4, 'the quote that begins here has no end'],
    [
      'hooks:\n  AfterInstall:\n    - location: a.sh\n        timeout: 5\n',
      6,
      'line 6 is indented deeper than line 5, and counts as more of its value; begin it in column 7',
    ],
    [
      'hooks:\n    BeforeInstall:\n      - location: a.sh\n   AfterInstall:\n      - location: b.sh\n',
      6,
      'line 6 begins in column 4, and nothing above it does; begin it in column 1 or 5',
    ],
    [
      'hooks:\n  AfterInstall:\n    - location: a.sh\n     timeout: 5\n',
      6,
      'line 6 begins in column 6, and nothing above it does; begin it in column 5 or 7',
    ],
    ['files:\n  -source: a\n   destination: /b\n', 4, 'a space is missing after the "-" in line 4'],
  ])('%j', (text, line, hint) => {
    const bytes = new TextEncoder().encode(head + text);
    const { findings } = lintAppSpec(bytes, { file: 'appspec.yml' });
    const found = findings.find(({ rule }) => rule === 'yaml/syntax');
    expect(found).toMatchObject({ line, hint });
  });
});

describe('what was expected stands before the words of Ruby and Rust', () => {
  test.each([
    [
      'hooks: [AfterInstall]',
      '1',
      'expected: `hooks` is a mapping of lifecycle events; the agent says: undefined method',
    ],
    [
      'files: 5',
      '2',
      'expected: `files` is a list of mappings; the agent says: The deployment failed because of a YAML parsing error: files: invalid type',
    ],
  ] as const)('%s', (text, agents, expected) => {
    const bytes = new TextEncoder().encode(`version: 0.0\nos: linux\n${text}\n`);
    const { findings } = lintAppSpec(bytes, { file: 'appspec.yml', agents });
    expect(findings[0]?.message.slice(0, expected.length)).toBe(expected);
  });
});

describe('what is no mistake', () => {
  test.each([
    '.env.example',
    '.env.local.example',
    '.env.sample',
    '.env.dist',
    '.env.schema',
    '.env.production.template',
  ])('%s', async (name) => {
    expect(await lint(files, { [name]: 'A=' })).toEqual([]);
  });

  test.each(['.env', '.env.production', 'app/.env.local'])('%s is one', async (name) => {
    expect((await lint(files, { [name]: 'DB_PASSWORD=x' })).map(({ rule }) => rule)).toEqual([
      'bundle/secret',
    ]);
  });

  test.each(['\\script.bat', '\\scripts\\start.bat', '/script.bat'])(
    '%s on Windows',
    async (location) => {
      const hook = `hooks: {AfterInstall: [{location: '${location}', timeout: 60}]}`;
      const more = { 'script.bat': 'exit /b 0\r\n', 'scripts/start.bat': 'exit /b 0\r\n' };
      expect(await lint(`${hook}`, more, 'windows')).toEqual([]);
    },
  );

  test('a location that begins with a slash and is in the bundle', async () => {
    const hook = 'hooks: {AfterInstall: [{location: /scripts/start.sh, timeout: 60}]}';
    expect(await lint(hook, { 'scripts/start.sh': SCRIPT })).toEqual([]);
  });

  test('branch_config, which is read by an action of GitHub', async () => {
    expect(await lint(`${files}\nbranch_config:\n  main: { deploymentGroupName: shop }`)).toEqual(
      [],
    );
  });

  test.each([
    ['/opt/app', []],
    ['/usr/local/bin/app', ['files/destination-repeats-file']],
  ])('bin/app to %s: %s', async (destination, expected) => {
    const found = await lint(`files: [{source: bin/app, destination: ${destination}}]`, {
      'bin/app': '',
    });
    expect(found.map(({ rule }) => rule)).toEqual(expected);
  });
});

describe('hints name the value at hand', () => {
  test.each([
    [
      `${files}\npermissions: [{object: /opt/app, mode: 0755}]`,
      'write mode: 755, or mode: "0755" in quotes',
    ],
    [`${files}\npermissions: [{object: /opt/app, mode: 777}]`, 'write mode: 755'],
    [`${files}\npermissions: [{object: /opt/app, mode: 666, type: [file]}]`, 'write mode: 644'],
    ['hooks: {AfterInstall: [{location: start.sh, timeout: 5m}]}', 'write timeout: 300'],
    ['hooks: {AfterInstall: [{location: start.sh, timeout: 90s}]}', 'write timeout: 90'],
    ['files: [{source: go-service, destination: /opt}]', 'did you mean "go_service"?'],
    [
      'files: [{source: build, destination: /opt}]',
      'at the root there is "appspec.yml", "app", "start.sh", "go_service"; if a build makes it, run that first, or name it in fanout.yml as bundle.build: lint looks at what is there',
    ],
    [
      'files: [{source: assets, destination: /opt}]',
      'at the root there is "appspec.yml", "app", "start.sh", "go_service"',
    ],
  ])('%s', async (sections, hint) => {
    const found = await lint(sections, { 'start.sh': SCRIPT, go_service: '' });
    expect(found.map((each) => each.hint)).toContain(hint);
  });

  test('zip -j has flattened a folder', async () => {
    const sections = 'files: [{source: migrations/, destination: /opt/migrations}]';
    const bundle = aBundle({ 'appspec.yml': anAppSpec(sections), '001.sql': '' });
    expect(await lintBundle(bundle)).toMatchObject([
      { hint: 'there are no folders in the bundle: zip -j packs without them' },
    ]);
  });
});
