import { expect, test } from '@jest/globals';
import { runWaves } from '../../../src/release/run/run-waves.ts';
import { aManualClock } from '../../aws/makers.ts';
import fc from '../../fast-check.ts';
import { aDestination, anEnvironment, aResult, aWave } from '../makers.ts';

type Ending = { fails: boolean; turns: number };

/** Runs one wave whose destinations end after so many turns each, in any order; tells what was at work together. */
async function run(
  endings: readonly Ending[],
  wave: { maxParallel: number; maxFailures: number; failureMode: 'soft' | 'strict' },
) {
  const destinations = endings.map((_, index) => aDestination({ id: `d${index}` }));
  const environment = anEnvironment({ waves: [aWave({ ...wave, destinations })] });
  let atWork = 0;
  let failed = 0;
  const starts: { atWork: number; failed: number }[] = [];
  const { signal } = new AbortController();
  const { results } = await runWaves(environment, {
    deploy: async ({ id }) => {
      atWork += 1;
      starts.push({ atWork, failed });
      const { fails, turns } = endings[Number(id.slice(1))] as Ending;
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      atWork -= 1;
      if (fails) failed += 1;
      return aResult({ destination: id, outcome: fails ? 'failed' : 'succeeded' });
    },
    recheck: async () => [],
    watches: () => [],
    versionFor: () => '1.214',
    onHalt: () => undefined,
    clock: aManualClock(),
    emit: () => undefined,
    signal,
    blocked: signal,
  });
  return { starts, failed, outcomes: results.map(({ outcome }) => outcome) };
}

const ending = fc.record({ fails: fc.boolean(), turns: fc.integer({ min: 0, max: 9 }) });
const endings = fc.array(ending, { minLength: 1, maxLength: 30 });
const numbers = [fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 10 })] as const;

test('failureMode: strict never has more at work than may still fail', async () => {
  await fc.assert(
    fc.asyncProperty(endings, ...numbers, async (list, maxParallel, maxFailures) => {
      const wave = { maxParallel, maxFailures, failureMode: 'strict' as const };
      const { starts, failed, outcomes } = await run(list, wave);
      expect(failed).toBeLessThanOrEqual(maxFailures + 1);
      for (const start of starts) {
        expect(start.atWork).toBeLessThanOrEqual(maxParallel);
        expect(start.atWork).toBeLessThanOrEqual(Math.max(1, maxFailures + 1 - start.failed));
      }
      if (failed <= maxFailures) expect(outcomes).not.toContain('never-started');
    }),
    { numRuns: Number(process.env.RUNS ?? 2_000) },
  );
});

test('soft, the default, lets maxParallel fail together', async () => {
  const all = Array.from({ length: 5 }, () => ({ fails: true, turns: 3 }));
  const { failed } = await run(all, { maxParallel: 5, maxFailures: 0, failureMode: 'soft' });
  expect(failed).toBe(5);
});
