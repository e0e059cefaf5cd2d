import { expect, test } from '@jest/globals';
import type { Artifacts } from '../../../src/aws/artifacts.ts';
import { type Memory, remembering } from '../../../src/release/status/status-memory.ts';

/** A bucket of which somebody remembers what was read; `answer` is what is there now. */
function aBucket(memory: Memory, bucket = 'deploy-a') {
  const asked: string[] = [];
  const now = {
    answer: async (): Promise<{ value: unknown; eTag: string } | undefined> => undefined,
  };
  const records = {
    bucket,
    readJson: (key: string) => {
      asked.push(key);
      return now.answer();
    },
  } as unknown as Artifacts;
  return { records: remembering(records, memory), asked, now };
}

const record = { value: { version: '1.214' }, eTag: 'e' };

test('a record is read once, and in each bucket', async () => {
  const memory: Memory = new Map();
  const one = aBucket(memory);
  const other = aBucket(memory, 'deploy-b');
  one.now.answer = async () => record;
  for (let times = 0; times < 3; times++)
    expect(await one.records.readJson('runs/1.json')).toEqual(record);
  expect(one.asked).toEqual(['runs/1.json']);
  expect(await other.records.readJson('runs/1.json')).toBeUndefined();
});

test('what was not there, or could not be read, is looked for again', async () => {
  const { records, asked, now } = aBucket(new Map());
  expect(await records.readJson('runs/2.json')).toBeUndefined();
  now.answer = async () => {
    throw new Error('socket hang up');
  };
  await expect(records.readJson('runs/2.json')).rejects.toThrow('socket hang up');
  now.answer = async () => record;
  expect(await records.readJson('runs/2.json')).toEqual(record);
  expect(asked).toHaveLength(3);
});
