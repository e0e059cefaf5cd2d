import { expect, test } from '@jest/globals';
import { momentOf, wallTime } from '../../src/config/zoned-time.ts';
import fc from '../fast-check.ts';

const at = (text: string) => Date.parse(text);
const wall = (text: string, zone: string) => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.split(/[-T:]/).map(Number);
  return momentOf({ year, month, day, minutes: hour * 60 + minute }, zone);
};

test.each([
  ['2026-01-15T09:00', 'Europe/London', '2026-01-15T09:00Z'],
  ['2026-07-15T09:00', 'Europe/London', '2026-07-15T08:00Z'],
  ['2026-07-15T09:00', 'Asia/Kolkata', '2026-07-15T03:30Z'],
  ['2026-07-15T09:00', 'Pacific/Kiritimati', '2026-07-14T19:00Z'],
  // Clocks go forward from 01:00 to 02:00: 01:30 is never shown.
  ['2026-03-29T01:30', 'Europe/London', '2026-03-29T01:00Z'],
  // Clocks go back from 02:00 to 01:00: 01:30 is shown twice, and the first is meant.
  ['2026-10-25T01:30', 'Europe/London', '2026-10-25T00:30Z'],
  ['2026-03-08T02:30', 'America/New_York', '2026-03-08T07:00Z'],
  ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30Z'],
])('%s in %s is %s', (text, zone, expected) => {
  expect(new Date(wall(text, zone))).toEqual(new Date(at(expected)));
});

const zones = ['UTC', 'Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'];

test('what a wall clock shows is found again, or the same time an hour before', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: at('2025-01-01') / 60_000, max: at('2028-01-01') / 60_000 }),
      fc.constantFrom(...zones),
      (minute, zone) => {
        const moment = minute * 60_000;
        const found = momentOf(wallTime(moment, zone), zone);
        expect(wallTime(found, zone)).toEqual(wallTime(moment, zone));
        expect(moment - found).toBeGreaterThanOrEqual(0);
        expect(moment - found).toBeLessThanOrEqual(3_600_000);
      },
    ),
  );
});
