import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { loadConfiguration } from '../../src/config/configuration.ts';
import { resolveEnvironment } from '../../src/config/environment.ts';
import fc from '../fast-check.ts';

const example = readFileSync(new URL('example.yml', import.meta.url), 'utf8');
const lines = example.split('\n');

/** Whatever the text, the answer is a configuration or problems that are fit to be shown; and a configuration can be used. */
function holds(text: string): void {
  const loaded = loadConfiguration(text, 'fanout.yml');
  const problems = loaded.ok ? [] : loaded.problems;
  if (!loaded.ok) expect(problems.length).toBeGreaterThan(0);
  for (const { message, file, line = 1, column = 1, hint = '' } of problems) {
    expect(message).toMatch(/^[^\p{Lu}\n][^\n]*$/u);
    expect(`${message}${hint}`).not.toMatch(/undefined|\[object|NaN/);
    expect(file).toBe('fanout.yml');
    expect(Number.isInteger(line) && line >= 1 && line <= text.split('\n').length).toBe(true);
    expect(Number.isInteger(column) && column >= 1).toBe(true);
  }
  if (!loaded.ok) return;
  for (const name of loaded.configuration.environments)
    resolveEnvironment(loaded.configuration, name, { buildNumber: '1', vars: {}, env: {} });
}

describe('never more than problems', () => {
  test('for bytes changed at random', () => {
    const noise = fc.constantFrom(
      '',
      ' ',
      '\t',
      '\n',
      ':',
      '-',
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      '#',
      '&',
      '*',
      '!',
      '|',
      '>',
      '%',
      '@',
      '`',
      '$',
      ',',
      '?',
      '\0',
      '\uFEFF',
      'é',
      '<<: ',
    );
    const edit = fc.record({ at: fc.nat(example.length), drop: fc.nat(3), put: noise });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        let text = example;
        for (const { at, drop, put } of edits)
          text = text.slice(0, at) + put + text.slice(at + drop);
        holds(text);
      }),
      { numRuns: 100 },
    );
  });

  test('for lines that are missing, moved, doubled or indented', () => {
    const line = fc.nat(lines.length - 1);
    const move = fc.tuple(line, line, fc.constantFrom('drop', 'copy', 'indent', 'outdent'));
    fc.assert(
      fc.property(fc.array(move, { minLength: 1, maxLength: 3 }), (moves) => {
        const text = [...lines];
        for (const [from, to, how] of moves) {
          const each = text[from] ?? '';
          if (how === 'drop') text.splice(from, 1);
          if (how === 'copy') text.splice(to, 0, each);
          if (how === 'indent') text[from] = `  ${each}`;
          if (how === 'outdent') text[from] = each.replace(/^ {2}/, '');
        }
        holds(text.join('\n'));
      }),
      { numRuns: 100 },
    );
  });

  test('for values of any other kind', () => {
    const values = example.match(/(?<=: )[^{}[\]#,\n]+/g) ?? [];
    const other = fc.oneof(
      fc.constantFrom(
        'null',
        '1',
        '-1',
        '1e400',
        '.nan',
        'true',
        '""',
        '[]',
        '{}',
        '[[]]',
        '{ a: b }',
        '${',
        '${a}',
        '${version}',
        '$${x}',
        '__proto__',
        '{ __proto__: a }',
        '{ constructor: a }',
        '1.5',
        '0x1F',
        '2020-01-01',
        '*a',
        '&a a',
      ),
      fc.string().map((text) => JSON.stringify(text)),
    );
    fc.assert(
      fc.property(fc.constantFrom(...values), other, (value, put) => {
        holds(example.replace(value, () => put));
      }),
      { numRuns: 100 },
    );
  });

  test('for any text at all', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), holds), { numRuns: 100 });
  });
});

describe('1 MB in less than 2 s', () => {
  const size = 1_000_000;
  const many = (count: number, each: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => each(index)).join('');
  const base = (rest: string) => `version: 1
application: orders
bundle: { bucket: bundles }
defaults: { deploymentGroup: web }
${rest}
`;
  test.each([
    ['comments', example + `# ${'x'.repeat(98)}\n`.repeat(size / 101 - example.length / 101)],
    ['one value', base(`vars: { a: "${'x'.repeat(size - 200)}" }`)],
    [
      'accounts',
      base(
        `accounts:\n${many(20_000, (i) => `  a${i}: "${String(i).padStart(12, '0')}"\n`)}environments: {}`,
      ),
    ],
    [
      'environments',
      base(
        `accounts: { a: "111111111111" }\nenvironments:\n${many(6_000, (i) => `  e${i}: { after: [e${i + 1}], accounts: [a] }\n`)}`,
      ),
    ],
    [
      'templates',
      base(
        `accounts: { a: "111111111111" }\nenvironments: { e: { accounts: [a], regions: [eu-west-1], verify: [{ http: { url: "http://a/${'${region}'.repeat(100_000)}" } }] } }`,
      ),
    ],
    [
      'braces',
      base(
        `accounts: { a: "111111111111" }\nenvironments: { e: { accounts: [a], regions: [eu-west-1], deploymentGroup: "${'${'.repeat(490_000)}" } }`,
      ),
    ],
    [
      'mistakes',
      base(`accounts: {}\nenvironments: { e: { destinations: [${'{},'.repeat(15_000)}] } }`),
    ],
    [
      'destinations without end',
      base(
        `accounts: { a: "111111111111" }\nx-r: &r [${many(999, (i) => `xy-${[...String(i)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}-1,`)}]\nenvironments:\n${many(100, (i) => `  e${i}: { accounts: [a], regions: *r }\n`)}`,
      ),
    ],
    [
      'all that is allowed',
      base(`accounts: { a: "111111111111" }
x-v: &v [${many(20, (i) => `{ http: { url: "https://\${region}.example.com/${i}", json: { version: "\${version}" } } },`)}]
x-r: &r [${many(999, (i) => `xy-${[...String(i)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}-1,`)}]
environments:
${many(3, (i) => `  e${i}: { accounts: [a], regions: *r, verify: *v }\n`)}`),
    ],
  ])('%s', (_, text) => {
    // The better of two tries: code that has not run before is slow, and so is a busy machine.
    const times = [1, 2].map(() => {
      const start = process.cpuUsage();
      loadConfiguration(text, 'fanout.yml');
      return process.cpuUsage(start).user;
    });
    expect(Math.min(...times)).toBeLessThan(2_000_000);
  });
});
