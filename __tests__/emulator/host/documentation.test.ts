import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const page = readFileSync(new URL('../../../docs/emulator.md', import.meta.url), 'utf8');
const [, hosts = ''] = page.split('\n## Hosts\n');
const [section = ''] = hosts.split('\n## ');
const sentences = section
  .split('\n- ')
  .slice(1)
  .map((item) => plain(item.split('\n\n')[0] ?? '').replace(/ \[.\]$/, ''));

const folders = ['./', '../../system/'].map((folder) => new URL(folder, import.meta.url));
const tests = folders
  .flatMap((folder) => readdirSync(folder).map((name) => new URL(name, folder)))
  .filter(
    (file) => /host.*\.ts$/.test(file.pathname) && !file.pathname.endsWith('documentation.test.ts'),
  )
  .map((file) => plain(readFileSync(file, 'utf8')))
  .join('\n');

test('hosts are described', () => expect(sentences.length).toBeGreaterThan(90));

test.each(sentences)('a test has the name: %s', (sentence) => {
  expect(tests.includes(sentence)).toBe(true);
});

function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll("\\'", "'").trim();
}
