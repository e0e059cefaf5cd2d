import { expect, test } from '@jest/globals';
import { link, plain, preformatted } from '../../src/report/markdown.ts';
import { summary } from '../../src/report/summary.ts';
import { aCause, aResult, aRolledBackResult, factsOf } from './makers.ts';

test('tells of verdict, destinations with links, causes and warnings', () => {
  const facts = factsOf(
    [aRolledBackResult(), aResult({ destination: 'a/b' })],
    [
      {
        kind: 'notice',
        level: 'warning',
        problem: { code: 'aws-denied', destination: 'a/b', message: 'no alarms', hint: 'add one' },
      },
    ],
  );
  const text = summary(facts);
  for (const part of [
    '## deploy orders to production',
    '1 is back on 1.213, 1 runs 1.214',
    '| retail/eu-west-1 | **rolled back** | 1.214 |',
    '](<https://eu-west-1.console.aws.amazon.com/',
    'journalctl -u orders',
    '[stderr]curl: (7)',
    '- a/b&#58; no alarms &#40;add one&#41;',
  ]) {
    expect(text).toContain(part);
  }
});

test('stays below its limit, says how much is left out, and keeps the worst', () => {
  const results = Array.from({ length: 500 }, (_, index) => {
    const causes = [aCause({ message: `reason ${index}`, log: 'ü'.repeat(400) })];
    return aRolledBackResult({ destination: `retail/region-${index}`, causes });
  });
  const text = summary(factsOf(results), undefined, 200_000);
  expect(Buffer.byteLength(text)).toBeLessThan(200_000);
  expect(text).toMatch(/and \d+ more causes/);
  expect(text.match(/^\| retail/gm)).toHaveLength(500);
});

test.each([
  ['*a* _b_ `c` ~d~', '&#42;a&#42; &#95;b&#95; &#96;c&#96; &#126;d&#126;'],
  ['<b>&amp;', '&#60;b&#62;&#38;amp&#59;'],
  ['a|b', 'a&#124;b'],
  ['[x](http://y)', '&#91;x&#93;&#40;http&#58;//y&#41;'],
  ['www.evil.example', 'www&#46;evil.example'],
  ['a\nb', 'a b'],
])('%j is itself in Markdown', (text, expected) => {
  expect(plain(text)).toBe(expected);
});

test.each([
  ['https://x.example/a?b=c&d=e', '[t](<https://x.example/a?b=c&amp;d=e>)'],
  ['https://x.example/a> <b', '[t](<https://x.example/a%3E%20%3Cb>)'],
  ['javascript:evil()', 't'],
  ['https://x.example@evil.example', 't'],
  [undefined, 't'],
])('a link to %j', (url, expected) => {
  expect(link('t', url)).toBe(expected);
});

test('preformatted text cannot end itself', () => {
  expect(preformatted('a</pre>\n\n# b')).toBe('<pre>\na&#60;/pre&#62;\n\n# b\n</pre>');
});
