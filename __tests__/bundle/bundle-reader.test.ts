import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Bundle } from '../../src/bundle/bundle.ts';
import { entryBytes, openBundle } from '../../src/bundle/bundle-reader.ts';
import { prepare } from './prepared.ts';
import { minimal, noise } from './temp-tree.ts';
import { craftZip } from './zip-fixture.ts';

describe('a file of a bundle is read', () => {
  const text = 'line\n'.repeat(300_000);
  const random = noise(600_000);
  let bundle: Bundle;
  beforeAll(async () => {
    ({ bundle } = await prepare({
      ...minimal,
      empty: '',
      noise: random,
      'scripts/text': text,
      current: { link: 'scripts' },
      out: { link: '/etc/hostname' },
    }));
  });

  test.each([
    ['small', 'appspec.yml', minimal['appspec.yml'] as string],
    ['empty', 'empty', ''],
    ['deflated in blocks', 'scripts/text', text],
    ['stored', 'noise', random],
    ['through a link', 'current/text', text],
  ])('%s', async (_, path, content) => {
    expect((await entryBytes(bundle, path))?.equals(Buffer.from(content))).toBe(true);
  });

  test('up to a limit', async () => {
    expect((await entryBytes(bundle, 'scripts/text', 7))?.toString()).toBe('line\nli');
  });

  test.each(['missing', 'scripts', 'out', '../up'])('but not %s', async (path) => {
    expect(await entryBytes(bundle, path)).toBeUndefined();
  });

  test('one after the other', async () => {
    const reader = await openBundle(bundle);
    const sizes = [];
    for (const { path, kind } of bundle.entries) {
      if (kind === 'file') sizes.push((await reader.bytes(path))?.length);
    }
    await reader.close();
    expect(sizes).toEqual([23, 0, 600_000, 1_500_000]);
  });
});

test('many small files, in any order, that lie across the blocks in which a zip is read', async () => {
  const names = Array.from({ length: 90 }, (_, at) => `files/${at}`);
  const content = new Map(names.map((name, at) => [name, noise(30_000 + at)]));
  const { bundle } = await prepare({ ...minimal, ...Object.fromEntries(content) });
  const reader = await openBundle(bundle);
  const read = async (name: string) =>
    (await reader.bytes(name))?.equals(content.get(name) as Buffer);
  const forth = [];
  for (const name of names) forth.push(await read(name));
  const back = await Promise.all(names.toReversed().map(read));
  await reader.close();
  expect(new Set([...forth, ...back])).toEqual(new Set([true]));
});

test('names of a ready-made zip that are written otherwise are found', async () => {
  const path = craftZip([
    { name: './appspec.yml', data: 'x' },
    { name: 'a//b', data: 'found' },
  ]);
  const { bundle } = await prepare(path);
  expect((await entryBytes(bundle, 'a/b'))?.toString()).toBe('found');
});
