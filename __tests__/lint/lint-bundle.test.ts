import { describe, expect, test } from '@jest/globals';
import { bundleRules } from '../../src/appspec/rules/bundle.ts';
import { type BundleLintOptions, lintBundle, reportBundle } from '../../src/lint/lint-bundle.ts';
import { aBundle, anAppSpec, type Content, SCRIPT } from './a-bundle.ts';

const COPIED = anAppSpec('files: [{source: app, destination: /opt/app}]');
const WINDOWS = anAppSpec("files: [{source: app, destination: 'C:\\app'}]", 'windows');
const HOOK = anAppSpec(
  'hooks:\n  AfterInstall:\n    - location: scripts/start.sh\n      timeout: 60',
);
const FILES = (source: string, destination = '/opt/app') =>
  anAppSpec(`files:\n  - source: ${source}\n    destination: ${destination}`);

const GOOD: Record<string, Content> = {
  'appspec.yml': anAppSpec(
    'files:\n  - source: app\n    destination: /opt/app\nhooks:\n  AfterInstall:\n    - location: scripts/start.sh\n      timeout: 60',
  ),
  'app/server.js': 'console.log(1);\n',
  'scripts/start.sh': SCRIPT,
};

function withScript(text: string, more: Record<string, Content> = {}): Record<string, Content> {
  return { 'appspec.yml': HOOK, 'scripts/start.sh': text, ...more };
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

async function rulesIn(
  files: Record<string, Content>,
  options: BundleLintOptions = {},
): Promise<string[]> {
  return (await lintBundle(aBundle(files), options)).map(({ rule }) => rule);
}

test('a good bundle has no findings', async () => {
  expect(await lintBundle(aBundle(GOOD))).toEqual([]);
});

/** For every rule of bundles: what breaks it, where, and the same without the mistake. */
const cases: Record<
  Exclude<keyof typeof bundleRules, 'script/syntax' | 'bundle/unreadable'>,
  { bad: Record<string, Content>; good: Record<string, Content>; file: string; line?: number }
> = {
  'bundle/link-to-folder': {
    bad: { 'appspec.yml': COPIED, 'app/current': { link: '1' }, 'app/1/run': '' },
    good: { 'appspec.yml': COPIED, 'app/1/run': '' },
    file: 'app/current',
  },
  'bundle/blank-at-end': {
    bad: { 'appspec.yml': COPIED, 'app/config.json ': '' },
    good: { 'appspec.yml': COPIED, 'app/config.json': '' },
    file: 'app/config.json ',
  },
  'bundle/name-on-windows': {
    bad: { 'appspec.yml': WINDOWS, 'app/größe.txt': '' },
    good: { 'appspec.yml': WINDOWS, 'app/groesse.txt': '' },
    file: 'app/größe.txt',
  },
  'bundle/no-appspec': {
    bad: { 'app/appspec.yml': HOOK, 'README.md': '' },
    good: withScript(SCRIPT),
    file: 'appspec.yml',
  },
  'bundle/appspec-yaml': {
    bad: { 'appspec.yaml': HOOK, 'scripts/start.sh': SCRIPT },
    good: withScript(SCRIPT, { 'appspec.yaml': '' }),
    file: 'appspec.yaml',
  },
  'bundle/wrapper-folder': {
    bad: { 'app/appspec.yml': HOOK, 'app/scripts/start.sh': SCRIPT },
    good: withScript(SCRIPT),
    file: 'appspec.yml',
  },
  'bundle/missing-script': {
    bad: { 'appspec.yml': HOOK, 'scripts/Start.sh': SCRIPT },
    good: withScript(SCRIPT),
    file: 'appspec.yml',
    line: 5,
  },
  'bundle/missing-source': {
    bad: { 'appspec.yml': FILES('build'), 'dist/index.html': '' },
    good: { 'appspec.yml': FILES('build'), 'build/index.html': '' },
    file: 'appspec.yml',
    line: 4,
  },
  'bundle/no-modes': {
    bad: { 'appspec.yml': { text: FILES('a'), mode: undefined }, a: { mode: undefined } },
    good: { 'appspec.yml': FILES('a'), a: '' },
    file: 'appspec.yml',
  },
  'bundle/link-outside': {
    bad: { 'appspec.yml': FILES('a'), a: '', config: { link: '/etc/app' } },
    good: { 'appspec.yml': FILES('a'), a: '', config: { link: 'a' } },
    file: 'config',
  },
  'bundle/link-loop': {
    bad: { 'appspec.yml': FILES('app'), 'app/a': '', 'app/current': { link: '.' } },
    good: { 'appspec.yml': FILES('app'), 'app/b/a': '', 'app/current': { link: 'b' } },
    file: 'app/current',
  },
  'bundle/secret': {
    bad: { 'appspec.yml': FILES('a'), 'a/.env': 'PASSWORD=x\n' },
    good: { 'appspec.yml': FILES('a'), 'a/.env.example': 'PASSWORD=\n' },
    file: 'a/.env',
  },
  'bundle/version-control': {
    bad: { 'appspec.yml': FILES('a'), 'a/b': '', '.git/HEAD': '', '.git/config': '' },
    good: { 'appspec.yml': FILES('a'), 'a/b': '', '.gitignore': '' },
    file: '.git',
  },
  'bundle/size': {
    bad: { 'appspec.yml': FILES('a'), 'a/model': { size: 900 * 1024 * 1024 } },
    good: { 'appspec.yml': FILES('a'), 'a/model': { size: 9 * 1024 * 1024 } },
    file: 'appspec.yml',
  },
  'bundle/long-path': {
    bad: {
      'appspec.yml': anAppSpec('files: [{source: a, destination: C:\\app}]', 'windows'),
      [`a/${'x'.repeat(170)}`]: '',
    },
    good: {
      'appspec.yml': anAppSpec('files: [{source: a, destination: C:\\app}]', 'windows'),
      [`a/${'x'.repeat(60)}`]: '',
    },
    file: `a/${'x'.repeat(170)}`,
  },
  'script/crlf': {
    bad: withScript(SCRIPT.replaceAll('\n', '\r\n')),
    good: withScript(SCRIPT),
    file: 'scripts/start.sh',
    line: 1,
  },
  'script/byte-order-mark': {
    bad: withScript(`\ufeff${SCRIPT}`),
    good: withScript(SCRIPT),
    file: 'scripts/start.sh',
    line: 1,
  },
  'script/encoding': {
    bad: { 'appspec.yml': HOOK, 'scripts/start.sh': latin1('#!/bin/sh\necho gr\xfc\xdf\n') },
    good: withScript('#!/bin/sh\necho gr\u00fc\u00df\n'),
    file: 'scripts/start.sh',
    line: 2,
  },
  'script/no-interpreter': {
    bad: withScript('systemctl start orders\n'),
    good: withScript(SCRIPT),
    file: 'scripts/start.sh',
    line: 1,
  },
  'script/not-executable': {
    bad: withScript('#!/bin/sh\n\n"$(dirname "$0")/wait.sh" 5\n', {
      'scripts/wait.sh': { text: SCRIPT, mode: 0o644 },
    }),
    good: withScript('#!/bin/sh\n\n"$(dirname "$0")/wait.sh" 5\n', { 'scripts/wait.sh': SCRIPT }),
    file: 'scripts/start.sh',
    line: 3,
  },
  'script/background': {
    bad: withScript('#!/bin/sh\nnohup node server.js &\n'),
    good: withScript('#!/bin/sh\nnode server.js </dev/null >/var/log/app.log 2>&1 &\n'),
    file: 'scripts/start.sh',
    line: 2,
  },
};

describe('every rule of bundles', () => {
  const table = Object.entries(cases).map(([rule, each]) => ({ rule, ...each }));

  test.each(table)('$rule is broken', async ({ rule, bad, file, line }) => {
    const finding = (await lintBundle(aBundle(bad))).find((each) => each.rule === rule);
    expect(finding).toMatchObject({ file, ...(line !== undefined && { line }) });
  });

  test.each(table)('$rule is kept', async ({ rule, good }) => {
    expect(await rulesIn(good)).not.toContain(rule);
  });
});

describe('what is not in the bundle', () => {
  test.each([
    ['another case', { 'scripts/START.sh': '' }, 'did you mean "scripts/START.sh"?'],
    ['another folder', { 'bin/start.sh': '' }, 'did you mean "bin/start.sh"?'],
    ['a slip', { 'scripts/strat.sh': '' }, 'did you mean "scripts/strat.sh"?'],
    ['nothing like it', { 'scripts/a': '' }, 'in "scripts" there is "a"'],
    ['no folder', { 'lib/a': '' }, bundleRules['bundle/missing-script'].fix],
    [
      'no folders at all',
      { 'start.sh': '' },
      '"start.sh" is at the root; there are no folders in the bundle: zip -j packs without them',
    ],
  ])('a script: %s', async (_, more, hint) => {
    const found = await lintBundle(aBundle({ 'appspec.yml': HOOK, ...more }));
    expect(found).toMatchObject([{ rule: 'bundle/missing-script', hint, line: 5, column: 17 }]);
  });

  test('a folder in place of a script', async () => {
    const found = await lintBundle(aBundle({ 'appspec.yml': HOOK, 'scripts/start.sh/a': '' }));
    expect(found).toMatchObject([{ message: '"scripts/start.sh" is a folder, not a script' }]);
  });

  test.each(['/scripts/start.sh', './scripts/start.sh', 'scripts//start.sh'])(
    'but %s is',
    async (location) => {
      const files = {
        'appspec.yml': HOOK.replace('scripts/start.sh', location),
        'scripts/start.sh': SCRIPT,
      };
      expect(await rulesIn(files)).not.toContain('bundle/missing-script');
    },
  );

  test.each(['/', '.', './app', '/app/', 'app/server.js', 'link'])(
    'and the source %s is',
    async (source) => {
      const files = { 'appspec.yml': FILES(source), 'app/server.js': '', link: { link: 'app' } };
      expect(await rulesIn(files)).not.toContain('bundle/missing-source');
    },
  );

  test('what lies in a wrapper is found as hosts find it', async () => {
    const wrapped = Object.entries(GOOD).map(([path, content]) => [`orders-1/${path}`, content]);
    expect(await rulesIn(Object.fromEntries(wrapped))).toEqual(['bundle/wrapper-folder']);
  });

  test('a wrapper with anything beside it is not taken off', async () => {
    const found = await lintBundle(aBundle({ 'app/appspec.yml': HOOK, '__MACOSX/x': '' }));
    expect(found).toMatchObject([
      { rule: 'bundle/no-appspec', hint: 'there is one at "app/appspec.yml"' },
    ]);
  });
});

describe('destinations that clash', () => {
  test.each([
    [
      'a folder and a part of it',
      'files: [{source: www, destination: /var/www}, {source: www/sub, destination: /var/www/sub}]',
      '"www/sub/a" and "www/sub/a" both go to "/var/www/sub/a"',
    ],
    [
      'two files of one name',
      'files: [{source: www/index.html, destination: /var/www}, {source: web/index.html, destination: /var/www/}]',
      '"www/index.html" and "web/index.html" both go to "/var/www/index.html"',
    ],
    [
      'a file where a folder goes',
      'files: [{source: web, destination: /opt}, {source: www, destination: /opt/index.html}]',
      '"/opt/index.html" would be a file and a folder: "web/index.html" has its place',
    ],
  ])('%s', async (_, sections, message) => {
    const files = { 'www/index.html': '', 'www/sub/a': '', 'web/index.html': '' };
    const found = await lintBundle(aBundle({ 'appspec.yml': anAppSpec(sections), ...files }));
    expect(found).toMatchObject([{ rule: 'files/same-destination', message, line: 3 }]);
  });

  test('are one finding for each two items', async () => {
    const sections = 'files:\n  - {source: a, destination: /x}\n  - {source: b, destination: /x}';
    const files = { 'a/1': '', 'a/2': '', 'a/3': '', 'b/1': '', 'b/2': '', 'b/3': '' };
    const found = await lintBundle(aBundle({ 'appspec.yml': anAppSpec(sections), ...files }));
    expect(found).toMatchObject([
      { line: 5, message: '"a/1" and "b/1" both go to "/x/1", and others with them' },
    ]);
  });
});

describe('permissions against what is copied', () => {
  const www = { 'www/index.html': '', 'www/cgi/run': '' };
  const permissions = (list: string) =>
    anAppSpec(`files: [{source: www, destination: /var/www}]\npermissions:\n${list}`);

  test.each([
    [
      'a file that is not there',
      '  - {object: /var/www/indx.html, owner: app}',
      'permissions/no-match',
    ],
    [
      'a pattern that matches nothing',
      '  - {object: /var/www, pattern: "*.php", owner: app}',
      'permissions/no-match',
    ],
    [
      'a file twice',
      '  - {object: /var/www, pattern: "*.html", owner: app}\n  - {object: /var/www/index.html, owner: app}',
      'permissions/set-twice',
    ],
    [
      'a folder twice',
      '  - {object: /var, type: [directory], owner: app}\n  - {object: /var/www, type: [directory], owner: app}',
      'permissions/set-twice',
    ],
    [
      'a default ACL for a file',
      '  - {object: /var/www/cgi/run, type: [file], acls: ["d:u:app:r"]}',
      'permissions/default-acl-on-file',
    ],
    [
      'a pattern for a file',
      '  - {object: /var/www/cgi/run, pattern: "r*", owner: app}',
      'permissions/pattern-on-file',
    ],
  ])('%s', async (_, list, rule) => {
    const rules = await rulesIn({ 'appspec.yml': permissions(list), ...www });
    expect(rules).toEqual([rule]);
  });

  test.each([
    ['everything below a destination', '  - {object: /var/www, owner: app}'],
    ['a folder above', '  - {object: /var, owner: app}'],
    [
      'names directly in an object',
      '  - {object: /var/www, pattern: "*.html", owner: app}\n  - {object: /var/www/cgi, pattern: "r*n", owner: app}',
    ],
    [
      'all but one, and that one',
      '  - {object: /var/www, type: [file], except: [index.html], mode: 755}\n  - {object: /var/www/index.html, mode: 644}',
    ],
    [
      'a default ACL for folders',
      '  - {object: /var/www, type: [directory], acls: ["d:u:app:rwx"]}',
    ],
  ])('fine: %s', async (_, list) => {
    expect(await rulesIn({ 'appspec.yml': permissions(list), ...www })).toEqual([]);
  });
});

describe('secrets', () => {
  test('are looked for in a file of exactly 1 MiB, and in none that is larger', async () => {
    const secret = 'key = "AKIAABCDEFGHIJKLMNOP"\n';
    const rules = async (size: number) =>
      rulesIn({ ...GOOD, 'app/settings.py': secret.padEnd(size, ' ') });
    expect(await rules(1024 * 1024)).toEqual(['bundle/secret']);
    expect(await rules(1024 * 1024 + 1)).toEqual([]);
  });

  test.each([
    ['.env.production', 'APP_SECRET=x'],
    ['config/id_rsa', 'x'],
    ['.aws/credentials', 'x'],
    ['keys/store.p12', 'x'],
    ['.git-credentials', 'x'],
    ['key.pem', '-----BEGIN RSA PRIVATE KEY-----\nx'],
    ['settings.py', 'key = "AKIAABCDEFGHIJKLMNOP"'],
    ['settings.py', "aws_secret_access_key = 'abcdefghijabcdefghijabcdefghijabcdefghij'"],
    ['.npmrc', '//npm.example.com/:_authToken=npm_abcdefghijklmnopqrstuvwxyz'],
  ])('%s: %s', async (path, text) => {
    const found = await lintBundle(aBundle({ ...GOOD, [`app/${path}`]: text }));
    expect(found).toMatchObject([{ rule: 'bundle/secret', file: `app/${path}` }]);
    expect(JSON.stringify(found)).not.toContain('AKIAABCDEFGHIJKLMNOP');
  });

  test.each([
    [
      'DB_PASSWORD=hunter22',
      'these are settings, and the name DB_PASSWORD says that it is a credential',
    ],
    ['DB_URL=db://a:b@c/d', 'these are settings, and the URL of DB_URL has a password in it'],
  ])('settings: %s', async (text, message) => {
    const found = await lintBundle(aBundle({ ...GOOD, 'app/.env': text }));
    expect(found).toMatchObject([{ rule: 'bundle/secret', message, line: 1 }]);
  });

  test.each([
    ['.env.example', 'A='],
    ['cert.pem', '-----BEGIN CERTIFICATE-----\nx'],
    ['id_rsa.pub', 'ssh-rsa x'],
    ['docs.md', 'AKIAIOSFODNN7EXAMPLE'],
    ['node_modules/x/test/key.pem', '-----BEGIN RSA PRIVATE KEY-----'],
    ['hash.txt', 'XAKIAABCDEFGHIJKLMNOPQRST'],
  ])('not %s: %s', async (path, text) => {
    expect(await rulesIn({ ...GOOD, [`app/${path}`]: text })).toEqual([]);
  });
});

describe('other scripts', () => {
  const crlf = '#!/usr/bin/env python3\r\nprint(1)\r\n';

  test('with CRLF behind #! break wherever they are called', async () => {
    const found = await lintBundle(aBundle({ ...GOOD, 'app/tool': crlf }));
    expect(found).toMatchObject([{ rule: 'script/crlf', file: 'app/tool', line: 1 }]);
  });

  test.each([
    ['CRLF below the first line of Python', { 'app/tool': '#!/usr/bin/env python3\nprint(1)\r\n' }],
    ['CRLF in text', { 'app/read.txt': 'a\r\nb\r\n' }],
    ['a binary', { 'app/tool': Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0, 0x0d, 0x0a]) }],
    ['what others published', { 'app/node_modules/x/cli.js': crlf }],
  ])('not %s', async (_, more) => {
    expect(await rulesIn({ ...GOOD, ...more })).toEqual([]);
  });

  test('on Windows, names in another case are found', async () => {
    const appspec = anAppSpec(
      'files: [{source: Web, destination: C:\\web}]\nhooks: {AfterInstall: [{location: Scripts\\Start.ps1, timeout: 5}]}',
      'windows',
    );
    const files = { 'appspec.yml': appspec, 'web/a': '', 'scripts/start.ps1': '' };
    expect(await rulesIn(files)).toEqual([]);
  });

  test('on Windows, nothing of the kind', async () => {
    const appspec = anAppSpec(
      'hooks: {AfterInstall: [{location: start.bat, timeout: 5}]}',
      'windows',
    );
    expect(
      await rulesIn({ 'appspec.yml': appspec, 'start.bat': 'echo 1\r\n', tool: crlf }),
    ).toEqual([]);
  });
});

test('the AppSpec file’s own findings come first, and only once', async () => {
  const appspec = anAppSpec(
    'files: [{source: www, destination: /var/www}]\npermissions:\n  - {object: /var/ww, owner: app}',
  );
  const report = await reportBundle(aBundle({ 'appspec.yml': appspec, 'www/a': '' }), {
    appspec: 'deploy/appspec.yml',
  });
  expect(report).toMatchObject({
    file: 'deploy/appspec.yml',
    platform: 'server',
    ok: true,
    findings: [{ rule: 'permissions/no-match', file: 'deploy/appspec.yml', line: 5 }],
  });
});

test('files are called as the user knows them', async () => {
  const found = await lintBundle(aBundle(withScript('systemctl start orders\n')), {
    nameOf: (path) => `infrastructure/${path}`,
  });
  expect(found).toMatchObject([{ file: 'infrastructure/scripts/start.sh' }]);
});

test('rules are switched off', async () => {
  const off = ['script/no-interpreter'];
  expect(await rulesIn(withScript('systemctl start orders\n'), { off })).toEqual([]);
});

test('a bundle whose AppSpec file is broken is still looked at', async () => {
  const rules = await rulesIn({ 'appspec.yml': 'a: [', '.env': 'A_KEY=x' });
  expect(rules).toEqual(['yaml/syntax', 'bundle/secret']);
});

test.each([
  [0o644, ['script/not-executable']],
  [0o755, []],
])('a hook that is a link to a file of mode %o', async (mode, expected) => {
  const files = {
    ...withScript(SCRIPT),
    'scripts/start.sh': { link: 'real.sh' },
    'scripts/real.sh': { text: SCRIPT, mode },
  };
  expect(await rulesIn(files)).toEqual(expected);
});
