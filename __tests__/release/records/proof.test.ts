import { describe, expect, test } from '@jest/globals';
import type { Outcome } from '../../../src/release/outcome.ts';
import { proofOf } from '../../../src/release/records/proof.ts';
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
