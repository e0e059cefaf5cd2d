import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import AdmZip from 'adm-zip';
import { safePath } from '../../../../src/emulator/host/archive/archive-entry.ts';
import { readArchive } from '../../../../src/emulator/host/archive/read-archive.ts';
import { rawNames } from '../../../../src/emulator/host/inside/raw-names.ts';
import { craftZip } from '../../../bundle/zip-fixture.ts';
import { type Tree, withLatin1Name, withWrongChecksum, zipOf } from '../host-fixture.ts';
import { type Member, tarOf } from '../tar-fixture.ts';

/** Entries with their content in place of its number. */
function read(bytes: Buffer, type = 'zip') {
  const contents: string[] = [];
  const { entries } = readArchive(bytes, type, (content) => ({
    offset: contents.push(Buffer.from(content).toString()) - 1,
    size: content.length,
  }));
  return entries.map((entry) => {
    const { kind, path, mode } = entry;
    if (kind === 'file') return `${path} ${mode.toString(8)} ${contents[entry.data.offset]}`;
    return kind === 'link' ? `${path} -> ${entry.target}` : `${path}/ ${mode.toString(8)}`;
  });
}

describe('zip', () => {
  test('files, folders and links, setuid dropped', () => {
    const tree: Tree = {
      'appspec.yml': 'a',
      run: { text: 'r', mode: 0o104755 },
      'empty/': { folder: true, mode: 0o40700 },
      link: { link: 'run' },
    };
    expect(read(zipOf(tree))).toEqual([
      'appspec.yml 644 a',
      'empty/ 700',
      'link -> run',
      'run 755 r',
    ]);
  });

  test('times are kept', () => {
    const {
      entries: [entry],
    } = readArchive(zipOf({ a: 'a' }), 'zip', () => ({ offset: 0, size: 0 }));
    expect(entry?.modified).toBe(new Date(2024, 0, 2, 3, 4, 6).getTime());
  });

  test.each([
    [0x20, ['a/b 644 x', 'a\\b 644 x']],
    [0x01, ['a/b 444 x', 'a\\b 444 x']],
  ])(
    'of DOS, attributes %i: backslashes make folders, and the name stays besides',
    (attr, expected) => {
      const zip = new AdmZip();
      zip.addFile('a|b', Buffer.from('x'));
      const [entry] = zip.getEntries();
      if (!entry) throw new Error('no entry');
      entry.header.made = 20;
      entry.attr = attr;
      const bytes = Buffer.from(
        zip.toBuffer().toString('latin1').replaceAll('a|b', 'a\\b'),
        'latin1',
      );
      expect(read(bytes)).toEqual(expected);
    },
  );

  test('entries that share bytes are refused, as in a bomb', () => {
    const inner = readFileSync(craftZip([{ name: 'b', data: 'x' }]));
    const offset = 30 + 1;
    const overlap = new Error('its entries overlap, as in a zip bomb');
    const inside = craftZip([
      { name: 'a', data: inner },
      { name: 'b', data: 'x', offset },
    ]);
    const same = craftZip([
      { name: 'a', data: 'x' },
      { name: 'a', data: 'x', offset: 0 },
    ]);
    for (const path of [inside, same]) {
      const unpack = () => read(readFileSync(path));
      expect(unpack).toThrow(expect.objectContaining({ cause: overlap }));
    }
  });

  test('a wrong checksum is not noticed, as rubyzip has none', () => {
    expect(read(withWrongChecksum(zipOf({ a: 'x' })))).toEqual(['a 644 x']);
  });

  test('bytes before the first header do not matter', () => {
    const bytes = Buffer.concat([Buffer.from('#!/bin/sh\nexit 0\n'), zipOf({ a: 'x', b: 'y' })]);
    expect(read(bytes)).toEqual(['a 644 x', 'b 644 y']);
  });

  test('names that are not UTF-8 are kept byte by byte', () => {
    const bytes = withLatin1Name(zipOf({ 'a/caf~.txt': 'x' }));
    const {
      entries: [entry],
    } = readArchive(bytes, 'zip', () => ({ offset: 0, size: 0 }));
    expect(rawNames().bytes(entry?.path ?? '')).toEqual(Buffer.from('a/caf\xe9.txt', 'latin1'));
  });

  test('a content that is damaged is named', () => {
    const zip = zipOf({ 'app.jar': 'x'.repeat(1000) });
    zip.fill(0x55, 40, 45);
    expect(() => read(zip)).toThrow('could not unpack "app.jar"');
  });
});

describe('tar', () => {
  const members: Member[] = [
    { name: './', type: '5', mode: 0o755 },
    { name: './appspec.yml', text: 'spec' },
    { name: './bin/', type: '5', mode: 0o700 },
    { name: './bin/run', text: 'run', mode: 0o4755 },
    { name: './bin/again', type: '1', target: './bin/run' },
    { name: './bin/pipe', type: '6' },
    { name: './current', type: '2', target: 'bin/run' },
  ];

  test.each([
    ['tar', tarOf(members)],
    ['tar', gzipSync(tarOf(members))],
    ['tgz', gzipSync(tarOf(members))],
  ])('%s: what tar -xp makes of it, without pipes', (type, bytes) => {
    expect(read(bytes, type)).toEqual([
      'appspec.yml 644 spec',
      'bin/ 700',
      'bin/run 4755 run',
      'bin/again 4755 run',
      'current -> bin/run',
    ]);
  });

  const long = `${'deep/'.repeat(30)}file`;
  test.each<[string, Member[]]>([
    [
      'GNU long names',
      [
        { name: '././@LongLink', type: 'L', text: `${long}\0` },
        { name: 'cut', text: 'x' },
      ],
    ],
    [
      'pax',
      [
        { name: 'PaxHeader', type: 'x', text: pax('path', long) },
        { name: 'cut', text: 'x' },
      ],
    ],
    [
      'a general pax header',
      [
        { name: 'PaxHeader', type: 'g', text: pax('comment', 'a1b2') },
        { name: long.slice(0, 99), text: 'x' },
      ],
    ],
  ])('%s', (name, given) => {
    const expected = name.startsWith('a general') ? long.slice(0, 99) : long;
    expect(read(tarOf(given), 'tar')).toEqual([`${expected} 644 x`]);
  });

  test('a long link target', () => {
    const given = [
      { name: '././@LongLink', type: 'K', text: `${long}\0` },
      { name: 'link', type: '2', target: 'cut' },
    ];
    expect(read(tarOf(given), 'tar')).toEqual([`link -> ${long}`]);
  });

  test('owners are kept', () => {
    const {
      entries: [entry],
    } = readArchive(tarOf([{ name: 'a', uid: 1001, user: 'runner' }]), 'tar', () => ({
      offset: 0,
      size: 0,
    }));
    expect(entry?.owner).toEqual({ user: 'runner', group: 'runner', uid: 1001, gid: 1001 });
  });

  test.each([
    ['cut off', tarOf(members).subarray(0, 700), 'tar'],
    ['no archive', Buffer.from('<html>'.repeat(200)), 'tar'],
    ['not compressed', tarOf(members), 'tgz'],
    ['a damaged compression', gzipSync(tarOf(members)).subarray(0, 60), 'tgz'],
    ['a hard link to nothing', tarOf([{ name: 'a', type: '1', target: '/etc/passwd' }]), 'tar'],
  ])('refused: %s', (_, bytes, type) => {
    expect(() => read(bytes, type)).toThrow('Error extracting tar archive: 2');
  });
});

describe('a folder around everything', () => {
  test.each<[string, Tree, string[]]>([
    ['is taken away', { 'v1/appspec.yml': 'a', 'v1/app/x': 'x' }, ['appspec.yml', 'app/x']],
    [
      'is taken away for any name with appspec in it',
      { 'v1/my-AppSpec.json': 'a' },
      ['my-AppSpec.json'],
    ],
    ['stays without an AppSpec file', { 'v1/app.jar': 'a' }, ['v1/app.jar']],
    [
      'stays with something beside it',
      { 'v1/appspec.yml': 'a', README: 'r' },
      ['v1/appspec.yml', 'README'],
    ],
    ['stays when the AppSpec file lies deeper', { 'v1/x/appspec.yml': 'a' }, ['v1/x/appspec.yml']],
    [
      'is only taken away once',
      { 'a/b/appspec.yml': 'a', 'a/appspec.yml': 'b' },
      ['b/appspec.yml', 'appspec.yml'],
    ],
  ])('%s', (_, tree, expected) => {
    const { entries } = readArchive(zipOf(tree), 'zip', () => ({ offset: 0, size: 0 }));
    expect(entries.map((entry) => entry.path).sort()).toEqual(expected.sort());
  });

  test('what comes later in an archive replaces what came before', () => {
    const twice = tarOf([
      { name: 'a', text: 'one' },
      { name: './a', text: 'two' },
    ]);
    expect(read(twice, 'tar')).toEqual(['a 644 two']);
  });
});

test.each([
  ['../../etc/passwd', 'etc/passwd'],
  ['/etc/passwd', 'etc/passwd'],
  ['a/../../b', 'a/b'],
  ['./a//b/', 'a/b'],
  ['..', ''],
  ['..\0/..\0/etc', 'etc'],
])('%s is unpacked as "%s"', (name, expected) => {
  expect(safePath(name)).toBe(expected);
});

function pax(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  let length = rest.length;
  while (`${length}${rest}`.length !== length) length = `${length}${rest}`.length;
  return `${length}${rest}`;
}
