import { describe, expect, test } from '@jest/globals';
import type { Outcome } from '../../../src/release/outcome.ts';
import { proofBy, proofOf } from '../../../src/release/records/proof.ts';
import type { DestinationRecord, History } from '../../../src/release/records/run-records.ts';
import { aDestination, anEntry, aRunRecord } from '../makers.ts';

const id = aDestination();
type Told = [version: string, outcome: Outcome, extra?: Partial<DestinationRecord>];

/** A history in the order in which it happened. */
function past(...runs: (Told | { rollback: Told } | { unread: string })[]): History {
  return runs
    .map((one, index) => {
      if ('unread' in one) return one;
      const [version, outcome, extra] = 'rollback' in one ? one.rollback : one;
      const command = 'rollback' in one ? 'rollback' : 'deploy';
      return aRunRecord([anEntry({ version, outcome, ...extra })], {
        run: `run-${index}`,
        command,
      });
    })
    .toReversed();
}

function said(version: string, history: History): string {
  const proof = proofOf(version, id, history);
  return proof.proven ? `proven by ${proof.run}` : proof.why;
}

describe('a version is proven by the latest run that deployed it', () => {
  const failures: Outcome[] = ['failed', 'rolled-back', 'stopped', 'timed-out', 'not-verified'];

  test('with success, and verified', () => {
    expect(said('1.1', past(['1.1', 'succeeded']))).toBe('proven by run-0');
  });

  test.each(failures)('and not when that %s', (outcome) => {
    const history = past(['1.1', 'succeeded'], ['1.1', outcome]);
    expect(said('1.1', history)).toBe(`${outcome.replaceAll('-', ' ')} in run run-1`);
  });

  test.each(failures)('a later version that %s takes nothing from it', (outcome) => {
    const history = past(['1.1', 'succeeded'], ['1.2', outcome]);
    expect(said('1.1', history)).toBe('proven by run-0');
  });

  test.each<Outcome>(['never-started', 'skipped'])('a run that %s says nothing', (outcome) => {
    expect(said('1.1', past(['1.1', 'succeeded'], ['1.1', outcome]))).toBe('proven by run-0');
    expect(said('1.1', past(['1.1', outcome]))).toBe(`${outcome.replace('-', ' ')} in run run-0`);
  });

  test('success mends an earlier failure', () => {
    expect(said('1.1', past(['1.1', 'failed'], ['1.1', 'succeeded']))).toBe('proven by run-1');
  });
});

test.each<[string, History, string]>([
  ['nothing at all', [], 'not deployed there'],
  ['another version', past(['1.0', 'succeeded']), 'not deployed there'],
  [
    'another destination',
    past(['1.1', 'succeeded', { destination: 'retail/us-east-1' }]),
    'not deployed there',
  ],
  [
    'success without verification',
    past(['1.1', 'succeeded', { verified: false }]),
    'not verified in run run-0',
  ],
])('%s proves nothing', (_, history, why) => {
  expect(said('1.1', history)).toBe(why);
});

describe('a rollback', () => {
  const away: Told = ['1.1', 'succeeded', { before: '1.2' }];

  test.each<Partial<DestinationRecord>>([
    { outcome: 'not-verified', unchecked: true },
    { outcome: 'succeeded', verified: false },
  ])('that was interrupted before its checks tells nothing of where it went: %j', (extra) => {
    const interrupted: Told = ['1.1', 'succeeded', { before: '1.2', verified: false, ...extra }];
    const history = past(['1.1', 'succeeded'], ['1.2', 'succeeded'], { rollback: interrupted });
    expect(said('1.1', history)).toBe('proven by run-0');
    expect(said('1.2', history)).toBe('left for 1.1 by rollback run-2');
  });

  test('that left instances behind proves nothing', () => {
    const partly: Told = ['1.1', 'succeeded', { verified: false, leftBehind: '1 of 3 instances' }];
    const history = past(['1.1', 'succeeded'], { rollback: partly });
    expect(said('1.1', history)).toBe('1 of 3 instances left behind in run run-1');
  });

  test('un-proves what it leaves, and proves where it goes', () => {
    const history = past(['1.1', 'succeeded'], ['1.2', 'succeeded'], { rollback: away });
    expect(said('1.2', history)).toBe('left for 1.1 by rollback run-2');
    expect(said('1.1', history)).toBe('proven by run-2');
  });

  test('that fails leaves its version all the same, and keeps its goal', () => {
    const failed: Told = ['1.1', 'failed', { before: '1.2' }];
    const history = past(['1.1', 'succeeded'], ['1.2', 'succeeded'], { rollback: failed });
    expect(said('1.2', history)).toBe('left for 1.1 by rollback run-2');
    expect(said('1.1', history)).toBe('proven by run-0');
  });

  test('that is not verified has shown something of its goal', () => {
    const unverified: Told = ['1.1', 'not-verified', { before: '1.2' }];
    const history = past(['1.1', 'succeeded'], ['1.2', 'succeeded'], { rollback: unverified });
    expect(said('1.1', history)).toBe('not verified in run run-2');
  });

  test('that never started leaves nothing', () => {
    const never: Told = ['1.1', 'never-started', { before: '1.2' }];
    const history = past(['1.2', 'succeeded'], { rollback: never });
    expect(said('1.2', history)).toBe('proven by run-0');
  });

  test('to the version that runs does not leave it', () => {
    const same: Told = ['1.2', 'succeeded', { before: '1.2' }];
    expect(said('1.2', past(['1.2', 'succeeded'], { rollback: same }))).toBe('proven by run-1');
  });

  test('is undone by deploying the version again', () => {
    const history = past(['1.2', 'succeeded'], { rollback: away }, ['1.2', 'succeeded']);
    expect(said('1.2', history)).toBe('proven by run-2');
  });
});

describe('a record that cannot be read', () => {
  const unread = { unread: 's3://bucket/run.json cannot be read: AccessDenied' };

  test('may be one of a failure, so what is older proves nothing', () => {
    expect(said('1.1', past(['1.1', 'succeeded'], unread))).toBe(unread.unread);
  });

  test('is no matter where a newer run proves', () => {
    expect(said('1.1', past(unread, ['1.1', 'succeeded']))).toBe('proven by run-1');
  });
});

describe('proof that must have been there by a moment', () => {
  const hour = 3_600_000;
  const at = (hours: number) => new Date(hours * hour).toISOString();
  /** Runs that ended at full hours, the first at 0. */
  const hourly = (...runs: Parameters<typeof past>) =>
    past(...runs).map((run, index, all) =>
      'unread' in run ? run : { ...run, ended: at(all.length - 1 - index) },
    );
  const by = (hours: number, history: History) => {
    const proof = proofBy(hours * hour, '1.1', id, history);
    return proof.proven ? `proven by ${proof.run}` : proof.why;
  };
  const tooYoung = (since: number, moment: number) =>
    `proven only since 1970-01-01 0${since}:00 UTC, but it must be proven since 1970-01-01 0${moment}:00 at the latest`;

  test.each<[string, number, Parameters<typeof past>, string]>([
    ['is there', 0, [['1.1', 'succeeded']], 'proven by run-0'],
    [
      'is too young',
      0,
      [
        ['1.0', 'succeeded'],
        ['1.1', 'succeeded'],
      ],
      tooYoung(1, 0),
    ],
    [
      'is no younger for being deployed again',
      0,
      [
        ['1.1', 'succeeded'],
        ['1.1', 'succeeded'],
      ],
      'proven by run-1',
    ],
    [
      'is no younger for what came after it',
      0,
      [
        ['1.1', 'succeeded'],
        ['1.2', 'succeeded'],
      ],
      'proven by run-0',
    ],
    [
      'begins anew after a failure',
      1,
      [
        ['1.1', 'succeeded'],
        ['1.1', 'failed'],
        ['1.1', 'succeeded'],
      ],
      tooYoung(2, 1),
    ],
    [
      'begins anew after a rollback that left it',
      1,
      [
        ['1.1', 'succeeded'],
        { rollback: ['1.0', 'succeeded', { before: '1.1' }] },
        ['1.1', 'succeeded'],
      ],
      tooYoung(2, 1),
    ],
    [
      'reaches no further than what can be read',
      1,
      [['1.1', 'succeeded'], { unread: 'denied' }, ['1.1', 'succeeded']],
      tooYoung(2, 1),
    ],
    ['is none where nothing is', 5, [['1.1', 'failed']], 'failed in run run-0'],
  ])('%s', (_, hours, runs, said) => {
    expect(by(hours, hourly(...runs))).toBe(said);
  });

  test('is not decided where older records were not read', () => {
    const history = [
      ...hourly(['1.0', 'succeeded'], ['1.1', 'succeeded']),
      { unread: 'not read', more: true as const },
    ];
    expect(proofBy(0, '1.1', id, history)).toMatchObject({ proven: false, more: true });
  });
});
