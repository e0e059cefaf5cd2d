import { describe, expect, test } from '@jest/globals';
import { clean, cleanLine, inert, redact, tail } from '../../src/words/printable.ts';
import fc from '../fast-check.ts';

const esc = '\u001b';
const anyUnit = fc.oneof(
  fc.integer({ min: 0, max: 0x9f }).map((code) => String.fromCodePoint(code)),
  fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
  fc.constantFrom('\u202e', '\u200b', '\ud800', '\udc00', '\ufeff', '\u{e0041}', '\u3164'),
);

describe('clean', () => {
  test.each([
    ['colours', `${esc}[1;31mred${esc}[0m`, ['red']],
    ['cursor movements', `a${esc}[2K${esc}[1Gb`, ['ab']],
    ['a title', `${esc}]0;title\u0007text`, ['text']],
    ['a link', `${esc}]8;;https://evil.example${esc}\\click${esc}]8;;${esc}\\`, ['click']],
    ['a sequence that never ends', `${esc}]0;title`, ['\\x1b]0;title']],
    ['eight-bit sequences', '\u009b31mred', ['red']],
    [
      'sequences that another one holds',
      `${esc}${esc}[0m[31mred${esc}]0${esc}[0m;x\u0007`,
      ['red'],
    ],
    ['control characters', 'a\u0007b\u0000c', ['a\\x07b\\x00c']],
    ['bidi overrides', 'a\u202eb', ['a\\u{202e}b']],
    ['zero-width characters', 'a\u200bb\u{e0041}', ['a\\u{200b}b\\u{e0041}']],
    ['lone surrogates', 'a\ud800b', ['a\\u{d800}b']],
    ['pictures', '❤\ufe0f 日本語 Ω', ['❤\ufe0f 日本語 Ω']],
    ['tabs', '\tat x', ['    at x']],
    ['every kind of line break', 'a\r\nb\nc\rd\u2028e\u0085f', ['a', 'b', 'c', 'd', 'e', 'f']],
    ['line breaks at the end', 'a\n\n', ['a']],
  ])('deals with %s', (_, text, lines) => {
    expect(clean(text)).toEqual(lines);
  });

  test('cuts long lines and says by how much', () => {
    expect(clean('x'.repeat(510), 500)).toEqual([`${'x'.repeat(500)}… [10 more characters]`]);
  });

  test('does not cut a character in two', () => {
    expect(clean('ab😀cd', 3)).toEqual(['ab… [4 more characters]']);
  });

  test('prints no control or format character, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyUnit }), (text) => {
        expect(clean(text).join('')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      }),
    );
  });

  test('leaves no command, whatever the parts it is put together from', () => {
    const part = fc.constantFrom(
      '#',
      '##',
      '[',
      'teamcity[',
      ':',
      '::',
      ' ',
      `${esc}[0m`,
      '\r',
      '\u200b',
      'error::',
      ']',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        for (const line of [...clean(parts.join('')), cleanLine(parts.join(''))]) {
          expect(line).not.toMatch(/##\w*\[|^\s*::/);
        }
      }),
    );
  });

  test('is not slowed down by text made for that', () => {
    const start = performance.now();
    for (const text of [`${esc}[`, `${esc}]`, '##', ' ', ':', `${esc}]a`])
      clean(text.repeat(100_000));
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

test('a text that is inert stays as it is', () => {
  fc.assert(fc.property(fc.string(), (text) => expect(inert(inert(text))).toBe(inert(text))));
});

describe('tail', () => {
  const log = Array.from({ length: 10 }, (_, index) => `line ${index}`).join('\n');

  test('keeps the last lines and says how many came before', () => {
    expect(tail(log, { lines: 2, characters: 100 })).toEqual([
      '… 8 earlier lines left out',
      'line 8',
      'line 9',
    ]);
  });

  test('keeps to the characters it may show, and always shows the last line', () => {
    expect(tail(log, { lines: 5, characters: 15 }).at(-2)).toBe('line 8');
    expect(tail(log, { lines: 5, characters: 15 })).toHaveLength(3);
    expect(tail('a long line', { lines: 5, characters: 3 })).toEqual(['a long line']);
  });
});

describe('redact', () => {
  test.each([
    [/token=\w+/, 'token=abc token=def', '*** ***'],
    [/(?<=password: ).*/g, 'user: a\npassword: b c', 'user: a\npassword: ***'],
    [/-----BEGIN.*END-----/s, 'a\n-----BEGIN\nx\nEND-----\nb', 'a\n***\nb'],
    [/x*/, 'axb', 'a***b'],
  ])('%s', (pattern, text, expected) => {
    expect(redact(text, [pattern])).toBe(expected);
  });

  test('searches and keeps only the end of a very long text', () => {
    const text = redact(`${'a'.repeat(100_000)}secret`, [/secret/]);
    expect(text.length).toBeLessThan(66_000);
    expect(text).toMatch(/^… \d+ characters left out\na+\*\*\*$/);
  });
});
