import {
  appendFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { findFiles } from '../../src/bundle/files.ts';
import { writeZip } from '../../src/bundle/zip-writer.ts';
import { problemsOf } from './prepared.ts';
import { makeTree, tempFolder } from './temp-tree.ts';

const signal = new AbortController().signal;

describe.each([
  ['read at once', 600_000],
  ['read in blocks', 1_300_000],
])('a file that is %s', (_, size) => {
  test.each<[string, (file: string) => void]>([
    ['grows', (file) => appendFileSync(file, 'more')],
    ['shrinks', (file) => truncateSync(file, 10)],
    ['is written again with as many bytes', (file) => writeFileSync(file, 'y'.repeat(size))],
    ['is removed', (file) => rmSync(file)],
    [
      'gives way to another file',
      (file) => {
        writeFileSync(`${file}.new`, 'x'.repeat(size));
        renameSync(`${file}.new`, file);
      },
    ],
    [
      'gives way to a link',
      (file) => {
        renameSync(file, `${file}.old`);
        symlinkSync('/etc/hostname', file);
      },
    ],
  ])('and %s between finding and reading it is an error', async (_, change) => {
    const location = makeTree({ 'large.txt': 'x'.repeat(size) });
    const { entries } = await findFiles(
      { location, shownAs: 'src' },
      {
        rules: { leftOutBy: () => undefined },
        leaveOut: new Set(),
        platform: 'linux',

        signal,
      },
    );
    change(join(location, 'large.txt'));
    const handle = await open(join(tempFolder(), 'out.zip'), 'w+');
    const problems = await problemsOf(writeZip([entries], handle, signal));
    await handle.close();
    expect(problems).toEqual(['file "src/large.txt" changed while it was packaged']);
  });
});
