import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { allDestinations, type Environment } from '../../../src/config/destination.ts';
import type { FaultRule } from '../../../src/emulator/scenario/fault-definition.ts';
import { CancelledError } from '../../../src/release/cancel.ts';
import type { RunEvent } from '../../../src/release/events.ts';
import { finish } from '../../../src/release/finish/finish-runs.ts';
import type { LeftOver } from '../../../src/release/finish/interrupted-run.ts';
import { readLeftOver } from '../../../src/release/finish/read-notes.ts';
import type { RunRecord } from '../../../src/release/records/run-records.ts';
import { aDestination, anEnvironment, aWave } from '../makers.ts';
import { digestOf, openWorld, type World } from '../world.ts';

const retail = 'retail/eu-west-1';
const wholesale = 'wholesale/us-east-1';
const fails = { fail: { script: 'scripts/check_service.sh', exitCode: 1, log: '' } };

function two(overrides: Partial<Environment> = {}): Environment {
  const destinations = [
    aDestination({ rollback: { auto: [] } }),
    aDestination({
      id: wholesale,
      account: { name: 'wholesale', id: '333333333333' },
      region: 'us-east-1',
      role: { arn: 'arn:aws:iam::333333333333:role/codedeploy-fanout', sessionTags: false },
      bucket: 'deploy-333333333333-us-east-1',
      bucketOwner: '333333333333',
      rollback: { auto: [] },
    }),
  ];
  return anEnvironment({ waves: [aWave({ destinations })], ...overrides });
}

/** What a run had noted up to a moment. */
function notesOf(events: readonly object[]): LeftOver {
  const folder = mkdtempSync(join(tmpdir(), 'notes-'));
  const path = join(folder, 'run.jsonl');
  writeFileSync(path, events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  const leftOver = readLeftOver(path);
  rmSync(folder, { recursive: true });
  if (!leftOver) throw new Error('a run was noted');
  return leftOver;
}

async function finishIn(world: World, leftOver: LeftOver, environment = world.environment) {
  const { clock } = world;
  const { exitCode, results } = await finish(
    { leftOver: { ...leftOver, process: { host: 'elsewhere', pid: 1 } }, environment },
    {
      clock,
      signal: new AbortController().signal,
      emit: () => undefined,
      openAws: world.aws,
    },
  );
  return { exitCode, results: new Map(results.map((one) => [one.destination, one])) };
}

/**
 * Ends a run at the first event of which `when` is true, and leaves what is under way, as a kill does. Unlike one that
 * is killed, a run that is cancelled records itself: its record is taken away.
 */
async function killedAt(world: World, when: (event: RunEvent) => boolean, version = '1.214') {
  const killed = new AbortController();
  const events: RunEvent[] = [];
  await world.deploy({
    version,
    environment: { ...world.environment, onCancel: 'leave' },
    signal: killed.signal,
    onEvent: (event) => {
      if (killed.signal.aborted) return;
      events.push(event);
      if (when(event)) killed.abort(new CancelledError('SIGTERM'));
    },
  });
  const leftOver = notesOf(events);
  await forgetRecords(world, leftOver.run);
  return leftOver;
}

function recordsIn(world: World, bucket: string): RunRecord[] {
  return recordKeysIn(world, bucket).map((key) => readRecord(world, bucket, key));
}

function recordKeysIn({ emulator }: World, bucket: string): string[] {
  return emulator.s3
    .objects(bucket)
    .map(({ key }) => key)
    .filter((key) => key.startsWith('orders/runs/production/'));
}

function readRecord({ emulator }: World, bucket: string, key: string): RunRecord {
  return JSON.parse(String(emulator.s3.read(bucket, key))) as RunRecord;
}

async function forgetRecords(world: World, run: string): Promise<void> {
  for (const { id, bucket } of allDestinations(world.environment)) {
    const someone = await world.someoneIn(id);
    for (const key of recordKeysIn(world, bucket))
      if (readRecord(world, bucket, key).run === run) await someone.remove(key);
  }
}

describe('a run that was killed while it put back what ran before', () => {
  const group = aDestination({ deploymentGroup: 'orders-next' });
  const next = anEnvironment({ name: 'next', waves: [aWave({ destinations: [group] })] });

  async function undone(kill: boolean) {
    const environment = two({ onFailure: 'rollback' });
    const world = await openWorld({ environment, before: [next] });
    await world.deploy({ version: '1.213', content: 'before' });
    world.arm([
      { destination: [wholesale], version: ['*1.214*'], event: 'AfterInstall', then: fails },
    ]);
    let exit = 0;
    if (!kill) await world.deploy({ version: '1.214' });
    else {
      const leftOver = await killedAt(world, ({ kind }) => kind === 'rolling-back');
      const bundle = { version: '1.214', digest: digestOf('hello') };
      exit = (await finishIn(world, { ...leftOver, bundle })).exitCode;
    }
    const written = allDestinations(world.environment).map(({ bucket }) =>
      recordsIn(world, bucket).at(-1),
    );
    return { world, written, exit };
  }

  test('is recorded as one that was not: what it was to bring, and the rollback beside it', async () => {
    const [whole, finished] = [await undone(false), await undone(true)];
    const entries = ({ written }: typeof whole) =>
      written.map((record) =>
        record?.destinations
          .filter(({ rollbackDeploymentId }) => rollbackDeploymentId)
          .map(({ destination, version, digest, outcome, before, verified, object }) => ({
            destination,
            version,
            digest,
            outcome,
            before,
            verified,
            object,
          })),
      );
    for (const record of finished.written)
      expect(record?.reason).toBe('the run was interrupted; finish wrote this');
    const expected = entries(whole).flat();
    expect(expected).toHaveLength(4);
    const theirs = entries(finished).flat();
    expect(theirs.length).toBeGreaterThan(0);
    for (const entry of theirs) expect(expected).toContainEqual(entry);
    expect(finished.exit).toBe(0);
  });

  test('leaves the release that it put back proven', async () => {
    const { world } = await undone(true);
    await world.deploy({ version: '1.215', content: 'newest' });
    const back = world.rollBack().then(({ results }) => results.get(retail));
    await expect(back).resolves.toMatchObject({ outcome: 'succeeded', version: '1.213' });
  });

  test('leaves it to be promoted, too', async () => {
    const { world } = await undone(true);
    const sources = [world.environment];
    const promoted = world
      .promote({ environment: next, sources })
      .then(({ results }) => results.get(group.id));
    await expect(promoted).resolves.toMatchObject({ outcome: 'succeeded', version: '1.213' });
  });
});

describe('exit code 1, for it may go on:', () => {
  const slow = [
    { version: ['*1.214*'], event: 'AfterInstall' as const, then: { slow: 3_600_000 } },
  ];

  test.each<[string, FaultRule['then']]>([
    ['denied', 'deny'],
    ['throttled', 'throttle'],
    ['down', 'down'],
  ])('looking is %s', async (_, then) => {
    const from = 600;
    const faults: FaultRule[] = [
      { service: 'codedeploy', operation: ['ListDeployments', 'GetDeploymentGroup'], from, then },
    ];
    const world = await openWorld({ environment: two(), outcomes: slow, faults });
    const noted = await killedAt(world, ({ kind }) => kind === 'created');
    await world.clock.sleep(from * 1_000);
    const begun = new Map([...noted.begun].map(([id, { at, marker }]) => [id, { at, marker }]));
    const { exitCode, results } = await finishIn(world, { ...noted, begun });
    expect(exitCode).toBe(1);
    expect(results.get(retail)?.reason).toContain(
      'one may be under way in deployment group "orders-production" of application "orders" (account 222222222222, eu-west-1), which fanout cannot look at',
    );
  });

  test('the configuration does not have the destination any more', async () => {
    const world = await openWorld({ environment: two(), outcomes: slow });
    const noted = await killedAt(world, ({ kind }) => kind === 'created');
    const rest = two().waves.map((wave) => ({
      ...wave,
      destinations: wave.destinations.filter(({ id }) => id !== retail),
    }));
    const { exitCode } = await finishIn(world, noted, { ...two(), waves: rest });
    expect(exitCode).toBe(1);
  });

  test('one role of two cannot be had, and the other destination is stopped', async () => {
    const world = await openWorld({
      environment: two(),
      outcomes: slow,
    });
    let created = 0;
    const noted = await killedAt(world, ({ kind }) => kind === 'created' && ++created === 2);
    const environment = two();
    const [wave] = environment.waves;
    const broken = (wave?.destinations ?? []).map((one) =>
      one.id === wholesale
        ? { ...one, role: { arn: 'arn:aws:iam::333333333333:role/gone', sessionTags: false } }
        : one,
    );
    const { exitCode, results } = await finishIn(world, noted, {
      ...environment,
      waves: [aWave({ destinations: broken })],
    });
    expect(exitCode).toBe(1);
    expect(results.get(retail)?.outcome).toBe('stopped');
    expect(results.get(wholesale)?.reason).toContain('could not be read');
  });

  test('a rollback takes longer than finish waits for it', async () => {
    const world = await openWorld({ environment: two({ onFailure: 'rollback' }) });
    await world.deploy({ version: '1.213', content: 'before' });
    world.arm([
      { destination: [wholesale], version: ['*1.214*'], event: 'AfterInstall', then: fails },
      { version: ['*1.213*'], event: 'AfterInstall', then: { slow: 3_600_000 } },
    ]);
    const noted = await killedAt(world, ({ kind }) => kind === 'rolling-back');
    const { exitCode } = await finishIn(world, noted);
    expect(exitCode).toBe(1);
    expect(world.count('StopDeployment')).toBe(0);
  });
});

test('a deployment that was adopted from an earlier attempt of the same run is the run’s own', async () => {
  const world = await openWorld({
    environment: two(),
    outcomes: [{ version: ['*1.214*'], event: 'AfterInstall', then: { slow: 3_600_000 } }],
  });
  const killed = new AbortController();
  const events: RunEvent[] = [];
  await world.deploy({
    run: 'github:7.1',
    environment: two({ onCancel: 'leave' }),
    signal: killed.signal,
    onEvent: (event) => {
      if (!killed.signal.aborted) events.push(event);
      const isLast = event.kind === 'created' && event.destination === wholesale;
      if (isLast) killed.abort(new CancelledError('SIGTERM'));
    },
  });
  const again = events.map((event) => {
    if (event.kind === 'run-started') return { ...event, run: 'github:7.2' };
    return event.kind === 'created' ? { ...event, adopted: true } : event;
  });
  const { exitCode, results } = await finishIn(world, notesOf(again));
  expect(results.get(wholesale)?.outcome).toBe('stopped');
  expect(exitCode).toBe(0);
  const strangers = again.map((event) =>
    event.kind === 'run-started' ? { ...event, run: 'github:8.1' } : event,
  );
  const other = await finishIn(world, notesOf(strangers));
  expect(other.results.get(wholesale)?.reason).toContain('it belongs to run github:7.1');
});

test('a run that was killed while its wave baked is not called a success', async () => {
  const [wave] = two().waves;
  if (!wave) throw new Error('there is a wave');
  const world = await openWorld({ environment: two({ waves: [{ ...wave, bake: 600_000 }] }) });
  const leftOver = await killedAt(world, ({ kind }) => kind === 'baking');
  const { results } = await finishIn(world, leftOver);
  for (const id of [retail, wholesale])
    expect(results.get(id)).toMatchObject({
      outcome: 'not-verified',
      reason: 'the run was interrupted before its bake had ended',
    });
});

describe('a run that came to its end while CodeDeploy rolled back', () => {
  const minute = 60_000;
  const rollsBack = (overrides: Partial<Environment> = {}) => {
    const destinations = two().waves.flatMap((wave) => wave.destinations);
    const waves = destinations.map((one, index) =>
      aWave({
        name: `wave-${index}`,
        destinations: [{ ...one, timeout: 5 * minute, rollback: { auto: ['DEPLOYMENT_FAILURE'] } }],
      }),
    );
    return anEnvironment({ waves, ...overrides });
  };

  async function leftRollingBack(environment: Environment, faults: FaultRule[] = []) {
    const world = await openWorld({ environment, faults, instances: 1 });
    await world.deploy({ version: '1.213', content: 'before' });
    world.arm([
      { version: ['*1.214*'], event: 'AfterInstall', then: fails },
      { deployment: 'rollback', event: 'AfterInstall', then: { slow: 15 * minute } },
    ]);
    const events: RunEvent[] = [];
    const onEvent = (event: RunEvent) => void events.push(event);
    const { results } = await world.deploy({ version: '1.214', onEvent });
    expect(results.get(retail)?.rollback?.status).toBe('timed-out');
    return { world, events, noted: notesOf(events) };
  }

  test.each(['leave', 'stop', 'stop-and-rollback'] as const)(
    'is not finished before that has ended: onCancel: %s',
    async (onCancel) => {
      const { world, noted } = await leftRollingBack(rollsBack({ onCancel }));
      expect(noted.finished).toBe(false);
      const during = await finishIn(world, noted);
      expect(during.exitCode).toBe(1);
      expect(during.results.get(retail)?.reason).toMatch(
        /^it was to be rolled back by d-\w{9}: is not known to have ended$/,
      );
      expect(world.count('StopDeployment')).toBe(0);
      await world.clock.sleep(15 * minute);
      const { exitCode, results } = await finishIn(world, noted);
      expect(exitCode).toBe(0);
      expect(results.get(retail)).toMatchObject({
        outcome: 'rolled-back',
        rollback: { status: 'succeeded', version: '1.213', by: 'codedeploy' },
      });
      expect(results.get(wholesale)).toMatchObject({
        outcome: 'never-started',
        reason: 'the run was over before it got there',
      });
      expect(JSON.stringify([...results.values()])).not.toContain('interrupted');
    },
  );

  test('is not finished where CodeDeploy cannot be asked', async () => {
    const from = 1_800;
    const { world, noted } = await leftRollingBack(rollsBack(), [
      { service: 'codedeploy', operation: ['BatchGetDeployments'], from, then: 'deny' },
    ]);
    await world.clock.sleep(from * 1_000);
    await expect(finishIn(world, noted)).resolves.toMatchObject({ exitCode: 1 });
  });
});
