import { expect, test } from '@jest/globals';
import type { StoredKey } from '../../../src/aws/list-keys.ts';
import { listNewest, newestFirst } from '../../../src/release/records/record-keys.ts';
import fc from '../../fast-check.ts';

const prefix = 'orders/runs/production/';
const day = 86_400_000;

/** A record of one of 300 days, some of which claim to be of another time than S3 took them at; and strays. */
const key = fc.record({
  at: fc.integer({ min: 0, max: 300 * 24 }),
  late: fc.constantFrom(0, 0, 0, 0, -400, -3, 3),
  name: fc.constantFrom('local', 'github-1.1', 'T'),
  stray: fc.constantFrom(false, false, false, false, true),
});

function stored({ at, late, name, stray }: Key): StoredKey {
  const written = Date.UTC(2026, 0, 1) + at * (day / 24);
  const claimed = new Date(written + late * day).toISOString().replace(/[-:]|\.\d+/g, '');
  const text = stray ? `${name}T${claimed}` : `${claimed}-${name}.json`;
  return { key: prefix + text, written };
}
type Key = typeof key extends fc.Arbitrary<infer Value> ? Value : never;

/** A bucket that lists so many keys at once, in the order of their bytes. */
function bucketOf(keys: readonly StoredKey[], pageSize: number) {
  const sorted = keys.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const listed = { keys: 0 };
  return {
    listed,
    async list(_: string, after = '') {
      const found = sorted.filter((one) => one.key > after);
      listed.keys += found.length;
      return found;
    },
    async listFirst() {
      listed.keys += Math.min(pageSize, sorted.length);
      return { keys: sorted.slice(0, pageSize), more: sorted.length > pageSize };
    },
    async groups(_: string, delimiter: string) {
      const ends = sorted.map((one) => one.key.indexOf(delimiter, prefix.length) + 1);
      const groups = sorted.flatMap((one, index) => one.key.slice(0, ends[index] ?? 0) || []);
      return [...new Set(groups)];
    },
  };
}

test('the newest records are the same as if all were listed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(key, { maxLength: 400, selector: (one) => stored(one).key }),
      fc.integer({ min: 1, max: 40 }),
      async (keys, count) => {
        const all = keys.map(stored);
        const newest = await listNewest(bucketOf(all, 20), prefix, count);
        expect(newest.slice(0, count)).toEqual(newestFirst(all).slice(0, count));
      },
    ),
  );
});

test('of the records of years few are listed', async () => {
  const all = Array.from({ length: 10_000 }, (_, index) =>
    stored({ at: index * 2, late: 0, name: 'local', stray: false }),
  );
  const bucket = bucketOf(all, 1_000);
  expect((await listNewest(bucket, prefix, 9)).length).toBeGreaterThanOrEqual(9);
  expect(bucket.listed.keys).toBeLessThanOrEqual(1_100);
});

test('the second record of one run and second is the newer one', () => {
  const one = `${prefix}20261123T172900Z-github-1.1.json`;
  const two = `${prefix}20261123T172900Z-github-1.1.2.json`;
  const keys = newestFirst([{ key: one }, { key: two }]).map((each) => each.key);
  expect(keys).toEqual([two, one]);
});
