import { describe, expect, test } from '@jest/globals';
import { Lines } from '../../../../src/emulator/host/agent/output-splitter.ts';
import { ScriptLog } from '../../../../src/emulator/host/agent/script-log.ts';

function logOf(...entries: (string | Buffer)[]): string | undefined {
  const log = new ScriptLog();
  for (const entry of entries) log.append(Buffer.from(entry as string));
  return log.text();
}

describe('the log of a report', () => {
  test.each<[string, string[], string]>([
    ['nothing', [], ''],
    [
      'the newest does not count, the one before it counts twice',
      ['a'.repeat(1023), 'b'.repeat(2047)],
      'a'.repeat(1023) + 'b'.repeat(2047),
    ],
    ['one that does not fit twice', ['a'.repeat(1024), 'b'], 'b'],
    [
      'those between count once',
      ['a'.repeat(600), 'b'.repeat(1000), 'c', 'd'],
      `${'b'.repeat(1000)}cd`,
    ],
    ['what was dropped stays away', ['a', 'b'.repeat(1024), 'c', 'd'], 'cd'],
    ['an entry of 2048', ['a', 'b'.repeat(2048)], ''],
    ['what comes after it', ['a', 'b'.repeat(5000), 'c'], 'c'],
    ['characters, not bytes', ['é'.repeat(2000)], 'é'.repeat(2000)],
    ['code points, not halves of them', ['😀'.repeat(2000)], '😀'.repeat(2000)],
  ])('%s', (_, entries, expected) => {
    expect(logOf(...entries)).toBe(expected);
  });

  test('that is not UTF-8 is none', () => {
    expect(logOf('a', Buffer.from([0xe9, 0x0a]))).toBeUndefined();
    expect(logOf(Buffer.from([0xe9, 0x0a]), 'b'.repeat(2047), 'c')).toBe('c');
  });
});

test('lines keep their ends, wherever the stream is cut', () => {
  const lines = new Lines();
  const found = ['a\nb', 'c\n\nd', 'e'].flatMap((chunk) => [...lines.add(Buffer.from(chunk))]);
  expect(found.map(String)).toEqual(['a\n', 'bc\n', '\n']);
  expect([...lines.end()].map(String)).toEqual(['de']);
  expect([...lines.end()]).toEqual([]);
});

test('a line without an end does not fill the memory', () => {
  const lines = new Lines();
  for (let part = 0; part < 40; part++)
    expect([...lines.add(Buffer.alloc(100_000, 'x'))]).toEqual([]);
  expect([...lines.end()][0]?.length).toBe(1024 * 1024);
});
