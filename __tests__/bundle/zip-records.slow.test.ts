import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { readDirectory } from '../../src/bundle/zip-directory.ts';
import { findDirectory } from '../../src/bundle/zip-end.ts';
import { writeZip } from '../../src/bundle/zip-writer.ts';
import { tempFolder } from './temp-tree.ts';
import { run, testWith } from './tools.ts';

describe('a zip of more entries than fit without ZIP64', () => {
  const count = 66_000;
  let path = '';
  beforeAll(async () => {
    path = join(tempFolder(), 'many.zip');
    const entries = Array.from({ length: count }, (_, i) => ({
      kind: 'directory' as const,
      path: `folder ${String(i).padStart(5, '0')}`,
    }));
    const handle = await open(path, 'w+');
    await writeZip([entries], handle, new AbortController().signal);
    await handle.close();
  });

  test('is read back', async () => {
    const handle = await open(path, 'r');
    const zip = { handle, size: (await handle.stat()).size, shownAs: 'many.zip' };
    const directory = await findDirectory(zip);
    let last = '';
    for await (const { name } of readDirectory(zip, directory)) last = name ?? '';
    await handle.close();
    expect(directory.entries).toBe(count);
    expect(last).toBe('folder 65999/');
  });

  testWith('unzip')('is whole to unzip', () => {
    expect(run('unzip', ['-tq', path]).output).toContain('No errors detected');
  });

  testWith('python3')("is whole to Python's zipfile", () => {
    const script = 'import sys, zipfile; print(len(zipfile.ZipFile(sys.argv[1]).namelist()))';
    expect(run('python3', ['-c', script, path]).output).toBe(`${count}\n`);
  });
});
