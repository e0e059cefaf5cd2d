import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

const documentation = readFileSync(new URL('../../../docs/emulator.md', import.meta.url), 'utf8');
const folder = new URL('./', import.meta.url);
const tests = readdirSync(folder)
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => readFileSync(new URL(name, folder), 'utf8'))
  .map(plain)
  .join('\n');

/** The sentences of the lists of a section, without their marks. */
function sentences(heading: string): string[] {
  const [, section = ''] = documentation.split(`\n## ${heading}\n`);
  const [own = ''] = section.split('\n## ');
  const items = own.split('\n- ').slice(1);
  return items.map((item) => {
    const [first = ''] = item.split('\n\n');
    return plain(first).replace(/ \[[^\]]*\]$/, '');
  });
}

/** On one line, with plain apostrophes. */
function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('’', "'").trim();
}

describe('the documentation of the emulated CodeDeploy', () => {
  test('has sentences', () => expect(sentences('CodeDeploy').length).toBeGreaterThan(60));

  test.each(sentences('CodeDeploy'))('has a test named: %s', (sentence) => {
    expect(tests.includes(sentence)).toBe(true);
  });
});
