import { describe, expect, test } from '@jest/globals';
import { isDetailDue, untilNextLook } from '../../../src/release/deployment/cadence.ts';
import { timing } from '../../../src/release/timing.ts';
import fc from '../../fast-check.ts';

const noCounts = { pending: 0, inProgress: 0, succeeded: 0, failed: 0, skipped: 0, ready: 0 };
const atOnce = { ...noCounts, inProgress: 2 };
const length = fc.integer({ min: 10_000, max: 1_200_000 });

/** Follows a deployment of two instances and five events of one length; counts calls of both kinds, and how late its end is seen. */
function follow(took: number, usual?: number, isReadable = true) {
  const seen = { calls: 2, late: 0 };
  let detailed = 0;
  let changed = 0;
  let event: number | undefined;
  let elapsed: number = timing.look.first;
  while (elapsed < took) {
    seen.calls += 1;
    const progress = () => ({
      status: 'InProgress' as const,
      counts: atOnce,
      elapsed,
      quiet: elapsed - changed,
      usual,
      events: event === undefined ? undefined : { left: 4 - event, done: event },
    });
    if (isReadable && (event === undefined || isDetailDue(elapsed - detailed, progress()))) {
      seen.calls += 1;
      detailed = elapsed;
      const now = Math.floor((5 * elapsed) / took);
      if (now !== event) changed = elapsed;
      event = now;
    }
    elapsed += untilNextLook(progress());
  }
  seen.late = elapsed - took;
  return seen;
}

/** From ten seconds to twenty minutes. */
const lengths = Array.from({ length: 1_191 }, (_, index) => (10 + index) * 1_000);

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('the end of a deployment is seen', () => {
  test('two seconds late on average where it takes about as long as the last one, with a call in 15 seconds', () => {
    const all = lengths.flatMap((took) =>
      [0.93, 0.97, 1, 1.05, 1.1].map((share) => ({ took, ...follow(took, took * share) })),
    );
    expect(mean(all.map(({ late }) => late))).toBeLessThanOrEqual(2_000);
    expect(Math.max(...all.map(({ late }) => late))).toBeLessThanOrEqual(4_000);
    expect(mean(all.map(({ took, calls }) => calls - took / 15_000))).toBeLessThanOrEqual(5);
  });

  test('no later on average where nothing is known of its length, with a call in six seconds', () => {
    const all = lengths.map((took) => ({ took, ...follow(took) }));
    expect(mean(all.map(({ late }) => late))).toBeLessThanOrEqual(1_900);
    expect(Math.max(...all.map(({ late }) => late))).toBeLessThanOrEqual(timing.look.far.most);
    expect(mean(all.map(({ took, calls }) => calls - took / 6_000))).toBeLessThanOrEqual(4);
  });

  test('four seconds late at most where instances cannot be read, and what was expected is over', () => {
    fc.assert(
      fc.property(length, fc.option(length, { nil: undefined }), (took, usual) => {
        const isEarly = usual !== undefined && took < usual * timing.look.expected.earliest;
        const seen = follow(took, usual, false);
        expect(seen.late).toBeLessThanOrEqual(isEarly ? timing.look.farExpected : 4_000);
      }),
      { numRuns: 2_000 },
    );
  });
});

test('a deployment that is a little over its usual length is looked at often, and one that is far over by how long it has run', () => {
  const look = (elapsed: number) =>
    untilNextLook({
      status: 'InProgress',
      counts: atOnce,
      elapsed,
      quiet: 0,
      usual: 600_000,
      events: { left: 4, done: 0 },
    });
  expect(look(100_000)).toBe(timing.look.farExpected);
  expect(look(560_000)).toBe(timing.look.nearExpected.most);
  expect(look(640_000)).toBe(timing.look.nearExpected.most);
  expect(look(660_000)).toBe(timing.look.far.most);
});

test('whatever is seen of a deployment, the next look comes within half a minute, and none within two seconds', () => {
  const few = fc.nat(3);
  const counts = fc.record({
    ...{ pending: few, inProgress: few, succeeded: few, failed: few, skipped: few, ready: few },
  });
  const progress = fc.record({
    status: fc.constantFrom('Created', 'InProgress', 'Baking', 'Ready'),
    // CodeDeploy may name instances before it has counted them.
    counts: fc.oneof(fc.constant(noCounts), counts),
    elapsed: fc.nat(7_200_000),
    quiet: fc.nat(7_200_000),
    usual: fc.option(fc.nat(7_200_000), { nil: undefined }),
    events: fc.option(fc.record({ left: fc.nat(11), done: fc.nat(2) }), { nil: undefined }),
  });
  fc.assert(
    fc.property(progress, (seen) => {
      const next = untilNextLook(seen);
      expect(next).toBeGreaterThanOrEqual(2_000);
      expect(next).toBeLessThanOrEqual(timing.look.farExpected);
    }),
    { numRuns: 5_000 },
  );
});

test('followers of an account and region share the reading of instances', () => {
  const progress = { status: 'InProgress', counts: atOnce, elapsed: 10_000, quiet: 0 } as const;
  const unknown = { ...progress, usual: undefined, events: { left: 4, done: 0 } };
  expect(isDetailDue(20_000, unknown, 1)).toBe(true);
  expect(isDetailDue(20_000, unknown, 60)).toBe(false);
  expect(isDetailDue(60_000, unknown, 60)).toBe(true);
});

describe('where instances are deployed to in turn', () => {
  const look = (counts: Partial<typeof noCounts>, elapsed: number) =>
    untilNextLook({
      status: 'InProgress',
      counts: { ...noCounts, ...counts },
      elapsed,
      quiet: 0,
      usual: undefined,
      events: undefined,
    });

  test('the first ones tell how far the end is', () => {
    expect(look({ succeeded: 1, inProgress: 1, pending: 8 }, 60_000)).toBe(15_000);
    expect(look({ succeeded: 9, inProgress: 0, pending: 1 }, 540_000)).toBe(timing.look.near);
  });

  test('nobody waits for the second of two for longer than the first took', () => {
    expect(look({ succeeded: 1, pending: 1 }, 10_000)).toBeLessThanOrEqual(10_000);
  });
});

test('a bake of CodeDeploy’s own is looked at more and more seldom', () => {
  const baking = {
    status: 'Baking',
    counts: atOnce,
    elapsed: 0,
    usual: 1_000,
    events: undefined,
  } as const;
  expect(untilNextLook({ ...baking, quiet: 0 })).toBe(3_000);
  expect(untilNextLook({ ...baking, quiet: 600_000 })).toBe(20_000);
});
