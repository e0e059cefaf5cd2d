import { describe, expect, test } from '@jest/globals';
import { readAppSpec } from '../../src/appspec/appspec.ts';

const GOOD = 'version: 0.0\nos: linux\n';

function read(text: string | Uint8Array) {
  return readAppSpec(typeof text === 'string' ? new TextEncoder().encode(text) : text);
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

describe('files the agent takes', () => {
  test.each([
    ['with LF', GOOD],
    ['with CRLF', GOOD.replaceAll('\n', '\r\n')],
    ['with CR', GOOD.replaceAll('\n', '\r')],
    ['as JSON', '{"version": 0.0, "os": "linux"}'],
    ['as JSON with tabs', '{\n\t"version":\t0.0,\n\t"os": "linux"\n}'],
    ['with a tab after a colon', 'version:\t0.0\t\nos:\tlinux\n'],
    ['with a document start', `---\n${GOOD}`],
    ['with a syntax error in the second document', `${GOOD}---\n{[`],
    ['with anything after the end', `${GOOD}...\n}}} @`],
    ['with a byte order mark before a comment', `\ufeff# comment\n${GOOD}`],
    ['with a byte order mark before an empty line', `\ufeff\n${GOOD}`],
    ['with a byte order mark before JSON', `\ufeff{"version": 0.0, "os": "linux"}`],
    ['with unknown keys', `${GOOD}overwrite: yes\n`],
    ['with an anchor nobody refers to', `${GOOD}hooks: &hooks\n`],
    ['with %YAML 1.1', `%YAML 1.1\n---\n${GOOD}`],
    ['with %YAML 1.2', `%YAML 1.2\n---\n${GOOD}`],
    ['with an unknown tag', `${GOOD}files: !Files []\n`],
    ['with 500 nested lists', `${GOOD}x: ${'['.repeat(500)}${']'.repeat(500)}\n`],
    ['with lists no deeper than their key', `${GOOD}files:\n- source: a\n  destination: /b\n`],
  ])('%s', (_, text) => {
    expect(read(text)).toMatchObject({ ok: true, spec: { os: 'linux' } });
  });

  test('with 20,000 hooks', () => {
    const scripts = '    - location: scripts/start.sh\n      timeout: 300\n'.repeat(20_000);
    const reading = read(`${GOOD}hooks:\n  AfterInstall:\n${scripts}`);
    expect(reading.ok && reading.spec.hooks.get('AfterInstall')).toHaveLength(20_000);
  });
});

describe('files Ruby cannot read', () => {
  test.each([
    [
      'a tab as indentation',
      'files:\n\t- a\n',
      'yaml/syntax',
      'found character that cannot start any token while scanning for the next token at line 2 column 1',
      2,
      1,
    ],
    [
      'a line of one tab',
      `${GOOD}\t\nfiles: []\n`,
      'yaml/syntax',
      'found a tab character that violates indentation while scanning a plain scalar at line 2 column 5',
      3,
      1,
    ],
    [
      'two values in a line',
      'a: b: c\n',
      'yaml/syntax',
      'mapping values are not allowed in this context at line 1 column 5',
      1,
      5,
    ],
    [
      'a key without a colon',
      'version: 0.0\nos linux\nfiles: []\n',
      'yaml/syntax',
      "could not find expected ':' while scanning a simple key at line 2 column 1",
      2,
      1,
    ],
    [
      'a list item in a mapping',
      'hooks:\n  a: 1\n  - b\n',
      'yaml/syntax',
      'did not find expected key while parsing a block mapping at line 2 column 3',
      3,
      3,
    ],
    [
      'a mapping in a list',
      'files:\n  - a\n  b: c\n',
      'yaml/syntax',
      "did not find expected '-' indicator while parsing a block collection at line 2 column 3",
      3,
      3,
    ],
    [
      'a quote that is not closed',
      'a: "b\n',
      'yaml/syntax',
      'found unexpected end of stream while scanning a quoted scalar at line 1 column 4',
      1,
      4,
    ],
    [
      'a list that is not closed',
      'a: [b\n',
      'yaml/syntax',
      "did not find expected ',' or ']' while parsing a flow sequence at line 1 column 4",
      2,
      1,
    ],
    [
      'a reserved sign',
      'a: @b\n',
      'yaml/syntax',
      'found character that cannot start any token while scanning for the next token at line 1 column 4',
      1,
      4,
    ],
    [
      'an unknown escape',
      'a: "\\d"\n',
      'yaml/syntax',
      'found unknown escape character while parsing a quoted scalar at line 1 column 4',
      1,
      5,
    ],
    [
      'an undefined tag handle',
      'a: !x!y b\n',
      'yaml/syntax',
      'found undefined tag handle while parsing a node at line 1 column 4',
      1,
      4,
    ],
    [
      '%YAML 2.0',
      '%YAML 2.0\n---\na: b\n',
      'yaml/syntax',
      'found incompatible YAML document at line 1 column 1',
      1,
      1,
    ],
    [
      'a dash after a key',
      'a: - b\n',
      'yaml/syntax',
      'block sequence entries are not allowed in this context at line 1 column 4',
      1,
      4,
    ],
    [
      'a byte order mark before ---',
      `\ufeff---\n${GOOD}`,
      'yaml/byte-order-mark',
      'mapping values are not allowed in this context at line 2 column 8',
      1,
      1,
    ],
    [
      'a control character',
      `${GOOD}a: \x1b[0m\n`,
      'yaml/encoding',
      'control characters are not allowed at line 1 column 1',
      3,
      4,
    ],
    [
      'NUL',
      'a: \0\n',
      'yaml/encoding',
      'control characters are not allowed at line 1 column 1',
      1,
      4,
    ],
  ])('%s', (_, text, rule, message, line, column) => {
    expect(read(text)).toMatchObject({
      ok: false,
      kind: 'yaml',
      rule,
      message: `(<unknown>): ${message}`,
      line,
      column,
    });
  });

  test.each([
    ['Latin-1 in a comment', latin1('# caf\xe9\nversion: 0.0\n'), 'invalid trailing UTF-8 octet'],
    ['UTF-16, little end first', latin1('\xff\xfev\0'), 'invalid leading UTF-8 octet'],
    ['UTF-16, big end first', latin1('\xfe\xff\0v'), 'invalid leading UTF-8 octet'],
    ['an overlong sequence', latin1('a: \xc0\x80 x\n'), 'invalid length of a UTF-8 sequence'],
    ['half a surrogate pair', latin1('a: \xed\xa0\x80\n'), 'invalid Unicode character'],
    ['half a character at the end', latin1('a: b\xc3'), 'incomplete UTF-8 octet sequence'],
  ])('%s', (_, bytes, problem) => {
    expect(read(bytes)).toMatchObject({
      ok: false,
      rule: 'yaml/encoding',
      message: `(<unknown>): ${problem} at line 1 column 1`,
    });
  });

  test('UTF-16 is called by its name', () => {
    expect(read(latin1('\xff\xfev\0'))).toMatchObject({ hint: expect.stringContaining('UTF-16') });
  });

  test('too many levels', () => {
    const text = `${GOOD}x: ${'['.repeat(50_000)}${']'.repeat(50_000)}\n`;
    expect(read(text)).toMatchObject({ rule: 'yaml/too-deep', message: 'stack level too deep' });
  });
});

describe('a byte order mark directly before the first key', () => {
  test('hides what follows from the agent, in its own words', () => {
    expect(read(`\ufeff${GOOD}`)).toMatchObject({
      ok: false,
      rule: 'yaml/byte-order-mark',
      message: expect.stringContaining('an unsupported operating system ().'),
    });
  });

  test('is not blamed for what is wrong without it', () => {
    expect(read('\ufeffversion: 1.0\nos: linux\n')).toMatchObject({ rule: 'version/invalid' });
  });
});

test('what Rubies differ about is refused, and says where it works', () => {
  const alias = read(`${GOOD}x: &a 1\ny: *a\n`);
  expect(alias).toMatchObject({
    ok: false,
    rule: 'yaml/alias',
    message: 'Unknown alias: a',
    line: 4,
    column: 4,
    hint: expect.stringContaining('Ruby 2.7 and 3.0'),
  });
  expect(read(`${GOOD}x: 2024-01-02\n`)).toMatchObject({
    rule: 'yaml/date',
    message: 'Tried to load unspecified class: Date',
    hint: expect.stringContaining('Ruby 2.7 and 3.0'),
  });
});
