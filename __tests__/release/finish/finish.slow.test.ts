import { hostname } from 'node:os';
import { describe, expect, test } from '@jest/globals';
import type { Environment } from '../../../src/config/destination.ts';
import type { FaultRule } from '../../../src/emulator/scenario/fault-definition.ts';
import { CancelledError } from '../../../src/release/cancel.ts';
import type { RunEvent } from '../../../src/release/events.ts';
import { finish } from '../../../src/release/finish/finish-runs.ts';
import type { Begun, LeftOver } from '../../../src/release/finish/interrupted-run.ts';
import type { RunRecord } from '../../../src/release/records/run-records.ts';
import { aDestination, anEnvironment, aWave } from '../makers.ts';
import { openWorld, type World } from '../world.ts';

const id = 'retail/eu-west-1';
/** Larger than any system gives. */
const noProcess = 2_147_483_647;
const bucket = 'deploy-222222222222-eu-west-1';

function anotherEnvironment(overrides: Partial<Environment> = {}): Environment {
  const destinations = [aDestination({ rollback: { auto: [] } })];
  return anEnvironment({ waves: [aWave({ destinations })], onCancel: 'leave', ...overrides });
}

async function finishIn(world: World, leftOver: LeftOver, environment = world.environment) {
  const { clock } = world;
  const events: RunEvent[] = [];
  const { exitCode, results } = await finish(
    { leftOver, environment },
    {
      clock,
      signal: new AbortController().signal,
      emit: (event) => void events.push({ at: clock.now(), ...event }),
      openAws: world.aws,
    },
  );
  return { exitCode, events, results: new Map(results.map((one) => [one.destination, one])) };
}

/** What finish wrote of a run. */
function recordsOf({ emulator }: World): RunRecord[] {
  return emulator.s3
    .objects(bucket)
    .filter(({ key }) => key.startsWith('orders/runs/production/'))
    .map(({ key }) => JSON.parse(String(emulator.s3.read(bucket, key))) as RunRecord)
    .filter(({ reason }) => reason?.includes('finish'));
}

/** A run that ended when its deployment was under way, as if it had been killed. */
async function interrupted(faults: FaultRule[] = []) {
  const world = await openWorld({
    environment: anotherEnvironment(),
    faults,
    outcomes: [{ version: ['*1.214*'], event: 'AfterInstall', then: { slow: 3_600_000 } }],
  });
  const killed = new AbortController();
  const { events } = await world.deploy({
    signal: killed.signal,
    onEvent: ({ kind }) => {
      if (kind === 'created') killed.abort(new CancelledError('SIGTERM'));
    },
  });
  return { world, events, deploymentId: idIn(events) };
}

function idIn(events: readonly RunEvent[]): string {
  const created = events.find((event) => event.kind === 'created');
  return created?.kind === 'created' ? created.deploymentId : '';
}

function leftOverOf(
  world: World,
  begun: Partial<Begun>,
  overrides: Partial<LeftOver> = {},
): LeftOver {
  const marker = 'fanout/1 v=1.214 env=production run=local:1';
  const at = world.clock.now() - 60_000;
  return {
    run: 'local:1',
    command: 'deploy',
    environment: 'production',
    began: at,
    finished: false,
    leased: true,
    process: { host: hostname(), pid: noProcess },
    begun: new Map([[id, { at, marker, ...begun }]]),
    ...overrides,
  };
}

describe('what a killed run left under way', () => {
  test.each([
    ['stop-and-rollback', 'stopped', 1],
    ['stop', 'stopped', 1],
    ['leave', 'failed', 0],
  ] as const)('is dealt with as onCancel: %s has it', async (onCancel, outcome, stops) => {
    const { world, deploymentId } = await interrupted();
    const environment = anotherEnvironment({ onCancel });
    const { exitCode, results } = await finishIn(
      world,
      leftOverOf(world, { deploymentId }),
      environment,
    );
    expect(exitCode).toBe(0);
    expect(results.get(id)).toMatchObject({ outcome, deploymentId, version: '1.214' });
    expect(world.count('StopDeployment')).toBe(stops);
  });

  test('is found where the answer to its creation was not noted, though lists are late', async () => {
    const { world, deploymentId } = await interrupted([
      { service: 'codedeploy', operation: ['ListDeployments'], then: { late: 3_600_000 } },
    ]);
    const environment = anotherEnvironment({ onCancel: 'stop' });
    const { results } = await finishIn(world, leftOverOf(world, {}), environment);
    expect(results.get(id)).toMatchObject({ outcome: 'stopped', deploymentId });
  });

  test('is all there is to tell where the run was for a part of the environment', async () => {
    const { world, deploymentId } = await interrupted();
    const other = aDestination({ id: 'retail/us-east-1', region: 'us-east-1' });
    const [wave] = world.environment.waves;
    const waves = [aWave({ destinations: [...(wave?.destinations ?? []), other] })];
    const leftOver = leftOverOf(world, { deploymentId }, { part: [id] });
    const { results } = await finishIn(world, leftOver, { ...world.environment, waves });
    expect([...results.keys()]).toEqual([id]);
  });

  test('is in the records, and proves nothing', async () => {
    const { world, deploymentId } = await interrupted();
    await finishIn(
      world,
      leftOverOf(world, { deploymentId }),
      anotherEnvironment({ onCancel: 'stop' }),
    );
    expect(recordsOf(world)).toMatchObject([
      {
        run: 'local:1',
        command: 'deploy',
        verdict: 'stopped',
        destinations: [{ deploymentId, version: '1.214', verified: false }],
      },
    ]);
  });
});

test('a release that succeeded before its run was killed is not proven by the notes that say so', async () => {
  const world = await openWorld({ environment: anotherEnvironment() });
  const { events } = await world.deploy();
  const forged = { deploymentId: idIn(events), outcome: 'succeeded' } as const;
  const { results, exitCode } = await finishIn(world, leftOverOf(world, forged));
  expect(exitCode).toBe(0);
  expect(results.get(id)).toMatchObject({ outcome: 'succeeded' });
  expect(world.count('StopDeployment')).toBe(0);
  const [written] = recordsOf(world);
  expect(written?.destinations).toMatchObject([{ verified: false }]);
});

describe('nothing is stopped', () => {
  test.each<[string, Partial<Environment>, Partial<LeftOver>, string]>([
    ['that another run created', {}, { run: 'local:7' }, 'it belongs to run local:1'],
    [
      'that is of another environment',
      { name: 'test' },
      { environment: 'test' },
      'it belongs to another environment',
    ],
    [
      'that is of another group',
      {
        waves: [
          aWave({
            destinations: [aDestination({ deploymentGroup: 'orders-legacy', rollback: {} })],
          }),
        ],
      },
      {},
      'it belongs to another deployment group',
    ],
  ])('%s', async (_, overrides, notes, why) => {
    const { world, deploymentId } = await interrupted();
    const environment = anotherEnvironment({ onCancel: 'stop', ...overrides });
    const leftOver = leftOverOf(world, { deploymentId }, notes);
    const { results } = await finishIn(world, leftOver, environment);
    expect(results.get(id)?.reason).toBe(
      `${deploymentId} was left alone: ${why}, and is still running`,
    );
    expect(world.count('StopDeployment')).toBe(0);
  });

  test('where the configuration does not know the destination', async () => {
    const { world, deploymentId } = await interrupted();
    const { begun } = leftOverOf(world, { deploymentId });
    const strange = new Map([['retail/mars', begun.get(id) as Begun]]);
    const { events } = await finishIn(world, leftOverOf(world, {}, { begun: strange }));
    expect(events).toContainEqual(
      expect.objectContaining({
        kind: 'notice',
        problem: expect.objectContaining({ message: expect.stringContaining('retail/mars') }),
      }),
    );
    expect(world.count('StopDeployment')).toBe(0);
  });
});

test('what cannot be stopped is said, and the exit code is 1', async () => {
  const { world, deploymentId } = await interrupted([
    { service: 'codedeploy', operation: ['StopDeployment'], then: 'deny' },
  ]);
  const environment = anotherEnvironment({ onCancel: 'stop' });
  const { exitCode, results } = await finishIn(
    world,
    leftOverOf(world, { deploymentId }),
    environment,
  );
  expect(exitCode).toBe(1);
  expect(results.get(id)?.reason).toContain(
    'could not be stopped: codedeploy:StopDeployment was denied: AccessDenied',
  );
});

describe('a run that may still be at work', () => {
  const [theirs, elsewhere] = [process.ppid, 'another-machine'];
  const alive = { process: { host: hostname(), pid: theirs } };

  test.each<[string, Partial<LeftOver>, 'held' | 'free', boolean]>([
    ['with its process and its lease', alive, 'held', true],
    ['on another machine, with its lease', { process: { host: elsewhere, pid: 1 } }, 'held', true],
    ['with a process of the same number, without a lease', alive, 'free', false],
    ['whose process is gone', {}, 'held', false],
    ['in a CI, whose job is over', { ...alive, run: 'github:1.1' }, 'held', false],
  ])('%s', async (_, notes, lease, refused) => {
    const { world, deploymentId } = await interrupted();
    const leftOver = leftOverOf(world, { deploymentId }, notes);
    const { run } = leftOver;
    const aws = world.aws();
    const records = aws.artifacts(aDestination());
    const key = 'orders/locks/production.json';
    const since = new Date(world.clock.now()).toISOString();
    const until = lease === 'held' ? { until: since } : {};
    const { eTag = '' } = (await records.readJson(key)) ?? {};
    await records.writeJson(key, { run, since, ...until }, { ifMatch: eTag });
    aws.close();
    const finished = finishIn(world, leftOver, anotherEnvironment({ onCancel: 'stop' }));
    if (refused)
      await expect(finished).rejects.toThrow(
        `run ${run} is at work as process ${leftOver.process?.pid}`,
      );
    const ours = run === 'local:1' && !refused;
    // What another run made, and is under way, is nobody's to call ended.
    if (!refused) expect((await finished).exitCode).toBe(ours ? 0 : 1);
    expect(world.count('StopDeployment')).toBe(ours ? 1 : 0);
  });
});

test('where nothing was begun, a role that cannot be had is no failure', async () => {
  const world = await openWorld({
    environment: anotherEnvironment(),
    faults: [{ service: 'sts', then: 'deny' }],
  });
  const { exitCode, events } = await finishIn(world, leftOverOf(world, {}, { begun: new Map() }));
  expect(exitCode).toBe(0);
  const warned = events.filter((event) => event.kind === 'notice');
  expect(warned).toMatchObject([
    { problem: { message: expect.stringContaining('the lease could not be released') } },
  ]);
});

test.each([
  ['local:1', true],
  ['local:7', false],
])('the lease of the run is given back, and no other: %s', async (run, given) => {
  const world = await openWorld({ environment: anotherEnvironment() });
  const until = new Date(world.clock.now() + 120_000).toISOString();
  const aws = world.aws();
  const records = aws.artifacts(aDestination());
  const key = 'orders/locks/production.json';
  await records.writeJson(key, { run, since: until, until }, { ifNoneMatch: true });
  await finishIn(world, leftOverOf(world, {}, { begun: new Map() }));
  const lease = await records.readJson(key);
  aws.close();
  expect(lease?.value).toEqual({ run, since: until, ...(!given && { until }) });
});
