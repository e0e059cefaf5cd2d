import { readFileSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { prepare, problemsOf } from './prepared.ts';
import { appspec, type CraftedEntry, craftZip } from './zip-fixture.ts';

const only = (entry: CraftedEntry) => craftZip([appspec, entry]);
const zeros = Buffer.alloc(1_000_000);

/** With the end record of large zips, which says how many entries there are. */
function counting(bytes: Buffer, count: number): Buffer {
  const end = bytes.subarray(-22);
  const record = Buffer.alloc(56);
  record.write('PK\x06\x06', 'latin1');
  record.writeBigUInt64LE(44n, 4);
  for (const field of [24, 32]) record.writeBigUInt64LE(BigInt(count), field);
  record.writeBigUInt64LE(BigInt(end.readUInt32LE(12)), 40);
  record.writeBigUInt64LE(BigInt(end.readUInt32LE(16)), 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\x06\x07', 'latin1');
  locator.writeBigUInt64LE(BigInt(bytes.length - 22), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([bytes.subarray(0, -22), record, locator, end]);
}

describe('a ready-made zip', () => {
  test('is described by what is in it', async () => {
    const path = craftZip([
      { name: './x//run.sh', data: '#!/bin/sh\n', mode: 0o100750, method: 8 },
      { name: 'é', data: 'with the UTF-8 flag' },
      { name: 'è', data: 'without', flags: 0 },
      { name: 'link', data: 'x/run.sh', mode: 0o120777 },
      { name: 'empty/', mode: 0o040700 },
      appspec,
    ]);
    const { bundle, notes } = await prepare(path);
    expect(bundle.entries).toEqual([
      { path: 'appspec.yml', kind: 'file', mode: 0o644, size: 23 },
      { path: 'empty', kind: 'directory', mode: 0o755, size: 0 },
      { path: 'link', kind: 'link', mode: 0o777, size: 8, target: 'x/run.sh' },
      { path: 'x', kind: 'directory', mode: 0o755, size: 0 },
      { path: 'x/run.sh', kind: 'file', mode: 0o755, size: 10 },
      { path: 'è', kind: 'file', mode: 0o644, size: 7 },
      { path: 'é', kind: 'file', mode: 0o644, size: 19 },
    ]);
    expect(notes).toEqual([]);
    expect(readFileSync(bundle.path).equals(readFileSync(path))).toBe(true);
  });

  test('without Unix modes has none, and another digest', async () => {
    const dos = await prepare(craftZip([{ ...appspec, host: 0 }]));
    const unix = await prepare(craftZip([appspec]));
    expect(dos.bundle.entries).toEqual([
      { path: 'appspec.yml', kind: 'file', mode: undefined, size: 23 },
    ]);
    expect(dos.bundle.digest).not.toBe(unix.bundle.digest);
  });

  test('may have everything in one folder, which hosts strip', async () => {
    const path = craftZip([
      { ...appspec, name: 'app-1.2/appspec.yml' },
      { name: 'app-1.2/a', data: 'x' },
    ]);
    const { bundle, notes } = await prepare(path);
    expect(bundle.wrapper).toBe('app-1.2');
    expect(notes.map(({ code }) => code)).toEqual(['wrapper-folder']);
  });

  test('goes with the AppSpec file that is in it, and with no other', async () => {
    const path = craftZip([appspec]);
    const options = { cwd: '/', appspec: path };
    expect(await problemsOf(prepare(path, options))).toEqual([
      expect.stringMatching(
        /is not the one in ".*crafted.zip", and a ready-made zip is used as it is/,
      ),
    ]);
  });

  test('names that unzip takes from the Unicode Path field count', async () => {
    const extra = unicodePath('name', '../../up');
    expect(await problemsOf(prepare(only({ name: 'name', extra })))).toEqual([
      expect.stringContaining('"../../up" in'),
    ]);
  });

  test('names in the local header, too', async () => {
    const localExtra = unicodePath('name', 'another');
    expect(await problemsOf(prepare(only({ name: 'name', localExtra })))).toEqual([
      expect.stringContaining('has two headers that differ'),
    ]);
  });

  test('has nothing excluded, which is said', async () => {
    const { notes } = await prepare(craftZip([appspec]), { exclude: ['*.map'] });
    expect(notes.map(({ code }) => code)).toEqual(['exclude-unused']);
  });

  test('links that leave it are noted', async () => {
    const { notes } = await prepare(only({ name: 'out', data: '/etc', mode: 0o120777 }));
    expect(notes.map(({ code, file }) => [code, file])).toEqual([['link-leaves-bundle', 'out']]);
  });
});

describe('refused, as what could harm', () => {
  test.each<[string, CraftedEntry, string]>([
    ['an escaping entry', { name: '../up', data: 'x' }, 'leads out of the bundle'],
    ['one in the middle', { name: 'a/../../up', data: 'x' }, 'leads out of the bundle'],
    ['one for Windows', { name: 'a\\..\\up', data: 'x' }, 'leads out of the bundle'],
    ['an absolute entry', { name: '/etc/passwd', data: 'x' }, 'has an absolute path'],
    ['a drive letter', { name: 'C:x', data: 'x' }, 'has an absolute path'],
    ['a backslash', { name: 'a\\b', data: 'x' }, 'has a backslash in its name'],
    ['a newline', { name: 'a\nb', data: 'x' }, 'has a control character in its name'],
    ['a NUL', { name: 'a\0b', data: 'x' }, 'has a control character in its name'],
    ['an empty name', { name: '', data: 'x' }, 'has no name'],
    [
      'bytes that are no UTF-8',
      { name: Buffer.from([0x66, 0xfc]) },
      'has a name that is not UTF-8',
    ],
    ['a duplicate', { ...appspec }, 'appears twice'],
    ['a duplicate in other words', { ...appspec, name: './appspec.yml' }, 'appears twice'],
    ['an encrypted entry', { name: 'a', data: 'x', flags: 0x0801 }, 'is encrypted'],
    ['another method', { name: 'a', data: 'x', method: 14 }, 'is compressed by method 14'],
    ['a device', { name: 'a', mode: 0o020666 }, 'is a device, a named pipe or a socket'],
    [
      'a folder with data',
      { name: 'a/', data: 'x', mode: 0o040755 },
      'is a folder with data in it',
    ],
    [
      'an endless link',
      { name: 'a', data: 'x'.repeat(5000), mode: 0o120777 },
      'is a link to nowhere',
    ],
    ['a wrong checksum', { name: 'a', data: 'x', crc: 1 }, 'is damaged: its checksum is wrong'],
    ['two names', { name: 'a', localName: 'b', data: 'x' }, 'has two headers that differ'],
    ['an entry outside', { name: 'a', data: 'x', offset: 5_000_000 }, 'is outside the zip'],
    ['an entry in another', { name: 'a', data: 'x', offset: 0 }, 'has two headers that differ'],
    ['broken data', { name: 'a', data: 'x', packed: Buffer.from('!!!!'), method: 8 }, 'is damaged'],
    [
      'broken data of some size',
      { name: 'a', data: zeros, packed: Buffer.alloc(200_000, 0x21), method: 8 },
      'is damaged',
    ],
    ['two sizes', { name: 'a', data: 'xy', size: 1 }, 'is damaged: it has two sizes'],
    [
      'more than it says',
      { name: 'a', data: zeros, method: 8, size: 10 },
      'unpacks to more than the zip says',
    ],
    [
      'much more than it says',
      { name: 'a', data: zeros, method: 8, size: 999_999 },
      'unpacks to more than the zip says',
    ],
    [
      'less than it says',
      { name: 'a', data: zeros, method: 8, size: 1_000_001 },
      'unpacks to less than the zip says',
    ],
    [
      'something after the data',
      { name: 'a', data: 'x', method: 8, packed: Buffer.concat([deflateRawSync('x'), zeros]) },
      'is damaged: it ends before its data do',
    ],
  ])('%s', async (_, entry, message) => {
    expect(await problemsOf(prepare(only(entry)))).toEqual([expect.stringContaining(message)]);
  });

  test.each([1, 20, 30])('an entry that begins %d bytes before the directory', async (left) => {
    const at = (offset: number) => craftZip([appspec, { name: 'a', data: 'x', offset }]);
    const directory = readFileSync(at(0)).readUInt32LE(readFileSync(at(0)).length - 6);
    expect(await problemsOf(prepare(at(directory - left)))).toEqual([
      expect.stringMatching(/^"a" in ".*" is outside the zip/),
    ]);
  });

  test('an entry inside another', async () => {
    const inner = readFileSync(craftZip([{ name: 'b', data: 'x' }]));
    const offset = 30 + 11 + 23 + 30 + 1;
    const path = craftZip([appspec, { name: 'a', data: inner }, { name: 'b', data: 'x', offset }]);
    expect(await problemsOf(prepare(path))).toEqual([
      expect.stringMatching(/^"b" in ".*" overlaps another entry$/),
    ]);
  });

  test.each<[string, CraftedEntry[], string]>([
    [
      'an entry below a link',
      [
        { name: 'etc', data: '/etc', mode: 0o120777 },
        { name: 'etc/cron.d/x', data: 'x' },
      ],
      'is below "etc", a link',
    ],
    [
      'an entry below a file',
      [
        { name: 'a', data: 'x' },
        { name: 'a/b', data: 'x' },
      ],
      'is below "a", a file',
    ],
  ])('%s', async (_, entries, message) => {
    const problems = await problemsOf(prepare(craftZip([appspec, ...entries])));
    expect(problems).toEqual([expect.stringContaining(message)]);
  });

  test('a bomb, before it is unpacked', async () => {
    const size = 3 * 1024 ** 3;
    const path = only({ name: 'zeros', packed: Buffer.alloc(1_000_000), method: 8, size });
    const began = process.cpuUsage();
    expect(await problemsOf(prepare(path))).toEqual([
      expect.stringMatching(/unpacks to 32\d+ bytes, from 100\d+: it looks like a zip bomb/),
    ]);
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1e6).toBeLessThan(2);
  });

  test.each([
    [250_000, 'is damaged'],
    [250_001, 'has 250001 entries, more than 250000'],
  ])('a directory that says %i entries, before it is read', async (count, message) => {
    const path = craftZip([appspec], { change: (bytes) => counting(bytes, count) });
    expect(await problemsOf(prepare(path))).toEqual([expect.stringContaining(message)]);
  });

  test('all of it at once, but not without end', async () => {
    const bad = Array.from({ length: 30 }, (_, i) => ({ name: `../${i}`, data: 'x' }));
    const problems = await problemsOf(prepare(craftZip([appspec, ...bad])));
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toMatch(/^and 10 more problems in /);
  });
});

describe('what is no zip', () => {
  const whole = readFileSync(craftZip([appspec]));
  const hiding = craftZip([appspec, { name: 'hidden', data: 'x' }], { count: 1 });
  test.each<[string, Buffer, string]>([
    ['an empty file', Buffer.alloc(0), 'is not a zip, or is cut short'],
    ['text', Buffer.from('PK but no zip'.repeat(100)), 'is not a zip, or is cut short'],
    ['a zip cut short', whole.subarray(0, whole.length - 1), 'is not a zip, or is cut short'],
    ['a zip with a tail', Buffer.concat([whole, zeros]), 'is not a zip, or is cut short'],
    ['a zip with a head', Buffer.concat([Buffer.from('#!/bin/sh'), whole]), 'in front of it'],
    ['a zip with a hole', Buffer.concat([whole.subarray(0, 9), whole.subarray(12)]), 'is damaged'],
    ['one part of several', patched(whole, whole.length - 18, 1), 'is split in several'],
    ['one that miscounts', patched(whole, whole.length - 12, 2), 'has 1 entries and says 2'],
    ['one that hides entries', readFileSync(hiding), 'more entries than the 1 that it says'],
  ])('%s', async (_, bytes, message) => {
    const path = craftZip([], { change: () => bytes });
    expect(await problemsOf(prepare(path))).toEqual([expect.stringContaining(message)]);
  });

  test('a zip without an AppSpec file', async () => {
    const path = craftZip([
      { name: 'README', data: 'x' },
      { ...appspec, name: 'app/appspec.yml' },
    ]);
    expect(await problemsOf(prepare(path))).toEqual([
      'there is no appspec.yml at the root of the bundle',
    ]);
  });
});

function patched(bytes: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt16LE(value, at);
  return copy;
}

function unicodePath(name: string, path: string): Buffer {
  const extra = Buffer.alloc(9);
  extra.writeUInt16LE(0x7075, 0);
  extra.writeUInt16LE(5 + path.length, 2);
  extra.writeUInt8(1, 4);
  extra.writeUInt32LE(crc32(name), 5);
  return Buffer.concat([extra, Buffer.from(path)]);
}
