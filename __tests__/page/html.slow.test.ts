import { describe, expect, test } from '@jest/globals';
import { pageDocument } from '../../src/page/html-document.ts';
import { runHtml } from '../../src/page/run-html.tsx';
import { statusHtml } from '../../src/page/status-html.tsx';
import fc from '../fast-check.ts';
import { aLargeRun, hostileRun, hostileTexts } from './runs.ts';
import { hostileEnvironment } from './statuses.ts';

const inline = { text: '', sha256: 'x' };

describe('hostile texts', () => {
  const piece = fc.oneof(
    fc.constantFrom(...hostileTexts.slice(0, 7)),
    fc.string({ unit: 'binary', maxLength: 40 }),
  );

  test('make no element, attribute or link, whatever they are and wherever they stand', () => {
    const calm = tagsOf(
      runHtml(hostileRun(Array.from({ length: 4 }, (_, index) => `text ${index}`))).body,
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 4, maxLength: 4 }), (texts) => {
        const tags = tagsOf(runHtml(hostileRun(texts)).body);
        for (const tag of tags) expect(calm).toContain(tag);
      }),
      { numRuns: 200 },
    );
  });

  test('make none of the status page either', () => {
    const body = (texts: readonly string[]) =>
      statusHtml({ at: 0, environments: texts.map(hostileEnvironment) }).body;
    const calm = tagsOf(body(['text 0', 'text 1']));
    fc.assert(
      fc.property(fc.array(piece, { minLength: 2, maxLength: 2 }), (texts) => {
        for (const tag of tagsOf(body(texts))) expect(calm).toContain(tag);
      }),
      { numRuns: 200 },
    );
  });

  test('stay a title in the title', () => {
    const text = pageDocument({
      title: '</title><script>x</script>',
      body: '',
      style: inline,
      script: inline,
      kind: 'run',
      data: '',
    });
    expect(text).toContain('<title>&lt;/title>&lt;script>x&lt;/script></title>');
  });
});

test('accounts that stand alike are one line, and the odd one is told', () => {
  const { body } = runHtml(aLargeRun(50, 6, 1));
  expect(body).toMatch(/294 the same in 49 accounts/);
});

/** Each element with the names of its attributes; nothing else in a text may look like one. */
function tagsOf(html: string): Set<string> {
  const element = /<\/?([a-z][\w-]*)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*\/?>/gi;
  expect(html.replace(element, '')).not.toContain('<');
  return new Set(
    [...html.matchAll(element)].map(([, name = '', attributes = '']) =>
      [
        name,
        ...attributes
          .replace(/="[^"]*"/g, '')
          .trim()
          .split(/\s+/),
      ].join(' '),
    ),
  );
}
