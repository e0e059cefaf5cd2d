import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

type Lock = { packages: Record<string, { integrity?: string; link?: boolean }> };

test('every package of the lock has a checksum, and no registry but npm’s own', () => {
  const text = readFileSync('package-lock.json', 'utf8');
  const { packages } = JSON.parse(text) as Lock;
  const entries = Object.entries(packages).filter(([path, { link }]) => path !== '' && !link);
  expect(entries.length).toBeGreaterThan(100);
  expect(entries.filter(([, { integrity }]) => !integrity).map(([path]) => path)).toEqual([]);
  const hosts = [...text.matchAll(/"resolved": "([a-z+]+:\/\/[^/"]+)/g)].map(([, host]) => host);
  expect(hosts.filter((host) => host !== 'https://registry.npmjs.org')).toEqual([]);
});

test('every action is named by its full SHA, in the README, docs, examples and our own workflows', () => {
  const files = ['README.md', ...['docs', 'examples', '.github'].flatMap(filesBelow)];
  const used = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\buses: *["']?([\w.-]+\/[^\s"'#]+)/g)].map(
      ([, action = '']) => ({ file, action }),
    ),
  );
  expect(used.length).toBeGreaterThan(15);
  const pinned = /@(?:[0-9a-f]{40}|COMMIT)$/;
  expect(used.filter(({ action }) => !pinned.test(action))).toEqual([]);
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:md|ya?ml)$/.test(name))
    .map((name) => join(folder, name));
}
