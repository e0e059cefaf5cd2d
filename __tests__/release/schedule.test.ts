import { describe, expect, test } from '@jest/globals';
import type { Environment } from '../../src/config/destination.ts';
import { closedProblem, lateReason, openingOf } from '../../src/release/schedule.ts';
import { aDestination, anEnvironment, aWave } from './makers.ts';

const hour = 60;
const at = (text: string) => Date.parse(text);
const office = {
  match: ['*'],
  days: [1, 2, 3, 4, 5],
  from: 9 * hour,
  length: 7 * hour,
  zone: 'Europe/London',
};

function environment(schedule: Partial<NonNullable<Environment['schedule']>>, timeout = 60_000) {
  const destination = aDestination({ id: 'retail/eu-west-1', timeout });
  const waves = [aWave({ name: 'all', destinations: [destination], bake: 600_000 })];
  return anEnvironment({ waves, schedule: { windows: [], freezes: [], ...schedule } });
}

describe('a window mon-fri 09:00 to 16:00 in London', () => {
  const windowed = environment({ windows: [office] });

  test.each([
    ['2026-11-30T09:00Z', { open: true, until: at('2026-11-30T16:00Z') }],
    ['2026-11-30T08:59Z', { open: false, opens: at('2026-11-30T09:00Z') }],
    ['2026-11-30T16:00Z', { open: false, opens: at('2026-12-01T09:00Z') }],
    ['2026-12-04T17:00Z', { open: false, opens: at('2026-12-07T09:00Z') }],
    // In summer London is an hour ahead of UTC.
    ['2026-07-15T08:30Z', { open: true, until: at('2026-07-15T15:00Z') }],
    // Clocks go back in the night to Sunday: Monday opens an hour later than Friday did.
    ['2026-10-24T12:00Z', { open: false, opens: at('2026-10-26T09:00Z') }],
    ['2026-03-28T12:00Z', { open: false, opens: at('2026-03-30T08:00Z') }],
  ])('at %s', (now, expected) => {
    expect(openingOf(windowed, 'retail/eu-west-1', at(now))).toMatchObject(expected);
  });

  test('is told with the time at which it opens', () => {
    expect(closedProblem(windowed, at('2026-12-05T12:00Z'))).toMatchObject({
      code: 'closed',
      destination: 'retail/eu-west-1',
      message:
        'production is closed for deployments: outside its windows; it opens at 2026-12-07 09:00 UTC',
      hint: expect.stringContaining('rollback works at any time'),
    });
    expect(closedProblem(windowed, at('2026-12-07T12:00Z'))).toBeUndefined();
  });

  test('keeps a wave from beginning that might not end before it closes', () => {
    const [wave] = windowed.waves;
    if (!wave) throw new Error('there is a wave');
    // One minute of time-out and ten of bake.
    expect(lateReason(windowed, wave, at('2026-11-30T15:49Z'))).toBeUndefined();
    expect(lateReason(windowed, wave, at('2026-11-30T15:50Z'))).toBe(
      'wave all may take 11m 00s, and retail/eu-west-1 is closed for deployments from 2026-11-30 16:00 UTC on',
    );
  });
});

test('windows that touch or cross midnight are one', () => {
  const night = {
    ...office,
    days: [0, 1, 2, 3, 4, 5, 6],
    from: 22 * hour,
    length: 4 * hour,
    zone: 'UTC',
  };
  const early = { ...night, from: 2 * hour, length: hour };
  const opening = openingOf(environment({ windows: [night, early] }), 'a', at('2026-11-30T01:00Z'));
  expect(opening).toEqual({ open: true, until: at('2026-11-30T03:00Z') });
});

test('a window is for the destinations that it matches', () => {
  const asia = { ...office, match: ['*/ap-*'], zone: 'Asia/Tokyo' };
  const both = environment({ windows: [{ ...office, match: ['*/eu-*'] }, asia] });
  const now = at('2026-11-30T01:00Z');
  expect(openingOf(both, 'retail/ap-northeast-1', now)).toMatchObject({ open: true });
  expect(openingOf(both, 'retail/eu-west-1', now)).toMatchObject({ open: false });
});

test('a freeze closes what the windows leave open, and ends the time that is left before it', () => {
  const freeze = {
    from: at('2026-12-20T00:00Z'),
    to: at('2027-01-04T00:00Z'),
    reason: 'Christmas',
  };
  const frozen = environment({ freezes: [freeze] });
  expect(openingOf(frozen, 'a', at('2026-12-24T10:00Z'))).toEqual({
    open: false,
    why: 'frozen: Christmas',
    opens: freeze.to,
  });
  expect(openingOf(frozen, 'a', at('2026-12-19T10:00Z'))).toEqual({
    open: true,
    until: freeze.from,
  });
  expect(openingOf(frozen, 'a', freeze.to)).toEqual({ open: true });
});
