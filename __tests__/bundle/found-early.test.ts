import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { findFiles, type SourceEntry } from '../../src/bundle/files.ts';
import { readIgnoreRules } from '../../src/bundle/ignore-rules.ts';
import { sortByPath } from '../../src/bundle/names.ts';
import fc from '../fast-check.ts';
import { prepare, problemsOf } from './prepared.ts';
import { makeTree, minimal, type Tree, tempFolder } from './temp-tree.ts';

/** Around "/", and where the order of UTF-8 is not that of JavaScript. */
const name = fc
  .array(fc.constantFrom('a', '-', '.', '0', 'é', '\u{1f600}', '\uff5e', ' '), {
    minLength: 1,
    maxLength: 3,
  })
  .map((letters) => letters.join(''))
  .filter((text) => text !== '.' && text !== '..');

const tree = fc
  .uniqueArray(fc.array(name, { minLength: 1, maxLength: 3 }), { maxLength: 25 })
  // A name is a file or a folder: those of files end otherwise.
  .map((paths) =>
    paths.map((names) => names.map((one, i) => (i === names.length - 1 ? `${one}f` : one))),
  )
  .map((paths): Tree => Object.fromEntries(paths.map((names) => [names.join('/'), 'x'])));

test('entries are found in the order of the zip, and told of in that order, whatever their names', async () => {
  await fc.assert(
    fc.asyncProperty(tree, async (files) => {
      const location = makeTree({ ...files, empty: null });
      const told: SourceEntry[] = [];
      const walk = {
        rules: await readIgnoreRules(location, { exclude: [], shownAs: 'src' }),
        leaveOut: new Set<string>(),
        platform: 'linux' as const,
        signal: new AbortController().signal,
        found: (row: SourceEntry[]) => void told.push(...row),
      };
      const { entries } = await findFiles({ location, shownAs: 'src' }, walk);
      expect(entries).toEqual(sortByPath(entries));
      expect(told).toEqual(entries);
      const found = entries.filter(({ kind }) => kind === 'file').map(({ path }) => path);
      expect(found.sort()).toEqual(Object.keys(files).sort());
    }),
    { numRuns: 40 },
  );
});

const many: Tree = Object.fromEntries(
  Array.from({ length: 2_500 }, (_, i) => [`part-${i % 9}/file ${i}`, `content ${i % 77}`]),
);

test('what is packed while the rest is found gives the zip of what is found first', async () => {
  const source = makeTree({ ...minimal, ...many });
  const early = await prepare(source);
  const late = await prepare(source, { links: 'copy' });
  expect(late.bundle).toEqual({ ...early.bundle, path: late.bundle.path });
  expect(early.bundle.entries).toHaveLength(2_500 + 9 + 1);
});

test('all that cannot be packaged is told of, although packing has begun', async () => {
  const source = join(tempFolder(), 'src');
  makeTree({ ...minimal, ...many }, source);
  makeTree({ 'part-8/a\\b': 'x', 'z/c\\d': 'x' }, source);
  symlinkSync('nothing', join(source, 'z/e\\f'));
  expect(await problemsOf(prepare(source))).toEqual([
    expect.stringContaining('a\\\\b'),
    expect.stringContaining('c\\\\d'),
    expect.stringContaining('e\\\\f'),
  ]);
});
