import { describe, expect, test } from '@jest/globals';
import type { Destination, Environment } from '../../../src/config/destination.ts';
import { saidOf } from '../../../src/problem.ts';
import { obstacles, type Plan } from '../../../src/release/plan.ts';
import {
  type PromotionPlanRequest,
  planPromotion,
} from '../../../src/release/run/plan-promotion.ts';
import { planRollback } from '../../../src/release/run/plan-rollback.ts';
import { planLines } from '../../../src/report/plan-table.ts';
import { anEnvironment, aSmokeCheck, aWave } from '../makers.ts';
import { aGrid, openWorld, type World } from '../world.ts';

const verified = (destinations: Destination[] = []) =>
  destinations.map((destination) => ({ ...destination, verify: [aSmokeCheck] }));
const [retail, wholesale] = [
  verified(aGrid().waves[0]?.destinations.slice(0, 2)),
  verified(aGrid().waves[0]?.destinations.slice(3, 5)),
];
const stage = (name: string, destinations: typeof retail, after: string[] = []): Environment =>
  anEnvironment({ name, after, waves: [aWave({ destinations })] });
const tested = stage('test', retail);
const production = stage('production', wholesale, ['test']);

const aWorld = () =>
  openWorld({ environment: production, before: [tested], instances: 1, leaps: true });

const changes = /^(Create|Put|Delete|Copy|Complete|Stop|Continue|Upload|Update)/;

/** A plan must not change anything, whatever it is of. */
async function looking(on: World, look: (aws: ReturnType<World['aws']>) => Promise<Plan>) {
  const calls = on.emulator.calls.length;
  const aws = on.aws();
  try {
    const made = await look(aws);
    const operations = on.emulator.calls.slice(calls).map(({ operation }) => operation);
    expect(operations.filter((operation) => changes.test(operation))).toEqual([]);
    return { made, text: planLines(made).join('\n'), inTheWay: obstacles(made).map(saidOf) };
  } finally {
    aws.close();
  }
}

const promotion = (on: World, overrides: Partial<PromotionPlanRequest> = {}) =>
  looking(on, (aws) =>
    planPromotion(
      { environment: production, sources: [tested], allowOlder: false, ...overrides },
      {
        aws,
        clock: on.clock,
        signal: new AbortController().signal,
        lint: async () => [],
      },
    ),
  );

const going = (on: World, to?: string) =>
  looking(on, (aws) =>
    planRollback(
      { environment: production, ...(to === undefined ? {} : { to }) },
      { aws, clock: on.clock, signal: new AbortController().signal },
    ),
  );

const wouldRun = ({ waves }: Plan) =>
  waves.flatMap(({ destinations }) => destinations.map(({ version }) => version));

describe('a plan of a promotion', () => {
  test('names what the promotion then brings, and why', async () => {
    const on = await aWorld();
    const nothing = await promotion(on);
    expect(nothing.inTheWay).toEqual([expect.stringContaining('nothing can be promoted: no run')]);
    expect(wouldRun(nothing.made)).toEqual([undefined, undefined]);

    await on.deploy({ environment: tested, version: '1.214', content: 'one' });
    await on.deploy({
      environment: tested,
      version: '1.215',
      content: 'two',
      verify: async () => [{ instances: [], of: 1, message: 'it is not well' }],
    });
    const { made, text, inTheWay } = await promotion(on);
    expect(inTheWay).toEqual([]);
    expect(text).toContain('plan: promote orders 1.214 to production, 2 destinations');
    expect(text).toContain('1.214 is the newest release that is proven in test');
    expect(text).toContain('note: 1.215 is not proven in test');
    // Nothing runs there yet that anything could differ from.
    expect(made.files).toEqual([]);
    const promoted = await on.promote();
    expect([...promoted.results.values()].map(({ version }) => version)).toEqual(wouldRun(made));

    const again = await promotion(on);
    expect(again.inTheWay[0]).toContain('nothing new can be promoted');
    await expect(on.promote()).rejects.toThrow('nothing new can be promoted');
  });

  test('is refused for what the promotion is refused for', async () => {
    const on = await aWorld();
    await on.deploy({ environment: tested, version: '1.214', content: 'one' });
    const unproven = await promotion(on, { version: '1.213' });
    expect(unproven.inTheWay[0]).toContain('1.213 is not proven in test');
    const other = await promotion(on, { digest: 'a'.repeat(64) });
    expect(other.inTheWay[0]).toContain('was requested with --digest');
    await on.deploy({ version: '1.300', content: 'by hand', force: 'a test' });
    const older = await promotion(on);
    expect(older.made.files).toEqual([
      {
        revision: expect.stringMatching(/^s3:.*1\.300-/),
        from: '1.300',
        to: '1.214',
        destinations: expect.arrayContaining([expect.any(String), expect.any(String)]),
        isSameContent: false,
        files: {
          files: [expect.objectContaining({ path: 'app.txt', change: 'changed' })],
          same: 1,
        },
      },
    ]);
    expect(older.text).toMatch(
      /1\.300 → 1\.214, 2 destinations \(.*\)\n {2}files of the bundle: 1 changed, 1 the same\n {2}~ app\.txt/,
    );
    expect(older.inTheWay).toEqual([
      expect.stringContaining('version 1.214 is older than 1.300'),
      expect.stringContaining('version 1.214 is older than 1.300'),
    ]);
    expect((await promotion(on, { allowOlder: true })).inTheWay).toEqual([]);
  });
});

describe('a plan of a rollback', () => {
  test('names what each destination then goes back to', async () => {
    const on = await aWorld();
    const nothing = await going(on);
    expect(nothing.inTheWay).toHaveLength(2);
    expect(nothing.inTheWay[0]).toContain('cannot go back: no run deployed to it');
    await expect(on.rollBack()).rejects.toThrow('no run deployed to it');

    await on.deploy({ version: '1.213', content: 'one', force: 'a test' });
    await on.deploy({ version: '1.214', content: 'two', force: 'a test' });
    const { made, text, inTheWay } = await going(on);
    expect(inTheWay).toEqual([]);
    expect(text).toContain('plan: roll production back, orders, 2 destinations');
    expect(text).toContain('production would be held from then on');
    expect(wouldRun(made)).toEqual(['1.213', '1.213']);
    expect(made.files).toMatchObject([
      { from: '1.214', to: '1.213', files: { files: [{ path: 'app.txt', change: 'changed' }] } },
    ]);
    const back = await on.rollBack();
    expect([...back.results.values()].map(({ version }) => version)).toEqual(wouldRun(made));
    // It is held now, which a rollback does not mind.
    expect((await going(on, '1.214')).inTheWay).toEqual([]);
  });

  test('says of a version that nobody built that there is none', async () => {
    const on = await aWorld();
    await on.deploy({ version: '1.213', content: 'one', force: 'a test' });
    const { inTheWay, made } = await going(on, '1.100');
    expect(inTheWay).toEqual([
      'there is no release "1.100" of orders in the buckets of this environment',
    ]);
    expect(wouldRun(made)).toEqual([undefined, undefined]);
    const noted = await going(on, '1.213');
    expect(noted.inTheWay).toEqual([]);
  });
});
