import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { ContentDigest, type HashedEntry } from '../../src/bundle/digest.ts';

const sha256 = '00'.repeat(32);
const aFile = (path: string): HashedEntry => ({ path, kind: 'file', mode: 0o644, sha256 });

test.each([
  ['a', 'c', 'b'],
  ['a', 'b', 'b'],
])('entries in the order %s, %s, %s have no digest', (...paths) => {
  const digest = new ContentDigest();
  const add = () => {
    for (const path of paths) digest.add(aFile(path));
  };
  expect(add).toThrow('"b" is out of order');
});

const hashOf = (text: string) => createHash('sha256').update(text).digest();

test('a digest is that of the bytes which the documentation of its format has', () => {
  const digest = new ContentDigest();
  const entries: [HashedEntry['kind'], string, number | undefined, string][] = [
    ['directory', 'a', 0o755, ''],
    ['file', 'a/é.txt', 0o644, 'x'],
    ['link', 'b', 0o777, 'a'],
    ['file', 'c', undefined, ''],
  ];
  for (const [kind, path, mode, holds] of entries)
    digest.add({ path, kind, mode, sha256: hashOf(holds).toString('hex') });
  const bytes = Buffer.concat([
    Buffer.from('codedeploy-fanout/1\0'),
    Buffer.from([...Buffer.from('d'), 1, 0o355, 0, 0, 0, 1, ...Buffer.from('a')]),
    hashOf(''),
    Buffer.from([...Buffer.from('f'), 1, 0o244, 0, 0, 0, 8, ...Buffer.from('a/é.txt')]),
    hashOf('x'),
    Buffer.from([...Buffer.from('l'), 1, 0o377, 0, 0, 0, 1, ...Buffer.from('b')]),
    hashOf('a'),
    Buffer.from([...Buffer.from('f'), 0xff, 0xff, 0, 0, 0, 1, ...Buffer.from('c')]),
    hashOf(''),
  ]);
  expect(digest.hex()).toBe(createHash('sha256').update(bytes).digest('hex'));
});
