import { expect, test } from '@jest/globals';
import type { Destination, Environment } from '../../../src/config/destination.ts';
import type { OutcomeRule } from '../../../src/emulator/codedeploy/outcome-rule.ts';
import type { GroupView } from '../../../src/emulator/codedeploy/view.ts';
import { versionOfKey } from '../../../src/release/object-keys.ts';
import { gather, noFacts } from '../../../src/report/facts.ts';
import { verdictText } from '../../../src/report/final.ts';
import fc from '../../fast-check.ts';
import { readLastLine } from '../../report/read-last-line.ts';
import { anEnvironment, aSmokeCheck, aWave } from '../makers.ts';
import { aGrid, openWorld } from '../world.ts';

const fails = { fail: { script: 'scripts/check.sh', exitCode: 1, log: '' } };

/** What becomes of a destination, by what happens there: rules of the emulator, and settings of the destination. */
type Fate = {
  name: string;
  rules?: (id: string) => Partial<OutcomeRule>[];
  settings?: Partial<Destination>;
};

const kept = { rollback: { auto: [] } };
const atOnce = { deploymentConfig: 'CodeDeployDefault.AllAtOnce' };
const one = { instance: 1, event: 'ValidateService' as const, then: fails };

const fates: Fate[] = [
  { name: 'goes well' },
  { name: 'goes well again' },
  { name: 'fails and is taken back', rules: () => [{ event: 'ValidateService', then: fails }] },
  { name: 'fails on the first', rules: () => [one], settings: kept },
  {
    name: 'fails before anything is installed',
    rules: () => [{ event: 'ApplicationStop', then: fails }],
    settings: kept,
  },
  {
    name: 'cannot be taken back',
    rules: () => [
      { event: 'ValidateService', then: fails },
      { deployment: 'rollback', event: 'ApplicationStart', then: fails },
    ],
  },
  { name: 'leaves an instance behind', rules: () => [one], settings: { ...kept, ...atOnce } },
  {
    name: 'leaves an instance behind, which is not taken for success',
    rules: () => [one],
    settings: { ...kept, ...atOnce, failedInstances: 'fail' },
  },
  {
    name: 'hangs',
    rules: () => [{ event: 'ApplicationStart', then: 'hang' }],
    settings: { ...kept, timeout: 300_000 },
  },
  {
    name: 'is stopped by somebody',
    rules: () => [{ event: 'AfterInstall', then: { stop: { rollback: false } } }],
    settings: kept,
  },
  { name: 'is not verified', settings: { verify: [aSmokeCheck] } },
];

const destinations = aGrid().waves[0]?.destinations ?? [];

const mixes = fc.record({
  mix: fc.array(fc.constantFrom(...fates), { minLength: 1, maxLength: 4 }),
  /** How many are in the first of two waves. */
  first: fc.integer({ min: 1, max: 4 }),
  onFailure: fc.constantFrom<Environment['onFailure']>('stop', 'rollback', 'continue'),
});

/** What CodeDeploy's own state says: a version, where the last deployment brought it to every instance. */
function running({ deployments, instances }: GroupView): string | undefined {
  const last = deployments.at(-1);
  const isWhole =
    last?.status === 'Succeeded' &&
    last.targets.every((status) => status === 'Succeeded') &&
    instances.every(({ key }) => key === last.key);
  return isWhole ? versionOfKey(last.key) : undefined;
}

test('over mixes of outcomes the last line says what CodeDeploy itself holds', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(mixes, async ({ mix, first, onFailure }) => {
      const all = mix.map(({ settings }, index) => ({
        ...(destinations[index] as Destination),
        ...settings,
      }));
      const waves = [all.slice(0, first), all.slice(first)]
        .filter((wave) => wave.length > 0)
        .map((wave, index) => aWave({ name: `wave-${index}`, destinations: wave }));
      const environment = anEnvironment({ waves, onFailure });
      const world = await openWorld({ environment, instances: 2, leaps: true });
      const before = await world.deploy({ version: '1.213', content: 'before' });
      expect(before.exitCode).toBe(0);
      world.arm(
        mix.flatMap(({ rules }, index) =>
          (rules?.(all[index]?.id ?? '') ?? []).map((rule) => ({
            destination: [all[index]?.id ?? ''],
            ...rule,
          })),
        ) as OutcomeRule[],
      );
      const verify = async ({ verify: checks }: Destination) =>
        checks.length > 0 ? [{ instances: [], of: 2, message: 'it is not well' }] : [];
      const { events, verdict } = await world.deploy({ version: '1.214', content: 'new', verify });
      const line = verdictText(events.reduce(gather, noFacts)) ?? '';
      const held = world.view().map(running);
      await world.close();
      seen.add(verdict);

      const told = { mix: mix.map(({ name }) => name), first, onFailure, line };
      const { all: whole, runs, told: count } = readLastLine(line);
      if (whole !== undefined) {
        expect({ ...told, held }).toEqual({ ...told, held: mix.map(() => '1.214') });
        return;
      }
      expect({ ...told, count }).toEqual({ ...told, count: mix.length });
      for (const version of ['1.213', '1.214'])
        expect({ ...told, version, runs: runs.get(version) ?? 0 }).toEqual({
          ...told,
          version,
          runs: held.filter((one) => one === version).length,
        });
    }),
    { numRuns: 25 },
  );
  expect(seen.size).toBeGreaterThan(2);
});
