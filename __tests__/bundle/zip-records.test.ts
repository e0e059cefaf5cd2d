import { writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { readDirectory } from '../../src/bundle/zip-directory.ts';
import { findDirectory } from '../../src/bundle/zip-end.ts';
import {
  centralHeader,
  endRecords,
  localHeader,
  localHeaderSize,
  type ZipRecord,
} from '../../src/bundle/zip-records.ts';
import { writeZip } from '../../src/bundle/zip-writer.ts';
import { tempFolder } from './temp-tree.ts';
import { run, testWith } from './tools.ts';

const record = (overrides: Partial<ZipRecord> = {}): ZipRecord => ({
  path: 'a',
  kind: 'file',
  mode: 0o644,
  method: 8,
  crc32: 0xdeadbeef,
  compressedSize: 10,
  size: 20,
  offset: 0,
  ...overrides,
});

describe('the record of an entry', () => {
  test.each([
    ['small', {}, 0],
    ['the largest without ZIP64', { size: 0xfffffffe, offset: 0xfffffffe }, 0],
    ['4 GiB - 1 large', { size: 0xffffffff, compressedSize: 0xfffffffe }, 20],
    ['6 GB large', { size: 6e9, compressedSize: 5e9 }, 20],
    ['6 GB large, shrunk to little', { size: 6e9, compressedSize: 10 }, 20],
    ['far behind', { offset: 5e9 }, 12],
    ['large and far behind', { size: 6e9, compressedSize: 5e9, offset: 7e9 }, 28],
  ])('that is %s is read as it was written', async (_, overrides, extra) => {
    const entry = record(overrides);
    const header = centralHeader(entry);
    expect(header.length).toBe(46 + 1 + extra);
    expect(await readBack(header)).toMatchObject({
      name: 'a',
      host: 3,
      flags: 0x0800,
      method: 8,
      crc32: 0xdeadbeef,
      compressedSize: entry.compressedSize,
      size: entry.size,
      offset: entry.offset,
    });
    expect(localHeader(entry).length).toBe(localHeaderSize(entry));
  });
});

describe('the end of a zip', () => {
  test.each([
    ['empty', { entries: 0, offset: 0, size: 0 }, 22],
    ['with 65,534 entries', { entries: 65_534, offset: 100, size: 100 }, 22],
    ['with 65,535 entries', { entries: 65_535, offset: 100, size: 100 }, 98],
    ['of 5 GB', { entries: 1, offset: 5e9, size: 100 }, 98],
  ])('%s', (_, directory, length) => {
    expect(endRecords(directory).length).toBe(length);
  });
});

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
    await writeZip(entries, handle, new AbortController().signal);
    await handle.close();
  }, 30_000);

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

async function readBack(header: Buffer) {
  const path = join(tempFolder(), 'directory.zip');
  const end = endRecords({ entries: 1, offset: 0, size: header.length });
  writeFileSync(path, Buffer.concat([header, end]));
  const handle = await open(path, 'r');
  try {
    const zip = { handle, size: header.length + end.length, shownAs: path };
    for await (const entry of readDirectory(zip, await findDirectory(zip))) return entry;
    return undefined;
  } finally {
    await handle.close();
  }
}
