import { describe, expect, test } from '@jest/globals';
import {
  isDetailDue,
  type Progress,
  untilNextLook,
} from '../../../src/release/deployment/cadence.ts';
import fc from '../../fast-check.ts';

const noCounts = { pending: 0, inProgress: 0, succeeded: 0, failed: 0, skipped: 0, ready: 0 };
const atOnce = { ...noCounts, inProgress: 2 };
const length = fc.integer({ min: 10_000, max: 1_200_000 });

/** Follows a deployment of a length, in ms; counts calls of both kinds, and how late its end is seen. */
function follow(took: number, usual?: number) {
  const seen = { calls: 2, late: 0 };
  let detailed = 0;
  let elapsed = 0;
  while (elapsed < took) {
    seen.calls += 1;
    if (isDetailDue(elapsed - detailed, elapsed)) {
      seen.calls += 1;
      detailed = elapsed;
    }
    const progress = { status: 'InProgress', counts: atOnce, elapsed, quiet: elapsed, usual };
    elapsed += untilNextLook(progress as Progress);
  }
  seen.calls += 1;
  seen.late = elapsed - took;
  return seen;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('the end of a deployment is seen', () => {
  test('two seconds late on average where it takes about as long as the last one', () => {
    const late: number[] = [];
    fc.assert(
      fc.property(length, fc.integer({ min: 90, max: 110 }), (took, share) => {
        const seen = follow(took, (took * share) / 100);
        late.push(seen.late);
        expect(seen.late).toBeLessThanOrEqual(4_000);
        expect(seen.calls).toBeLessThanOrEqual(took / 6_000 + 14);
      }),
      { numRuns: 2_000 },
    );
    expect(mean(late)).toBeLessThanOrEqual(2_000);
  });

  test('five seconds late at most where nothing is known of its length, or what is known is wrong', () => {
    fc.assert(
      fc.property(length, fc.option(length, { nil: undefined }), (took, usual) => {
        const isEarly = usual !== undefined && took < usual * 0.85;
        const seen = follow(took, usual);
        expect(seen.late).toBeLessThanOrEqual(isEarly ? 15_000 : 5_000);
        expect(seen.calls).toBeLessThanOrEqual(took / 3_500 + 22);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('where instances are deployed to in turn', () => {
  const look = (counts: Partial<typeof noCounts>, elapsed: number) =>
    untilNextLook({
      status: 'InProgress',
      counts: { ...noCounts, ...counts },
      elapsed,
      quiet: 0,
      usual: undefined,
    });

  test('the first ones tell how far the end is', () => {
    expect(look({ succeeded: 1, inProgress: 1, pending: 8 }, 60_000)).toBe(15_000);
    expect(look({ succeeded: 9, inProgress: 0, pending: 1 }, 540_000)).toBe(4_000);
  });

  test('nobody waits for the second of two for longer than the first took', () => {
    expect(look({ succeeded: 1, pending: 1 }, 10_000)).toBeLessThanOrEqual(10_000);
  });
});

test('a bake of CodeDeploy’s own is looked at more and more seldom', () => {
  const baking = { status: 'Baking', counts: atOnce, elapsed: 0, usual: 1_000 } as const;
  expect(untilNextLook({ ...baking, quiet: 0 })).toBe(3_000);
  expect(untilNextLook({ ...baking, quiet: 600_000 })).toBe(20_000);
});
