import { expect, test } from '@jest/globals';
import { defined } from '../../../src/defined.ts';
import type { GroupState } from '../../../src/release/deployment/group-state.ts';
import type { Outcome } from '../../../src/release/outcome.ts';
import {
  chooseRelease,
  isReleaseDecided,
  type Source,
} from '../../../src/release/records/choose-release.ts';
import {
  chooseRollback,
  isRollbackDecided,
  type Standing,
} from '../../../src/release/records/choose-rollback.ts';
import type { History, RunRecord } from '../../../src/release/records/run-records.ts';
import fc from '../../fast-check.ts';
import { aDestination, anEntry, anEnvironment, aRunRecord } from '../makers.ts';

const ids = ['retail/eu-west-1', 'retail/us-east-1'];
const version = fc.constantFrom('1.1', '1.2', '1.3', '1.4');
const outcome = fc.constantFrom<Outcome>('succeeded', 'succeeded', 'failed', 'not-verified');

/** A run in one destination or both, as often forwards as back. */
const step = fc.record({
  version,
  before: version,
  outcome,
  where: fc.constantFrom(ids, ids.slice(0, 1), ids.slice(1)),
  command: fc.constantFrom('deploy', 'deploy', 'rollback'),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;
const past = fc.array(step, { minLength: 1, maxLength: 24 });

/** What each bucket tells, the newest first. */
function histories(steps: readonly Step[]): History[] {
  const runs = steps.map(({ where, command, ...entry }) =>
    aRunRecord(
      where.map((destination) => anEntry({ destination, ...entry })),
      { command },
    ),
  );
  const told = (id: string) =>
    runs.filter(({ destinations }) => destinations.some(({ destination }) => destination === id));
  return ids.map((id): RunRecord[] => told(id).toReversed());
}

/** As it is when only so many of the newest were read. */
function firstOf(history: History, count: number): History {
  if (history.length <= count) return history;
  return [...history.slice(0, count), { unread: 'older records were not read', more: true }];
}

const destinations = ids.map((id) => aDestination({ id, region: id.slice(7) }));

test('what the newest records decide of a promotion, older ones do not change', () => {
  const environment = anEnvironment({ name: 'test' });
  const sourcesOf = (told: History[]): Source[] =>
    destinations.map((destination, index) => ({
      environment,
      destination,
      history: told[index] ?? [],
    }));
  const choose = (sources: Source[], wanted: Parameters<typeof chooseRelease>[1]) => {
    try {
      const { version: chosen, digest } = chooseRelease(sources, wanted);
      return { chosen, digest };
    } catch {
      return 'refused';
    }
  };
  let decided = 0;
  fc.assert(
    fc.property(
      past,
      fc.integer({ min: 1, max: 12 }),
      fc.option(version, { nil: undefined }),
      fc.boolean(),
      (steps, count, asked, forced) => {
        const whole = histories(steps);
        const part = sourcesOf(whole.map((history) => firstOf(history, count)));
        const wanted = { forced, ...defined({ version: asked }) };
        if (!isReleaseDecided(part, wanted)) return;
        if (whole.some(({ length }) => length > count)) decided += 1;
        expect(choose(part, wanted)).toEqual(choose(sourcesOf(whole), wanted));
      },
    ),
    { numRuns: 2_000 },
  );
  expect(decided).toBeGreaterThan(100);
});

test('what the newest records decide of a rollback, older ones do not change', () => {
  const standingsOf = (told: History[], states: GroupState[]): Standing[] =>
    destinations.map((destination, index) => ({
      destination,
      state: states[index],
      history: told[index] ?? [],
    }));
  let decided = 0;
  fc.assert(
    fc.property(
      past,
      fc.integer({ min: 1, max: 12 }),
      fc.array(fc.record({ version, whole: fc.boolean() }), { minLength: 2, maxLength: 2 }),
      (steps, count, now) => {
        const whole = histories(steps);
        const states = now.map((one, index) => stateOf(one, ids[index] ?? ''));
        const part = standingsOf(
          whole.map((history) => firstOf(history, count)),
          states,
        );
        if (!isRollbackDecided(part)) return;
        if (whole.some(({ length }) => length > count)) decided += 1;
        expect(chooseRollback(part)).toEqual(chooseRollback(standingsOf(whole, states)));
      },
    ),
    { numRuns: 2_000 },
  );
  expect(decided).toBeGreaterThan(100);
});

function stateOf(now: { version: string; whole: boolean }, destination: string): GroupState {
  const { bucket, key } = anEntry({ version: now.version, destination }).object ?? {};
  const revision = { deploymentId: 'd-1', version: now.version, location: { bucket, key } };
  const group = { deploymentGroupId: 'group-1' };
  return now.whole ? { group, running: revision } : { group, attempted: revision };
}
