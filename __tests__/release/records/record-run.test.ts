import { mkdtempSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { FaultRule } from '../../../src/emulator/scenario/fault-definition.ts';
import type { RunEvent } from '../../../src/release/events.ts';
import { finish } from '../../../src/release/finish/finish-runs.ts';
import type { LeftOver } from '../../../src/release/finish/interrupted-run.ts';
import { readLeftOver } from '../../../src/release/finish/read-notes.ts';
import { openNotes } from '../../../src/release/finish/run-notes.ts';
import { recordBucketsOf } from '../../../src/release/records/record-buckets.ts';
import { recordRun } from '../../../src/release/records/record-run.ts';
import type { RunRecord } from '../../../src/release/records/run-records.ts';
import { aDestination, anEntry, anEnvironment, aRunRecord, aWave } from '../makers.ts';
import { openWorld, type World } from '../world.ts';

const destination = aDestination();
const { id, bucket } = destination;
const environment = anEnvironment({ waves: [aWave({ destinations: [destination] })] });

const aWorld = () => openWorld({ environment, instances: 3 });

function recordsIn(world: World): RunRecord[] {
  return world.emulator.s3
    .objects(bucket)
    .filter(({ key }) => key.includes('/runs/'))
    .map(({ key }) => JSON.parse(String(world.emulator.s3.read(bucket, key))) as RunRecord);
}

/** What its notes tell of a run whose process is gone. */
function leftOverOf(events: readonly RunEvent[]): LeftOver | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'unrecorded-'));
  try {
    const path = join(folder, 'run.jsonl');
    const notes = openNotes(path);
    for (const event of events) notes.write(event);
    notes.close();
    const leftOver = readLeftOver(path);
    // Larger than any system gives.
    return leftOver && { ...leftOver, process: { host: hostname(), pid: 2_147_483_647 } };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Of records alone: a run writes them when its deployments have ended. */
function onRecord(world: World, then: FaultRule['then'], seconds: number) {
  world.emulator.arm([{ service: 's3', operation: ['PutObject'], to: seconds, then }]);
}

/** Deploys while records are not taken from the end of the deployment on. */
function deployUnrecorded(world: World, then: FaultRule['then'], seconds: number) {
  return world.deploy({
    verify: async () => {
      onRecord(world, then, seconds);
      return [];
    },
    environment: anEnvironment({
      waves: [aWave({ destinations: [{ ...destination, verify: [aCheck] }] })],
    }),
  });
}

const aCheck = {
  kind: 'command' as const,
  name: 'check',
  command: ['true'],
  timeout: 60_000,
  interval: 1_000,
  consecutive: 1,
  failures: 1,
};

describe('a run’s record', () => {
  test('is written after minutes of faults that pass', async () => {
    const world = await aWorld();
    const { exitCode } = await deployUnrecorded(world, { status: 503 }, 150);
    expect([exitCode, recordsIn(world)[0]?.verdict]).toEqual([0, 'succeeded']);
  });

  test('that cannot be written ends the run with 1; another run records what runs already', async () => {
    const world = await aWorld();
    const { exitCode, results, events } = await deployUnrecorded(world, 'deny', 3_600);
    expect(exitCode).toBe(1);
    expect(results.get(id)).toMatchObject({
      outcome: 'not-verified',
      reason: expect.stringContaining(`s3://${bucket} did not take the run's record; run again`),
    });
    expect(events.at(-1)).toMatchObject({ kind: 'run-finished', unrecorded: true });
    world.emulator.arm([]);
    expect((await world.deploy({ versionGiven: true })).exitCode).toBe(0);
    expect(world.count('CreateDeployment')).toBe(1);
    expect(recordsIn(world)).toMatchObject([{ destinations: [{ verified: true }] }]);
  });

  test('that cannot be written is left to finish, which writes it and proves nothing by it', async () => {
    const world = await aWorld();
    const { events } = await deployUnrecorded(world, 'deny', 3_600);
    const leftOver = leftOverOf(events);
    expect(leftOver?.finished).toBe(false);
    const finishing = () =>
      finish(
        { leftOver: leftOver as LeftOver, environment },
        {
          clock: world.clock,
          signal: new AbortController().signal,
          emit: () => undefined,
          openAws: world.aws,
        },
      );
    // Still denied: the notes stay open, and it is said.
    expect((await finishing()).exitCode).toBe(1);
    world.emulator.arm([]);
    expect((await finishing()).exitCode).toBe(0);
    const found = events.find(({ kind }) => kind === 'created');
    const { deploymentId } = found as Extract<RunEvent, { kind: 'created' }>;
    expect(recordsIn(world)).toMatchObject([
      { run: 'local:1', destinations: [{ version: '1.214', deploymentId, verified: false }] },
    ]);
  });

  test('is not lost to another of the same id in the same second, nor written twice', async () => {
    const world = await aWorld();
    const aws = world.aws();
    const buckets = recordBucketsOf([destination], aws);
    const ports = {
      clock: world.clock,
      emit: () => undefined,
      signal: AbortSignal.timeout(60_000),
    };
    const started = '2026-01-01T00:00:00.000Z';
    const one = aRunRecord([anEntry()], { run: 'github:1.1', started, token: 'a' });
    const other = { ...one, token: 'b' };
    for (const record of [one, other, one, other])
      expect((await recordRun(environment, record, buckets, ports)).size).toBe(0);
    expect(
      recordsIn(world)
        .map(({ token }) => token)
        .toSorted(),
    ).toEqual(['a', 'b']);
  });
});

test('a deployment that left instances behind is said to be unproven, and is', async () => {
  const world = await aWorld();
  const borne = { ...destination, deploymentConfig: 'CodeDeployDefault.OneAtATime' };
  const on = anEnvironment({ waves: [aWave({ destinations: [borne] })] });
  world.arm([
    { instance: 3, event: 'AfterInstall', then: { fail: { script: 's', exitCode: 1, log: '' } } },
  ]);
  const { exitCode, results, events } = await world.deploy({ environment: on });
  expect([exitCode, results.get(id)?.outcome]).toEqual([0, 'succeeded']);
  const message = '1.214 is not proven here: 1 of 3 instances left behind';
  expect(events).toContainEqual(
    expect.objectContaining({ kind: 'notice', problem: expect.objectContaining({ message }) }),
  );
  expect(recordsIn(world)[0]?.destinations[0]).toMatchObject({
    outcome: 'succeeded',
    verified: false,
    leftBehind: '1 of 3 instances',
  });
});

test('an account that is called otherwise keeps its proofs', async () => {
  const world = await aWorld();
  await world.deploy({ version: '1.1', content: '1.1' });
  const renamed = {
    ...destination,
    id: 'shop/eu-west-1',
    account: { ...destination.account, name: 'shop' },
  };
  const on = anEnvironment({ waves: [aWave({ destinations: [renamed] })] });
  await world.deploy({ version: '1.2', content: '1.2', environment: on });
  const back = world.rollBack({ environment: on }).then(({ results }) => [...results.values()]);
  await expect(back).resolves.toMatchObject([
    { destination: 'shop/eu-west-1', outcome: 'succeeded', version: '1.1' },
  ]);
});

describe('what a finish wrote that did not know all', () => {
  const record = aRunRecord([anEntry({ outcome: 'failed' })], { run: 'local:9', token: 't' });
  const known = { ...record, destinations: [anEntry({ outcome: 'stopped' })] };

  async function written(...records: RunRecord[]) {
    const world = await aWorld();
    const aws = world.aws();
    const ports = {
      clock: world.clock,
      emit: () => undefined,
      signal: new AbortController().signal,
    };
    for (const one of records)
      await recordRun(environment, one, recordBucketsOf([destination], aws), ports);
    aws.close();
    return recordsIn(world).map(({ destinations }) => destinations[0]?.outcome);
  }

  test('stays, and the next one stands beside it', async () => {
    expect(await written({ ...record, unsettled: true }, known)).toEqual(
      expect.arrayContaining(['failed', 'stopped']),
    );
  });

  test('is not written again by one that knows no more', async () => {
    expect(
      await written({ ...record, unsettled: true }, { ...known, unsettled: true }),
    ).toHaveLength(1);
  });

  test('is never written beside what is settled', async () => {
    expect(await written(record, known)).toEqual(['failed']);
  });
});
