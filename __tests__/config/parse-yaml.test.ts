import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { parseYaml } from '../../src/config/parse-yaml.ts';

const schema = z.strictObject({
  name: z.string().min(1).optional(),
  count: z.int().min(1).max(9).optional(),
  on: z.enum(['always', 'never']).optional(),
  when: z.string({ error: 'a time of day\nsuch as "10:00"' }).optional(),
  tags: z.array(z.string()).max(2).optional(),
  labels: z.record(z.string().regex(/^[a-z-]+$/, 'small letters'), z.string()).optional(),
  place: z
    .union([z.string(), z.strictObject({ city: z.string().describe('where it is'), zip: z.int() })])
    .optional(),
  list: z.array(z.strictObject({ a: z.int().optional() })).optional(),
  any: z.unknown().optional(),
});

function read(text: string) {
  return parseYaml(text, 'a.yml', schema);
}

function problemsOf(text: string): string[] {
  const parsed = read(text);
  if (parsed.ok) return [];
  return parsed.problems.map(
    ({ line, column, message, hint }) =>
      `${line}:${column} ${message}${hint === undefined ? '' : ` (${hint})`}`,
  );
}

function contentOf(text: string): unknown {
  const parsed = read(text);
  return parsed.ok ? parsed.value : parsed.problems;
}

describe('what is read', () => {
  test.each([
    ['plain values', 'name: orders\ncount: 3\n', { name: 'orders', count: 3 }],
    ['a byte order mark', '\uFEFFname: a\n', { name: 'a' }],
    ['Windows line ends', 'name: a\r\ncount: 2\r\n', { name: 'a', count: 2 }],
    ['one document with its marker', '---\nname: a\n', { name: 'a' }],
    [
      'what YAML 1.1 took for booleans',
      'name: yes\nlabels: { no: off }',
      { name: 'yes', labels: { no: 'off' } },
    ],
    [
      'keys that look like numbers',
      'any: { 012: a, 1.50: b }',
      { any: { '012': 'a', '1.50': 'b' } },
    ],
    ['an anchor and its alias', 'name: &n x\nwhen: *n', { name: 'x', when: 'x' }],
    ['the last anchor of a name', 'tags: [&t a, &t b]\nwhen: *t', { tags: ['a', 'b'], when: 'b' }],
    [
      'merged keys: written ones win, then the first',
      'x-a: &a { city: a, zip: 1 }\nx-b: &b { zip: 2 }\nplace: { <<: [*b, *a], city: c }',
      { place: { city: 'c', zip: 2 } },
    ],
    ['a quoted "<<" as what it is', 'any: { "<<": 1 }', { any: { '<<': 1 } }],
    [
      'x- keys: left out',
      'x-note: [1]\nplace: { city: a, zip: 1, x-why: b }',
      { place: { city: 'a', zip: 1 } },
    ],
    ['x- keys where names are free: kept', 'labels: { x-a: b }', { labels: { 'x-a': 'b' } }],
    [
      'names an object has by itself',
      'any: { constructor: 1, toString: 2 }',
      { any: { constructor: 1, toString: 2 } },
    ],
  ])('%s', (_, text, value) => {
    expect(contentOf(text)).toEqual(value);
  });
});

describe('what is refused', () => {
  test.each([
    ['nothing', '', ['1:1 the file is empty']],
    ['comments only', '# a\n', ['1:1 the file is empty']],
    ['a list', '- a', ['1:1 the file must be a mapping, not a list of 1']],
    ['a text', 'abc', ['1:1 the file must be a mapping, not "abc"']],
    ['a number for a text', 'name: 012', ['1:7 name must be text, not the number "012"']],
    ['a boolean for a text', 'name: true', ['1:7 name must be text, not the boolean "true"']],
    ['a text for a number', 'count: three', ['1:8 count must be a whole number, not "three"']],
    ['a fraction', 'count: 1.5', ['1:8 count must be a whole number, not the number "1.5"']],
    ['too little', 'count: 0', ['1:8 count must be at least 1, not the number "0"']],
    ['too much', 'count: 10', ['1:8 count must be at most 9, not the number "10"']],
    ['an empty text', 'name: ""', ['1:7 name must be text that is not empty, not ""']],
    ['an empty value', 'name:\ncount: 1', ['1:6 name must be text, not nothing']],
    [
      'a long list',
      'tags: [a, b, c]',
      ['1:7 tags must be a list with at most 2 entries, not a list of 3'],
    ],
    [
      'an unknown choice',
      'on: neverr',
      ['1:5 on must be one of always, never, not "neverr" (did you mean "never"?)'],
    ],
    [
      'a hint of the schema',
      'when: 600',
      ['1:7 when must be a time of day, not the number "600" (such as "10:00")'],
    ],
    ['a misspelt key', 'nmae: a', ['1:1 unknown key "nmae" (did you mean "name"?)']],
    [
      'an unknown key',
      'place: { city: a, zip: 1, street: b }',
      ['1:27 place: unknown key "street" (allowed here: city, zip)'],
    ],
    ['a missing key', 'place:\n  zip: 1\n', ['1:1 place: "city" is missing (where it is)']],
    ['a wrong key', 'labels: { A1: b }', ['1:11 labels: a key must be small letters, not "A1"']],
    [
      'neither of two kinds',
      'place: 3',
      ['1:8 place must be text or a mapping, not the number "3"'],
    ],
    [
      'the kind that is nearest',
      'place: { city: 3, zip: 1 }',
      ['1:16 place.city must be text, not the number "3"'],
    ],
    [
      'inside a list',
      'list:\n  - a: 1\n  - a: b\n',
      ['3:8 list[1].a must be a whole number, not "b"'],
    ],
    [
      'a repeated key further in',
      'any:\n  - b: { name: x, name: y }',
      ['2:19 any[0].b: "name" appears twice (keep one of the two)'],
    ],
    [
      'text that nothing can take',
      'name: "a\\0b"',
      ['1:7 name: has a NUL character, which no name or command may have'],
    ],
    ['a repeated key', 'name: a\nname: b', ['2:1 "name" appears twice (keep one of the two)']],
    [
      'an alias to nothing',
      'name: *n',
      ['1:7 "*n" refers to an anchor that is not above it (write "&n" before what it stands for)'],
    ],
    [
      'an alias to itself',
      'any: &a [*a]',
      ['1:10 "*a" refers to something that it is itself a part of'],
    ],
    [
      'a merge of text',
      'any: { <<: a }',
      ['1:12 "<<" takes a mapping to merge, or a list of them'],
    ],
    ['a prototype', 'any: { __proto__: { a: 1 } }', ['1:8 a key cannot be "__proto__"']],
    ['a key that is a list', '? [a]\n: b', ['1:3 a key must be text']],
    ['a tab', 'place:\n\tcity: a', ['2:1 a tab indents this line: YAML takes spaces only']],
    ['a tag', 'name: !Ref a', ['1:7 unresolved tag: !Ref: tags are not used here']],
    [
      'a second document',
      'name: a\n---\nname: b',
      ['2:1 a second document begins here (keep one: remove the "---" or "..." line)'],
    ],
    [
      'text that is invisible',
      'count: "\\u202ea\\e"',
      ['1:8 count must be a whole number, not "\\u{202e}a\\u001b"'],
    ],
  ])('%s', (_, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });

  test('everything at once, in the order of the file', () => {
    const text = 'nmae: a\ncount: x\nplace:\n  city: 1\non: often\nname: b\nname: c\n';
    expect(problemsOf(text).map((problem) => problem.split(' ')[0])).toEqual([
      '1:1',
      '2:8',
      '3:1',
      '4:9',
      '5:5',
      '7:1',
    ]);
  });

  test('an alias is named where it is used, what is inside it where it is written', () => {
    expect(problemsOf('x-a: &a 1\nname: *a')).toEqual([
      '2:7 name must be text, not the number "1"',
    ]);
    expect(problemsOf('x-p: &p\n  city: 1\n  zip: 2\nplace: *p')).toEqual([
      '2:9 place.city must be text, not the number "1"',
    ]);
  });

  test('what is right can still be read', () => {
    const parsed = read('name: a\ncount: x\nlist: [{ a: 1 }, { a: b }]\nwho: 1\n');
    expect(parsed).toMatchObject({
      ok: false,
      partial: {
        value: { name: 'a', list: [{ a: 1 }, {}] },
        without: [['count'], ['list', 1, 'a'], ['who']],
      },
    });
  });
});

describe('hostile files end soon, with a problem', () => {
  const size = 1_000_000;
  const laughs = Array.from({ length: 30 }, (_, i) => `- &a${i} [*a${i - 1}, *a${i - 1}]`).join(
    '\n',
  );
  test.each([
    ['a file of more than 1 MiB', '#'.repeat(2 ** 20 + 1)],
    ['flow nesting', '['.repeat(size)],
    ['block nesting', '- '.repeat(size / 2)],
    ['closing brackets', ']'.repeat(size)],
    ['quotes', '"'.repeat(size)],
    ['commas', `[${','.repeat(size - 2)}`],
    ['empty items', '-\n'.repeat(size / 2)],
    ['aliases to nothing', '*a\n'.repeat(size / 3)],
    ['a billion laughs', `any:\n- &a-1 lol\n${laughs}`],
    [
      'depth by aliases',
      `any:\n- &a0 lol\n${Array.from({ length: 300 }, (_, i) => `- &a${i + 1} [*a${i}]`).join('\n')}`,
    ],
    [
      'merges without end',
      `x-a: &a {${Array.from({ length: 9000 }, (_, i) => `k${i}: 1`).join(',')}}\nany: { <<: [${'*a,'.repeat(9000)}] }`,
    ],
    ['unknown keys', Array.from({ length: 20_000 }, (_, i) => `key${i}: 1`).join('\n')],
    ['one long word', `name: [${'a'.repeat(size)}]`],
    ['one long key', `${'a'.repeat(size)}: 1`],
    ['NUL', '\0'.repeat(size)],
  ])('%s', (_, text) => {
    // A busy machine makes everything slow: one try of three has to be quick.
    const isQuick = () => {
      const start = process.cpuUsage();
      expect(problemsOf(text)).not.toEqual([]);
      return process.cpuUsage(start).user < 2_000_000;
    };
    expect([1, 2, 3].some(isQuick)).toBe(true);
  });
});
