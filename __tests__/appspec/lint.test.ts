import { describe, expect, test } from '@jest/globals';
import { lintAppSpec } from '../../src/appspec/lint.ts';
import { agentRules } from '../../src/appspec/rules/agent.ts';
import { bundleRules } from '../../src/appspec/rules/bundle.ts';
import type { Rule } from '../../src/appspec/rules/rule.ts';
import { serverRules } from '../../src/appspec/rules/server.ts';
import { serviceRules } from '../../src/appspec/rules/services.ts';
import { findingRules } from '../../src/appspec/rules.ts';

function lint(text: string | Uint8Array, off: string[] = []) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return lintAppSpec(bytes, { file: 'appspec.yml', off });
}

/** Examples leave out what every file begins with. */
function whole(example: string): string {
  return example.includes('version:') ? example : `version: 0.0\nos: linux\n${example}\n`;
}

/** What an agent 2 alone would mind has tests of its own: agent-2.test.ts. */
function rulesIn(text: string, off: string[] = []): string[] {
  const { findings } = lint(text, off);
  return findings.filter(({ agent }) => agent !== '2').map(({ rule }) => rule);
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

const examples = Object.entries({ ...agentRules, ...serverRules, ...serviceRules })
  .filter(([id]) => id !== 'yaml/encoding' && id !== 'yaml/too-deep')
  .map(([id, { bad, good, severity }]) => ({ id, bad: whole(bad), good: whole(good), severity }));

describe('the examples of the rules', () => {
  test.each(examples)('$id: the bad one breaks it', ({ id, bad, severity }) => {
    const finding = lint(bad).findings.find(({ rule }) => rule === id);
    expect(finding).toMatchObject({ severity, line: expect.any(Number), hint: expect.any(String) });
  });

  test.each(examples)('$id: the good one breaks no rule', ({ good }) => {
    expect(lint(good, ['appspec/does-nothing'])).toMatchObject({ ok: true, findings: [] });
  });

  test('yaml/encoding', () => {
    const { bad, good } = agentRules['yaml/encoding'];
    expect(lint(latin1(bad)).findings).toMatchObject([{ rule: 'yaml/encoding' }]);
    expect(rulesIn(good)).not.toContain('yaml/encoding');
  });

  test('yaml/too-deep', () => {
    const nested = (levels: number) => whole(`x: ${'['.repeat(levels)}${']'.repeat(levels)}`);
    expect(rulesIn(nested(2000))).toContain('yaml/too-deep');
    expect(rulesIn(nested(500))).not.toContain('yaml/too-deep');
  });

  test('lint/more', () => {
    const keys = (count: number) =>
      whole(Array.from({ length: count }, (_, key) => `key${key}: 1`).join('\n'));
    const { findings } = lint(keys(300));
    expect(findings).toHaveLength(201);
    expect(findings.at(-1)).toMatchObject({
      rule: 'lint/more',
      message: expect.stringContaining('more findings left out'),
    });
    expect(rulesIn(keys(100))).not.toContain('lint/more');
  });
});

test('every mistake at once, in the order of the file', () => {
  const text = [
    'version: "0.0"',
    'os: Linux',
    'hooks:',
    '  AfterInstal:',
    '    - timeout: 0',
    'files:',
    '  - source: a',
    '  - destination: b',
  ].join('\n');
  expect(lint(text).ok).toBe(false);
  expect(lint(text).findings.map(({ rule, line }) => `${line} ${rule}`)).toEqual([
    '1 version/invalid',
    '2 os/unsupported',
    '4 hooks/unknown-event',
    '5 hooks/no-location',
    '7 files/no-destination',
    '8 files/no-source',
  ]);
});

test('a finding says what, where and what to do', () => {
  expect(lint('version: 0.0\nos: linux\nhooks:\n  afterinstall:\n    - location: a.sh\n')).toEqual({
    platform: 'server',
    ok: true,
    agents: { '1': true, '2': true },
    findings: [
      {
        agent: 'both',
        rule: 'hooks/unknown-event',
        severity: 'error',
        message:
          '"afterinstall" is not a lifecycle event: the agent never runs this hook, and the deployment succeeds',
        file: 'appspec.yml',
        line: 4,
        column: 3,
        hint: 'did you mean "AfterInstall"?',
      },
    ],
  });
});

describe('rules that are switched off', () => {
  test('are not reported', () => {
    const text = whole('files:\n  - source: /\n    destination: app');
    expect(rulesIn(text)).toEqual(['files/relative-destination']);
    expect(rulesIn(text, ['files/relative-destination'])).toEqual([]);
  });

  test('except the agent’s own', () => {
    expect(rulesIn('version: 1\nos: linux\n', ['version/invalid'])).toContain('version/invalid');
  });
});

describe('timeouts', () => {
  test.each([
    ['timeout: 300', []],
    ['timeout: "300"', []],
    ['timeout: 300.0', []],
    ['timeout: 060', ['hooks/surprising-timeout']],
    ['timeout: 1:00', ['hooks/surprising-timeout']],
    ['timeout: 1_000', ['hooks/surprising-timeout']],
    ['timeout: 300s', ['hooks/surprising-timeout']],
    ['timeout: 1.9', ['hooks/surprising-timeout']],
    ['timeout: 3601', ['hooks/event-timeout']],
    ['timeout: 3600', []],
    ['sudo: false', []],
  ])('%s', (line, expected) => {
    expect(rulesIn(whole(`hooks:\n  AfterInstall:\n    - location: a.sh\n      ${line}`))).toEqual(
      expected,
    );
  });

  test('of one event are added up, omitted ones as 3600', () => {
    const text = whole(
      'hooks:\n  AfterInstall:\n    - location: a.sh\n    - {location: b.sh, timeout: 1}',
    );
    expect(lint(text).findings).toMatchObject([
      { rule: 'hooks/event-timeout', message: expect.stringContaining('3601 seconds') },
    ]);
  });
});

describe('what only looks wrong is not reported', () => {
  test.each([
    [
      'permissions of a file that is copied',
      'files: [{source: etc/app.conf, destination: /etc/app}]\npermissions: [{object: /etc/app/app.conf, mode: 640}]',
    ],
    [
      'an object below a destination',
      'files: [{source: www, destination: /var/www}]\npermissions: [{object: /var/www/a/b, owner: app}]',
    ],
    [
      'an object above a destination',
      'files: [{source: www, destination: /var/www}]\npermissions: [{object: /var, pattern: "*", owner: app}]',
    ],
    [
      'everything from the root',
      'files: [{source: www, destination: /var/www}]\npermissions: [{object: /, owner: app}]',
    ],
    [
      'one object with two types',
      'files: [{source: www, destination: /var/www}]\npermissions: [{object: /var/www, mode: 755, type: [directory]}, {object: /var/www, mode: 644, type: [file]}]',
    ],
    ['a folder of the same name', 'files: [{source: app, destination: /opt/app}]'],
    ['a dot', 'files: [{source: ., destination: /opt/app}]'],
    [
      'two sources for one folder',
      'files: [{source: a.conf, destination: /etc/app}, {source: b.conf, destination: /etc/app}]',
    ],
    ['null hooks of JSON', 'files: [{source: a, destination: /b}]\nhooks: ~'],
  ])('%s', (_, text) => {
    expect(rulesIn(whole(text))).toEqual([]);
  });

  test('Windows paths', () => {
    const text =
      'version: 0.0\nos: windows\nfiles:\n  - source: \\web\n    destination: C:\\inetpub\nhooks:\n  AfterInstall:\n    - location: scripts\\start.ps1\n';
    expect(rulesIn(text)).toEqual([]);
  });
});

describe('where a key belongs', () => {
  test.each([
    [
      'AfterInstall:\n  - location: a.sh',
      'lifecycle events go below "hooks:", one step further in',
    ],
    ['fileExistsBehavior: OVERWRITE', 'did you mean "file_exists_behavior"?'],
    [
      'files:\n  - source: a\n    destination: /b\n    hooks: {}',
      '"hooks:" goes at the top level, without spaces before it',
    ],
    ['hooks:\n  AfterInstall:\n    - location: a.sh\n      timeouts: 5', 'did you mean "timeout"?'],
  ])('%s', (text, hint) => {
    const finding = lint(whole(text)).findings.find(({ rule }) => rule === 'keys/misspelt');
    expect(finding?.hint).toBe(hint);
  });
});

test('every rule says what it is for in sentences', () => {
  const groups = [agentRules, serverRules, serviceRules, bundleRules, findingRules];
  for (const { what, why, fix, bad, good } of groups.flatMap<Rule>(Object.values)) {
    expect(what).not.toMatch(/\.$/);
    expect(why).toMatch(/\.$/);
    expect(fix).not.toMatch(/\.$/);
    expect(bad).not.toBe(good);
  }
});
