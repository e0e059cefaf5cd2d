import { writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readDirectory } from '../../src/bundle/zip-directory.ts';
import { findDirectory } from '../../src/bundle/zip-end.ts';
import {
  centralHeader,
  endRecords,
  localHeader,
  localHeaderSize,
  type ZipRecord,
} from '../../src/bundle/zip-records.ts';
import { tempFolder } from './temp-tree.ts';

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
    ['of 4 GiB - 2', { entries: 1, offset: 0xfffffffe, size: 0xfffffffe }, 22],
    ['of 4 GiB - 1', { entries: 1, offset: 0xffffffff, size: 100 }, 98],
    ['with a directory of 4 GiB - 1', { entries: 1, offset: 100, size: 0xffffffff }, 98],
  ])('%s', (_, directory, length) => {
    expect(endRecords(directory).length).toBe(length);
  });

  test.each([
    { entries: 65_535, offset: 100, size: 200 },
    { entries: 70_000, offset: 5e9, size: 3_500_000 },
    { entries: 1, offset: 7e9, size: 5e9 },
  ])(
    'tells of %j where the directory is and what it has, in ZIP64 (APPNOTE 4.3.14 and 4.3.15)',
    (directory) => {
      const { entries, offset, size } = directory;
      const end = endRecords(directory);
      const [hereOf, allOf, sizeOf, offsetOf] = [24, 32, 40, 48].map((at) =>
        Number(end.readBigUInt64LE(at)),
      );
      expect([hereOf, allOf, sizeOf, offsetOf]).toEqual([entries, entries, size, offset]);
      // The locator tells where this record is: right behind the directory.
      expect(Number(end.readBigUInt64LE(56 + 8))).toBe(offset + size);
      const last = end.subarray(56 + 20);
      expect([last.readUInt16LE(10), last.readUInt32LE(12), last.readUInt32LE(16)]).toEqual([
        Math.min(entries, 0xffff),
        Math.min(size, 0xffffffff),
        Math.min(offset, 0xffffffff),
      ]);
    },
  );
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
