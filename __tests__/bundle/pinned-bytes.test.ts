import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { compilePrepare } from './as-a-program.ts';
import { makeTree, minimal, type Tree } from './temp-tree.ts';

/** Text that shrinks, bytes that do not, many small files and one of several blocks. */
const tree: Tree = {
  'src/appspec.yml': minimal['appspec.yml'] as string,
  'src/text.js': 'export const answer = 42;\n'.repeat(60_000),
  'src/noise.bin': squares(700_000),
  'src/bin/start': { content: '#!/bin/sh\n', mode: 0o755 },
  'src/link to start': { link: 'bin/start' },
  'src/empty/folder': null,
  ...Object.fromEntries(
    Array.from({ length: 60 }, (_, i) => [`src/many/${i}.txt`, `${i} `.repeat(i * i)]),
  ),
};

const digest = '4c333de53fb9222dbd2668ace31ea3a188e0ac13e4cfaee600735c05b8cd9f24';
/** Node's zlib has other code for other processors, which may shrink otherwise. */
const ofThisProcessor =
  process.arch === 'x64'
    ? { sha256: '4bb1dc6c579401c508dc18eab46cdd655be1865bfe2eea5cb79dba9b6d13e78a' }
    : {};

/** NODES names others beside the one that runs the tests: their folders, as in PATH. */
const nodes = [process.execPath, ...others()];

test.each(nodes)('the bytes of a zip are what they were, by %s', (node) => {
  const { stdout: version } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  const prepared = compilePrepare()({ source: 'src', exclude: [] }, { cwd: makeTree(tree), node });
  expect({ version, ...prepared }).toMatchObject({ version, digest, ...ofThisProcessor });
});

function others(): string[] {
  return (process.env.NODES ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, 'node'));
}

/** Bytes that look like chance, and are the same everywhere. */
function squares(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = 1;
  for (let index = 0; index < length; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[index] = state >>> 24;
  }
  return bytes;
}
