import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Agents } from '../../src/appspec/agent-versions.ts';
import { examineForAgent2 } from '../../src/appspec/agent2/read-appspec.ts';
import { readAppSpec } from '../../src/appspec/appspec.ts';
import { lintAppSpec } from '../../src/appspec/lint.ts';
import { agent2Rules } from '../../src/appspec/rules/agent-2.ts';
import fc from '../fast-check.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const refusal = (text: string) => examineForAgent2(bytesOf(text)).rejections[0]?.message ?? null;
const whole = (sections: string) => `version: 0.0\nos: linux\n${sections}\n`;
const lint = (text: string, agents: Agents = '1') =>
  lintAppSpec(bytesOf(text), { file: 'appspec.yml', agents });

type Verdict = { what: string; text: string; 1: string | null; 2: string | null };

/** What both agents say of small files; null where they take them. Agent 1 as 1.8.1, agent 2 as its rules on serde_yaml 0.9.34. */
const verdicts = readFileSync(new URL('agent-verdicts.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Verdict);

describe('both agents, word for word', () => {
  test.each(verdicts)('$what', ({ text, 1: first, 2: second }) => {
    const reading = readAppSpec(bytesOf(text));
    expect(reading.ok ? null : reading.message).toBe(first);
    expect(refusal(text)).toBe(second);
    const { agents } = lint(text);
    expect(agents).toEqual({ '1': first === null, '2': second === null });
  });
});

const Y = 'The deployment failed because of a YAML parsing error: ';

describe('the kinds of the whole file come first, in its order', () => {
  test.each([
    [
      'a later section wins over an earlier rule',
      whole('hooks:\n  A:\n    - timeout: 0\nfiles: 5'),
      `${Y}files: invalid type: integer \`5\`, expected a sequence at line 6 column 8`,
    ],
    [
      'a wrong kind before YAML ends',
      'version: x\nos: [',
      `${Y}version: invalid type: string "x", expected f64 at line 1 column 10`,
    ],
    [
      'YAML ends first',
      'os: linux\nfiles: [\nversion: x',
      `${Y}did not find expected ',' or ']' at line 4 column 1, while parsing a flow sequence at line 2 column 8`,
    ],
    [
      'an alias is followed to its anchor',
      whole('x: &n "5"\nhooks:\n  A:\n    - location: a\n      timeout: *n'),
      `${Y}hooks.A[0].timeout: invalid type: string "5", expected u32 at line 3 column 4`,
    ],
    ['an anchor that is not there', whole('files: *x'), `${Y}unknown anchor at line 3 column 8`],
    [
      'a list that holds itself',
      whole('files: &f\n  - source: *f'),
      `${Y}files[0].source: invalid type: sequence, expected a string at line 3 column 8`,
    ],
    [
      'a number of more than 64 bits',
      whole('hooks:\n  A:\n    - timeout: 18446744073709551616'),
      `${Y}hooks.A[0].timeout: invalid type: integer \`18446744073709551616\` as u128, expected u32 at line 5 column 16`,
    ],
    [
      'a large float',
      whole('hooks:\n  A:\n    - timeout: 1e22'),
      `${Y}hooks.A[0].timeout: invalid type: floating point \`10000000000000000000000.0\`, expected u32 at line 5 column 16`,
    ],
    ['an empty section', whole('hooks:\nfiles:\npermissions:'), null],
    [
      'a null section',
      whole('files: ~'),
      `${Y}files: invalid type: unit value, expected a sequence at line 3 column 8`,
    ],
    ['only comments', '# nothing\n', `${Y}missing field \`version\``],
    [
      'another version',
      'version: 1.0\nos: linux',
      'The deployment failed because an invalid version value (1) was entered in the application specification file. Make sure your AppSpec file specifies "0.0" as the version, and then try again.',
    ],
    [
      'NUL',
      'version: 0.0\nos: linux\nx: "\0"',
      `${Y}control characters are not allowed at position 27`,
    ],
  ])('%s', (_, text, message) => {
    expect(refusal(text)).toBe(message);
  });

  test('a file that is not UTF-8 is not found', () => {
    const { rejections } = examineForAgent2(Uint8Array.from([0xff, 0xfe, 0x76, 0]));
    expect(rejections[0]?.message).toMatch(/^The CodeDeploy agent did not find an AppSpec file/);
  });
});

test('it reads whatever it is given', () => {
  const piece = fc.constantFrom(
    'version: 0.0',
    'os: linux',
    'hooks:',
    'files:',
    '  - ',
    'a: &a',
    '*a',
    '[',
    ']',
    '{',
    '}',
    ': ',
    '? ',
    '---',
    '\n',
    '  ',
    '"',
    '!!int ',
    '0x1',
    'source: ',
    '\t',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const { spec, rejections } = examineForAgent2(bytesOf(pieces.join('')));
      expect(spec !== undefined || rejections.length > 0).toBe(true);
    }),
  );
});

describe('lint', () => {
  const quoted = whole(
    'files: [{ source: a, destination: /b }]\nhooks:\n  AfterInstall:\n    - location: a.sh\n      timeout: "300"',
  );

  test.each<[Agents, boolean, string]>([
    ['1', true, 'warning'],
    ['2', false, 'error'],
    ['both', false, 'error'],
  ])('agent: %s', (agents, ok, severity) => {
    const report = lint(quoted, agents);
    expect(report).toMatchObject({ ok, agents: { '1': true, '2': false } });
    expect(report.findings).toMatchObject([
      { rule: 'agent-2/timeout', severity, agent: '2', line: 7 },
    ]);
  });

  test('what only agent 1 refuses is a warning to a fleet of agent 2', () => {
    const text = whole(
      'files: [{ source: a, destination: /b }]\npermissions:\n  - object: /b/a\n    mode: 0755',
    );
    expect(lint(text, '2')).toMatchObject({ ok: true, agents: { '1': false, '2': true } });
    expect(lint(text, '2').findings).toContainEqual(
      expect.objectContaining({
        rule: 'permissions/invalid-mode',
        severity: 'warning',
        agent: '1',
      }),
    );
    expect(lint(text, '1').ok).toBe(false);
  });

  test('a byte order mark that hides the file is said once', () => {
    expect(
      lint('\ufeffversion: 0.0\nos: linux\nfiles: [{ source: a, destination: /b }]'),
    ).toMatchObject({
      agents: { '1': false, '2': false },
      findings: [{ rule: 'yaml/byte-order-mark', agent: 'both' }],
    });
  });

  test('what both refuse is said once, in the words of the hosts', () => {
    const text = 'version: "0.0"\nos: linux';
    for (const [agents, words] of [
      ['1', 'invalid version value'],
      ['2', 'expected f64'],
    ] as const) {
      const findings = lint(text, agents).findings.filter(({ rule }) => rule === 'version/invalid');
      expect(findings).toMatchObject([{ agent: 'both', message: expect.stringContaining(words) }]);
    }
  });

  test.each(Object.entries(agent2Rules))(
    '%s: the bad example breaks it, the good one does not',
    (id, { bad, good }) => {
      const file = (example: string) => (example.includes('version:') ? example : whole(example));
      expect(lint(file(bad), '2').findings.map(({ rule }) => rule)).toContain(id);
      expect(
        lint(file(good), 'both').findings.filter(({ rule }) => rule !== 'appspec/does-nothing'),
      ).toEqual([]);
    },
  );
});
