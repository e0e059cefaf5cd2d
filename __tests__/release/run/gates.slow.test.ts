import { expect, test } from '@jest/globals';
import type { Destination, Environment, Gate } from '../../../src/config/destination.ts';
import { ignoreAlarms } from '../../../src/config/ignore-alarms.ts';
import type { EventOf, RunEvent } from '../../../src/release/events.ts';
import type { RunRecord } from '../../../src/release/records/run-records.ts';
import { describe as lines } from '../../../src/report/lines.ts';
import { aDestination, anEnvironment, aWave } from '../makers.ts';
import { openWorld, type World } from '../world.ts';

const minute = 60_000;
const aGate: Gate = {
  name: 'errors',
  metric: { namespace: 'Orders', name: 'Errors', dimensions: {} },
  stat: 'Sum',
  period: minute,
  above: 10,
  minSamples: 5,
  interval: 20_000,
  failures: 2,
  onInconclusive: 'stop',
  dryRun: false,
};
const alarms = { names: ['orders-5xx'], ignorePollFailure: false };

function production(
  watched: Partial<Destination>,
  overrides: Partial<Environment> = {},
  bakes = [20 * minute, 0],
): Environment {
  const regions = ['eu-west-1', 'us-east-1'];
  const waves = regions.map((region, index) =>
    aWave({
      name: region,
      bake: bakes[index] ?? 0,
      destinations: [
        aDestination({
          id: `retail/${region}`,
          region,
          bucket: `deploy-222222222222-${region}`,
          rollback: { auto: [] },
          ...watched,
        }),
      ],
    }),
  );
  return anEnvironment({ waves, onFailure: 'rollback', ...overrides });
}

/** The moment at which a run began to bake, and what happened so long after it, in ms. */
function sinceBake(events: readonly RunEvent[]) {
  const began = events.find(({ kind }) => kind === 'baking')?.at ?? 0;
  return (found: RunEvent | undefined) => (found?.at ?? Infinity) - began;
}

const gatesIn = (events: readonly RunEvent[]) =>
  events.filter((event): event is EventOf<'gate'> => event.kind === 'gate');

const logOf = (events: readonly RunEvent[]) =>
  events.flatMap((event) => lines(event).map(({ text }) => text)).join('\n');

/** As soon as a wave bakes, what CloudWatch tells is so many seconds later as the rules have it. */
function onceItBakes(world: World, rules: Parameters<World['emulator']['armWatched']>[0]) {
  return (event: RunEvent) => {
    if (event.kind === 'baking') world.emulator.armWatched(rules);
  };
}

async function recordOf(world: World, region: string, run: string): Promise<RunRecord> {
  const aws = world.aws();
  try {
    const destination = aDestination({ region, bucket: `deploy-222222222222-${region}` });
    const artifacts = aws.artifacts(destination);
    const keys = await artifacts.list('orders/runs/production/');
    const key = keys.find((one) => one.key.includes(run.replace(':', '-')))?.key ?? '';
    return (await artifacts.readJson(key))?.value as RunRecord;
  } finally {
    aws.close();
  }
}

test('an alarm that goes on in minute 2 of a bake is noticed at once, and all is back by minute 3', async () => {
  const environment = production({ alarms });
  const world = await openWorld({ environment, instances: 1, speed: 40 });
  await world.deploy({ version: '1.213', environment: production({}, {}, [0, 0]) });
  const { events, exitCode, results } = await world.deploy({
    content: 'other',
    onEvent: onceItBakes(world, {
      alarms: [{ destination: 'retail/eu-west-1', from: 120, state: 'ALARM', reason: '5xx > 10' }],
      metrics: [],
    }),
  });
  const after = sinceBake(events);
  const gate = gatesIn(events).find((event) => event.gate.verdict === 'fail');
  expect(gate).toMatchObject({ gate: { kind: 'alarm', name: 'orders-5xx' } });
  expect(after(gate)).toBeLessThan(2 * minute + 15_000 + 5_000);
  const back = events.find(
    (event) => event.kind === 'finished' && event.result.outcome === 'rolled-back',
  );
  expect(after(back)).toBeLessThan(3 * minute);
  expect(results.get('retail/eu-west-1')).toMatchObject({ outcome: 'rolled-back' });
  expect(results.get('retail/us-east-1')).toMatchObject({ outcome: 'never-started' });
  expect(exitCode).toBe(1);
  expect(logOf(events)).toMatch(
    /alarm orders-5xx fails: the alarm is on since \S+: 5xx > 10 \(1[23]\d s into the bake\)/,
  );
  const record = await recordOf(world, 'eu-west-1', 'local:2');
  expect(record.destinations[0]?.gates).toMatchObject([{ name: 'orders-5xx', verdict: 'fail' }]);
});

test('an alarm of an earlier wave stops a later one', async () => {
  const environment = production({ alarms }, { onFailure: 'stop' }, [0, 10 * minute]);
  const world = await openWorld({ environment, instances: 1, speed: 100 });
  const { results, events } = await world.deploy({
    onEvent: onceItBakes(world, {
      alarms: [{ destination: 'retail/eu-west-1', from: 60, state: 'ALARM' }],
      metrics: [],
    }),
  });
  expect(results.get('retail/eu-west-1')).toMatchObject({
    outcome: 'not-verified',
    reason: 'it went bad while us-east-1 baked',
  });
  expect(results.get('retail/us-east-1')).toMatchObject({
    outcome: 'not-verified',
    reason: 'its bake was ended when retail/eu-west-1 went bad',
  });
  expect(sinceBake(events)(events.at(-1))).toBeLessThan(2 * minute);
});

test('an alarm that goes on between two waves keeps the later one from beginning', async () => {
  const environment = production({ alarms }, { onFailure: 'stop' }, [0, 0]);
  const world = await openWorld({ environment, instances: 1 });
  const { results, exitCode } = await world.deploy({
    onEvent: (event) => {
      if (event.kind === 'wave-finished')
        world.emulator.armWatched({
          alarms: [{ destination: '*/us-east-1', state: 'ALARM' }],
          metrics: [],
        });
    },
  });
  expect([...results.values()].map(({ outcome }) => outcome)).toEqual([
    'succeeded',
    'never-started',
  ]);
  expect(results.get('retail/us-east-1')?.reason).toBe(
    'alarm orders-5xx of retail/us-east-1 is on',
  );
  expect(exitCode).toBe(1);
});

test('an alarm that is on refuses a run, unless it is to be ignored, which is recorded', async () => {
  const environment = production({ alarms }, {}, [minute, 0]);
  const world = await openWorld({ environment, instances: 1 });
  world.emulator.armWatched({ alarms: [{ state: 'ALARM' }], metrics: [] });
  await expect(world.deploy()).rejects.toThrow(
    /alarm "orders-5xx" of retail\/eu-west-1, before anything was deployed: the alarm is on since/,
  );
  const ignoring = ignoreAlarms(environment, ['orders-5xx']);
  if (!ignoring.ok) throw new Error('it is not ignored');
  const { exitCode } = await world.deploy({ environment: ignoring.environment });
  expect(exitCode).toBe(0);
  expect((await recordOf(world, 'eu-west-1', 'local:2')).ignoredAlarms).toEqual(['orders-5xx']);
  // What goes back is not kept from it.
  await world.deploy({ version: '1.215', content: 'b', environment: ignoring.environment });
  expect((await world.rollBack({ reason: 'alarm' })).exitCode).toBe(0);
});

test('a metric beyond its threshold fails the bake; with dryRun it is told and nothing follows', async () => {
  const environment = production({ gates: [aGate] }, { onFailure: 'stop' });
  const world = await openWorld({ environment, instances: 1, speed: 200 });
  const rules = { alarms: [], metrics: [{ metric: 'Orders/Errors', from: 240, value: 40 }] };
  const failed = await world.deploy({ onEvent: onceItBakes(world, rules) });
  expect(failed.results.get('retail/eu-west-1')).toMatchObject({
    outcome: 'not-verified',
    gates: [{ name: 'errors', verdict: 'fail' }],
  });
  expect(logOf(failed.events)).toMatch(/gate errors passes: Sum is 0\n/);
  expect(logOf(failed.events)).toMatch(
    /gate errors fails: Sum is 40, more than 10 \(2 times in a row, [345]\d\d s into the bake\)/,
  );

  const trial = production({ gates: [{ ...aGate, dryRun: true }] }, {}, [8 * minute, 0]);
  const tried = await world.deploy({ environment: trial, onEvent: onceItBakes(world, rules) });
  expect(tried.exitCode).toBe(0);
  const gates = [{ name: 'errors', verdict: 'fail', dryRun: true }];
  expect(tried.results.get('retail/eu-west-1')).toMatchObject({ outcome: 'succeeded', gates });
  expect(logOf(tried.events)).toMatch(/gate errors fails: .*, a dry run: nothing follows/);
  const [record] = (await recordOf(world, 'eu-west-1', 'local:2')).destinations;
  expect(record).toMatchObject({ verified: true, gates });
});

test.each([
  [
    'too few samples',
    { metrics: [{ samples: 3 }] },
    /Sum is 0, from only 3 samples; at least 5 are needed/,
  ],
  ['no data', { metrics: [{ samples: 0 }] }, /CloudWatch has no data of Orders Errors/],
  ['an answer that is denied', { deny: true }, /AccessDenied/],
] as const)(
  '%s is inconclusive: as it is said, the run stops, goes on or goes back',
  async (_, how, words) => {
    const bake = [6 * minute, 0];
    const first = production({ gates: [aGate] }, {}, bake);
    const world = await openWorld({ environment: first, instances: 1, speed: 200 });
    await world.deploy({ version: '1.213', environment: production({}, {}, [0, 0]) });
    const metrics = 'metrics' in how ? how.metrics : [];
    world.emulator.armWatched({ alarms: [], metrics });
    if ('deny' in how)
      world.emulator.arm([{ service: 'cloudwatch', operation: 'GetMetricData', then: 'deny' }]);

    const stopped = await world.deploy({ content: 'other' });
    expect(logOf(stopped.events)).toMatch(words);
    expect(stopped.results.get('retail/eu-west-1')).toMatchObject({
      outcome: 'not-verified',
      reason: 'no conclusion about errors',
      gates: [{ verdict: 'inconclusive' }],
    });
    expect(stopped.results.get('retail/us-east-1')?.outcome).toBe('never-started');
    const record = await recordOf(world, 'eu-west-1', 'local:2');
    expect(record.destinations[0]?.gates).toMatchObject([{ verdict: 'inconclusive' }]);

    const back = production(
      { gates: [{ ...aGate, onInconclusive: 'rollback' }] },
      { onFailure: 'stop' },
      bake,
    );
    const undone = await world.deploy({ version: '1.215', content: 'c', environment: back });
    expect(undone.results.get('retail/eu-west-1')?.outcome).toBe('rolled-back');

    const on = production({ gates: [{ ...aGate, onInconclusive: 'continue' }] }, {}, bake);
    const gone = await world.deploy({ version: '1.216', content: 'd', environment: on });
    expect(gone.exitCode).toBe(0);
    expect(gatesIn(gone.events).map(({ gate }) => gate.verdict)).toEqual(['inconclusive']);
  },
);

test('without alarms, metrics and checks nothing more is asked, and a bake says that it only waits', async () => {
  const world = await openWorld({ environment: production({}, {}, [minute, 0]), instances: 1 });
  const { events } = await world.deploy();
  expect(world.emulator.calls.filter(({ service }) => service === 'cloudwatch')).toEqual([]);
  expect(logOf(events)).toContain('only waiting: there is nothing to watch');
});

test('an alarm that is not there, or cannot be read, refuses a run unless that is to be passed over', async () => {
  const environment = production({ alarms }, {}, [minute, 0]);
  const world = await openWorld({ environment, instances: 1 });
  world.emulator.armWatched({ alarms: [{ state: 'missing' }], metrics: [] });
  await expect(world.deploy()).rejects.toThrow(/there is no alarm "orders-5xx" in eu-west-1/);
  world.emulator.arm([{ service: 'cloudwatch', then: 'deny' }]);
  await expect(world.deploy()).rejects.toThrow(/whether it is on: inconclusive/);
  const passing = production({ alarms: { ...alarms, onInconclusive: 'continue' } }, {}, [
    minute,
    0,
  ]);
  const { exitCode, events } = await world.deploy({ environment: passing });
  expect(exitCode).toBe(0);
  expect(logOf(events)).toMatch(/not checked: alarm "orders-5xx"/);
});
