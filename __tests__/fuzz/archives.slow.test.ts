import { readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from '@jest/globals';
import { ArchiveError } from '../../src/emulator/host/archive/archive-entry.ts';
import { readArchive } from '../../src/emulator/host/archive/read-archive.ts';
import { prepare, problemsOf } from '../bundle/prepared.ts';
import { appspec, craftZip } from '../bundle/zip-fixture.ts';
import fc from '../fast-check.ts';
import { fuzz, hostileText } from './fuzz.ts';

const part = fc.oneof(
  hostileText,
  fc.constantFrom('..', '.', '', 'a', 'A', 'é', 'e\u0301', 'C:', '\\', 'con', 'a\0', '\0/../x'),
);
const name = fc
  .array(part, { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join('/').slice(0, 300))
  .filter((text) => text !== '');
const entry = fc.record(
  {
    name: fc.oneof(
      name,
      fc.uint8Array({ minLength: 1, maxLength: 20 }).map((raw) => Buffer.from(raw)),
    ),
    data: fc.oneof(hostileText, fc.constantFrom('../../etc/passwd', '/etc/passwd', '.', 'a')),
    mode: fc.constantFrom(0o100644, 0o104755, 0o120777, 0o40755, 0o020666, 0o010644, 0),
    host: fc.constantFrom(0, 3, 19, 255),
    method: fc.constantFrom(0, 8, 12, 99),
    flags: fc.constantFrom(0, 1, 8, 0x800),
    crc: fc.nat(0xffffffff),
    size: fc.nat(0xffffffff),
    compressedSize: fc.nat(0xffffffff),
    offset: fc.nat(0xffffffff),
    extra: fc.uint8Array({ maxLength: 24 }).map((raw) => Buffer.from(raw)),
  },
  { requiredKeys: ['name'] },
);
const edits = fc.array(fc.record({ at: fc.nat(), put: fc.nat(255) }), { maxLength: 6 });
const cut = fc.option(fc.nat(200), { nil: 0, freq: 6 });

fuzz(
  'whatever a zip holds, the bundle has paths in its folder only, or is refused in words',
  fc.tuple(fc.array(entry, { maxLength: 5 }), edits, cut),
  async ([entries, changes, missing]) => {
    const path = craftZip([appspec, ...entries], {
      change(bytes) {
        const changed = Buffer.from(bytes);
        for (const { at, put } of changes) changed[at % changed.length] = put;
        return changed.subarray(0, Math.max(0, changed.length - missing));
      },
    });
    try {
      const problems = await problemsOf(
        prepare(path).then(({ bundle }) => {
          for (const { path: inside } of bundle.entries) expectInside(inside);
          rmSync(dirname(bundle.path), { recursive: true, force: true });
        }),
      );
      // The folder has a random name, which may hold anything.
      for (const message of problems)
        expect(message.replaceAll(path, '')).not.toMatch(/undefined|NaN|\[object/);
      expectRead(readFileSync(path));
    } finally {
      rmSync(path, { force: true });
    }
  },
);

fuzz(
  'whatever a tarball holds, an emulated host reads entries or says that it cannot',
  fc.tuple(
    fc.constantFrom('tar', 'tgz', 'zip'),
    fc.uint8Array({ maxLength: 2048 }).map((raw) => Buffer.from(raw)),
  ),
  ([type, bytes]) => expectRead(bytes, type),
);

function expectRead(bytes: Buffer, type = 'zip'): void {
  try {
    const { entries } = readArchive(bytes, type, ({ length }) => ({ offset: 0, size: length }));
    for (const { path } of entries) expectInside(path);
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
  }
}

function expectInside(path: string): void {
  expect(path.startsWith('/') || path.includes('\0')).toBe(false);
  expect(path.split('/')).not.toContain('..');
}
