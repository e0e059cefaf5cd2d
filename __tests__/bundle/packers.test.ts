import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { findFiles } from '../../src/bundle/files.ts';
import { readIgnoreRules } from '../../src/bundle/ignore-rules.ts';
import { here, threadPackers } from '../../src/bundle/packers.ts';
import { writeZip } from '../../src/bundle/zip-writer.ts';
import { UsageError } from '../../src/problem.ts';
import fc from '../fast-check.ts';
import { makeTree, noise, type Tree, tempFolder } from './temp-tree.ts';

const signal = new AbortController().signal;

async function entriesOf(tree: Tree) {
  const location = join(tempFolder(), 'src');
  makeTree(tree, location);
  const origin = { location, shownAs: 'src' };
  const rules = await readIgnoreRules(location, { exclude: [], shownAs: 'src' });
  return findFiles(origin, { rules, leaveOut: new Set(), platform: 'linux', signal });
}

async function zipOf(tree: Tree, packers: Parameters<typeof writeZip>[3]) {
  const { entries } = await entriesOf(tree);
  const path = join(tempFolder(), 'out.zip');
  const handle = await open(path, 'wx+');
  try {
    return await writeZip([entries], handle, signal, packers);
  } finally {
    await handle.close();
    await rm(path);
  }
}

const large = {
  'a/large.bin': noise(700_000),
  'm/large.txt': 'text '.repeat(200_000),
  'n/very large.txt': 'text '.repeat(300_000),
};

test('threads give the same zip as no threads, whatever is in it', async () => {
  const content = fc.oneof(
    fc.string({ maxLength: 2000 }),
    fc.constantFrom('', '#!/bin/sh\n', `AKIA${'A'.repeat(16)}`),
    fc.integer({ min: 0, max: 300_000 }).map((size) => 'x y'.repeat(size).slice(0, size)),
  );
  const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(names, fc.infiniteStream(content), async (paths, contents) => {
      const files = paths.map((path) => [`${path}/file`, contents.next().value as string] as const);
      const tree: Tree = { ...large, link: { link: 'a' }, ...Object.fromEntries(files) };
      expect(await zipOf(tree, () => threadPackers(3))).toEqual(
        await zipOf(tree, async () => here),
      );
    }),
    { numRuns: 5 },
  );
});

test('what may be a script or holds what looks like a secret is left to lint, other small files are not', async () => {
  const { toLookAt } = await zipOf(
    {
      'plain.txt': 'nothing',
      'run.sh': '#!/bin/sh\r\n',
      'settings.txt': `key AKIA${'A'.repeat(16)} here`,
      'node_modules/a/key.pem': '-----BEGIN PRIVATE KEY-----',
      'large.bin': noise(700_000),
    },
    async () => here,
  );
  expect([...toLookAt]).toEqual(['run.sh', 'settings.txt']);
});

test('a file that changes meanwhile is told as without threads', async () => {
  const { entries } = await entriesOf({ 'a.txt': 'x' });
  const changed = entries.map((entry) => (entry.kind === 'file' ? { ...entry, size: 2 } : entry));
  const packers = await threadPackers(2);
  await expect(packers.pack(changed)).rejects.toThrow(UsageError);
  await packers.close();
});

test('threads pack one batch after another, however many there are', async () => {
  const { entries } = await entriesOf({ 'a.txt': 'x' });
  const packers = await threadPackers(2);
  const packed: Buffer[] = [];
  for (let turn = 0; turn < 4; turn++) packed.push((await packers.pack(entries)).bytes);
  await packers.close();
  expect(packed).toEqual(Array(4).fill(packed[0]));
});

test('threads are ended once they have packed what they had begun, and begin nothing more', async () => {
  const { entries } = await entriesOf({ 'a.txt': 'x', ...large });
  const packers = await threadPackers(2);
  const packing = Promise.allSettled([1, 2, 3].map(() => packers.pack(entries)));
  await packers.close();
  const packed = (await packing).map(({ status }) => status);
  expect(packed).toEqual(['fulfilled', 'fulfilled', 'rejected']);
});

test('nothing of a batch that is done with is kept until the last one', async () => {
  const { entries } = await entriesOf({ 'a.txt': 'x' });
  const packers = await threadPackers(1);
  const packed = async () => new WeakRef((await packers.pack(entries)).digested.buffer);
  const batches = [await packed(), await packed(), await packed()];
  await new Promise(setImmediate);
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  // Of the last one the thread may still have what it was told by.
  const kept = batches.slice(0, 2).filter((batch) => batch.deref() !== undefined);
  await packers.close();
  expect(kept).toEqual([]);
});
