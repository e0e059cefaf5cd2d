import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

const documentation = readFileSync(new URL('../../docs/emulator.md', import.meta.url), 'utf8');
const folder = new URL('./', import.meta.url);
const tests = (readdirSync(folder, { recursive: true }) as string[])
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => plain(readFileSync(new URL(name, folder), 'utf8')))
  .join('\n');

/** The sentences of the lists of a section, without their marks. */
function sentences(heading: string): string[] {
  const [, section = ''] = documentation.split(`\n## ${heading}\n`);
  // How outcomes are told belongs to CodeDeploy's own tests.
  const [own = ''] = section.split(/\n## |\nWhich deployments, instances and events/);
  const items = own.split('\n- ').slice(1);
  return items.map((item) => plain(item.split('\n\n')[0] ?? '').replace(/ \[[^\]]*\]$/, ''));
}

/** On one line, and with quotes as they are without a backslash. */
function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll("\\'", "'").trim();
}

describe.each(['The server', 'STS', 'S3', 'CloudWatch', 'Agents', 'Scenarios'])(
  'the documentation of %s',
  (heading) => {
    test('has sentences', () => expect(sentences(heading).length).toBeGreaterThan(5));

    test.each(sentences(heading))('has a test named: %s', (sentence) => {
      expect(tests.includes(sentence)).toBe(true);
    });
  },
);
