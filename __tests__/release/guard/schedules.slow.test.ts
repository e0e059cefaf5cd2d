import { expect, test } from '@jest/globals';
import { playSchedule } from './schedules.ts';

/** More by hand: FANOUT_SCHEDULES=10000 npm run test:system -- guard/schedules */
const count = Number(process.env.FANOUT_SCHEDULES ?? 2_000);
const first = Number(process.env.FANOUT_SEED ?? 1);

test('of runs that meet while regions fail never two are at work, no hold is passed over, and all is free in the end', async () => {
  const found: string[] = [];
  const sum = { worked: 0, refused: 0, lost: 0, unsure: 0 };
  for (let seed = first; seed < first + count; seed++) {
    const { violations, ...rest } = await playSchedule(seed);
    for (const key of ['worked', 'refused', 'lost', 'unsure'] as const) sum[key] += rest[key];
    found.push(...violations.map((what) => `seed ${seed}: ${what}`));
  }
  expect(found).toEqual([]);
  // They do meet, and outages do keep some of them out.
  expect(sum.worked).toBeGreaterThan(count);
  expect(sum.refused).toBeGreaterThan(count / 20);
  expect(sum.lost).toBeGreaterThan(count / 200);
  // Some holds reach so few that nobody promises anything.
  expect(sum.unsure).toBeGreaterThan(count / 40);
}, 600_000);
