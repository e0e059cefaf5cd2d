import { describe, expect, test } from '@jest/globals';
import type { Destination, Environment } from '../../../src/config/destination.ts';
import type { FaultRule } from '../../../src/emulator/scenario/fault-definition.ts';
import { RefusedError, saidOf } from '../../../src/problem.ts';
import { CancelledError } from '../../../src/release/cancel.ts';
import type { RunEvent } from '../../../src/release/events.ts';
import type { RunRecord } from '../../../src/release/records/run-records.ts';
import { aDestination, anEnvironment, aSmokeCheck, aWave } from '../makers.ts';
import { openWorld, type World, type WorldOptions } from '../world.ts';

const reader = 'arn:aws:iam::111111111111:role/reader';
const notWell = {
  instances: [],
  of: 0,
  event: 'verification',
  script: 'smoke',
  message: 'HTTP 500',
};

function inRegions(
  account: { name: string; id: string },
  regions: string[],
  overrides: Partial<Destination> = {},
): Destination[] {
  const { name, id } = account;
  return regions.map((region) =>
    aDestination({
      id: `${name}/${region}`,
      account,
      region,
      role: { arn: `arn:aws:iam::${id}:role/deployer`, sessionTags: false },
      bucket: `deploy-${id}-${region}`,
      bucketOwner: id,
      deploymentGroup: `orders-${name}`,
      ...overrides,
    }),
  );
}

/** Its application has another name, and it is read with a role that may do no more. */
const before = anEnvironment({
  name: 'test',
  application: 'test-orders',
  waves: [
    aWave({
      destinations: inRegions({ name: 'dev', id: '111111111111' }, ['eu-west-1', 'us-east-1'], {
        readRole: { arn: reader, sessionTags: false },
        verify: [aSmokeCheck],
      }),
    }),
  ],
});
const production = anEnvironment({
  after: ['test'],
  waves: [
    aWave({
      destinations: inRegions({ name: 'retail', id: '222222222222' }, ['eu-west-1', 'us-east-1']),
    }),
  ],
});

async function aWorld(options: WorldOptions = {}): Promise<World> {
  return openWorld({
    before: [before],
    environment: production,
    instances: 1,
    ...options,
  });
}

/** Deploys to the environment before; a version has its own content. */
function toTest(world: World, version: string, environment: Environment = before) {
  return world.deploy({ environment, version, content: `content of ${version}`, allowOlder: true });
}

async function refusal(work: Promise<unknown>): Promise<string[]> {
  const error = await work.then(
    () => undefined,
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(RefusedError);
  return (error as RefusedError).problems.map(saidOf);
}

function warnings(events: readonly RunEvent[]): string[] {
  return events.flatMap((event) =>
    event.kind === 'notice' && event.level === 'warning' ? [saidOf(event.problem)] : [],
  );
}

function zips(world: World, bucket: string) {
  return world.emulator.s3.objects(bucket).filter(({ key }) => key.endsWith('.zip'));
}

function lastRecord(world: World): RunRecord {
  const bucket = 'deploy-222222222222-eu-west-1';
  const keys = world.emulator.s3.objects(bucket).map(({ key }) => key);
  const last = keys.filter((key) => key.startsWith('orders/runs/production/')).at(-1) ?? '';
  return JSON.parse(String(world.emulator.s3.read(bucket, last))) as RunRecord;
}

/** How often each check of a destination was made. */
function verifier(fails: (id: string, times: number) => boolean) {
  const made = new Map<string, number>();
  return {
    made,
    verify: async ({ id }: Destination) => {
      const times = (made.get(id) ?? 0) + 1;
      made.set(id, times);
      return fails(id, times) ? [notWell] : [];
    },
  };
}

describe('promoting', () => {
  test('brings the very bytes that were proven, under the name that they have there', async () => {
    const world = await aWorld();
    await toTest(world, '1.1');
    const { exitCode, results, events } = await world.promote();
    expect(exitCode).toBe(0);
    expect([...results.values()].map(({ outcome, version }) => `${version} ${outcome}`)).toEqual([
      '1.1 succeeded',
      '1.1 succeeded',
    ]);
    const [source] = zips(world, 'deploy-111111111111-eu-west-1');
    const [copy] = zips(world, 'deploy-222222222222-us-east-1');
    expect(source?.key).toMatch(/^test-orders\/1\.1-[0-9a-f]{16}\.zip$/);
    expect(copy).toMatchObject({ key: source?.key.replace('test-', ''), eTag: source?.eTag });
    const record = (bucket: string, application: string) =>
      JSON.parse(String(world.emulator.s3.read(bucket, `${application}/releases/1.1.json`)));
    const theirs = record('deploy-222222222222-us-east-1', 'orders');
    expect(theirs).toEqual(record('deploy-111111111111-eu-west-1', 'test-orders'));
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'bundle-ready', digest: theirs.digest, reused: true }),
    );
    expect(lastRecord(world)).toMatchObject({
      command: 'promote',
      verdict: 'succeeded',
      destinations: [
        { version: '1.1', digest: theirs.digest, verified: true },
        { version: '1.1', digest: theirs.digest, verified: true },
      ],
    });
  });

  test('reads with the role for reading, and writes nothing where it reads', async () => {
    const world = await aWorld();
    await toTest(world, '1.1');
    const from = world.emulator.calls.length;
    await world.promote();
    const calls = world.emulator.calls.slice(from);
    const there = calls.filter(
      ({ account, service }) => account === '111111111111' && service !== 'sts',
    );
    expect(there.length).toBeGreaterThan(0);
    for (const call of there) {
      expect(call.principal).toContain(':assumed-role/reader/');
      expect(call.operation).toMatch(/^(Get|Head|List|BatchGet)/);
    }
  });

  test('verifies once more where the release still runs', async () => {
    const world = await aWorld();
    await toTest(world, '1.1');
    const { made, verify } = verifier(() => false);
    expect((await world.promote({ verify })).exitCode).toBe(0);
    expect(Object.fromEntries(made)).toEqual({ 'dev/eu-west-1': 1, 'dev/us-east-1': 1 });
  });

  test('a second time, with nothing newer, succeeds again: what runs is verified once more', async () => {
    const world = await aWorld({ leaps: true });
    await toTest(world, '1.1');
    expect((await world.promote()).exitCode).toBe(0);
    const { made, verify } = verifier(() => false);
    const again = await world.promote({ verify });
    expect(again).toMatchObject({ verdict: 'succeeded', exitCode: 0 });
    expect(made.get('dev/eu-west-1')).toBe(1);
  });

  test('takes an earlier release where the newest is not proven, and says why', async () => {
    const world = await aWorld();
    await toTest(world, '1.1');
    const { verify } = verifier((id) => id === 'dev/us-east-1');
    await world.deploy({ environment: before, version: '1.2', content: 'b', verify });
    const again = verifier(() => true);
    const { results, events } = await world.promote({ verify: again.verify });
    expect(results.get('retail/eu-west-1')?.version).toBe('1.1');
    expect(warnings(events)).toEqual([
      '1.2 is not proven in test: not verified in run local:2 (dev/us-east-1)',
    ]);
    // 1.1 runs there no longer, so there is nothing to verify.
    expect(again.made.size).toBe(0);
  });

  test('needs no proof where --force says why, and writes that down', async () => {
    const world = await aWorld();
    const { verify } = verifier(() => true);
    await world.deploy({ environment: before, version: '1.2', content: 'b', verify });
    const { exitCode, events } = await world.promote({ force: 'outage, see INC-7' });
    expect(exitCode).toBe(0);
    expect(warnings(events)).toEqual([
      '1.2 is not proven in test: not verified in run local:1 (dev/eu-west-1, dev/us-east-1)',
    ]);
    expect(lastRecord(world)).toMatchObject({ command: 'promote', reason: 'outage, see INC-7' });
    const markers = events.flatMap((event) => (event.kind === 'creating' ? [event.marker] : []));
    expect(markers[0]).toMatch(/^fanout\/1 v=1\.2 env=production run=local:2 outage, see INC-7$/);
  });

  test('of a version that is proven needs it to be the newest no more', async () => {
    const world = await aWorld();
    await toTest(world, '1.1');
    await toTest(world, '1.2');
    const { results } = await world.promote({ version: '1.1' });
    expect(results.get('retail/us-east-1')).toMatchObject({ version: '1.1', outcome: 'succeeded' });
  });
});

describe('is refused, and deploys nothing,', () => {
  async function refused(world: World, request: Parameters<World['promote']>[0] = {}) {
    const created = world.count('CreateDeployment');
    const messages = await refusal(world.promote(request));
    expect(world.count('CreateDeployment')).toBe(created);
    return messages;
  }

  test('where nothing was ever deployed', async () => {
    expect(await refused(await aWorld())).toEqual([
      "nothing can be promoted: no run's record says that anything was deployed to test",
    ]);
  });

  test('where the release no longer passes verification', async () => {
    const world = await aWorld();
    await toTest(world, '1.1');
    const { verify } = verifier((id) => id === 'dev/us-east-1');
    expect(await refused(world, { verify })).toEqual([
      'dev/us-east-1: 1.1 no longer passes smoke: HTTP 500',
    ]);
    expect(zips(world, 'deploy-222222222222-eu-west-1')).toEqual([]);
  });

  test('where the newest that is proven runs already, and what came after is not', async () => {
    const world = await aWorld();
    await toTest(world, '1.1');
    await world.promote();
    const { verify } = verifier(() => true);
    await world.deploy({ environment: before, version: '1.2', content: 'b', verify });
    expect(await refused(world)).toEqual([
      'nothing new can be promoted: production runs 1.1 already, the newest release that is proven',
      '1.2 is not proven in test: not verified in run local:3 (dev/eu-west-1, dev/us-east-1)',
    ]);
  });

  test('where a deployment left an instance behind, which is said', async () => {
    const world = await aWorld({ instances: 3 });
    const oneAtATime = before.waves.map((wave) => ({
      ...wave,
      destinations: wave.destinations.map((one) => ({
        ...one,
        deploymentConfig: 'CodeDeployDefault.OneAtATime',
      })),
    }));
    const then = { fail: { script: 's', exitCode: 1, log: '' } };
    world.arm([{ destination: ['dev/us-east-1'], instance: 3, event: 'AfterInstall', then }]);
    const { exitCode } = await toTest(world, '1.1', { ...before, waves: oneAtATime });
    expect(exitCode).toBe(0);
    expect((await refused(world)).join('\n')).toContain(
      '1 of 3 instances left behind in run local:1 (dev/us-east-1)',
    );
  });

  test('where it would go over a newer one', async () => {
    const world = await aWorld();
    await toTest(world, '1.1');
    await world.deploy({ version: '1.3', content: 'c', force: 'it burns' });
    expect((await refused(world))[0]).toBe(
      'retail/eu-west-1: version 1.1 is older than 1.3, which runs there',
    );
  });

  const denied: FaultRule = { service: 's3', operation: ['ListObjectsV2'], then: 'deny' };

  test('where the records are denied, which is not the same as none', async () => {
    const world = await aWorld();
    await toTest(world, '1.1');
    world.emulator.arm([{ ...denied, region: ['us-east-1'] }]);
    const [message] = await refused(world);
    expect(message).toContain(
      '1.1 is not proven in test: the records in s3://deploy-111111111111-us-east-1/',
    );
    expect(message).toMatch(/AccessDenied.*\(dev\/us-east-1\)$/);
  });

  test('where it is held, even by force', async () => {
    const world = await aWorld();
    await toTest(world, '1.1');
    await world.promote();
    await world.rollBack({ to: '1.1', reason: 'to hold it' });
    expect(await refused(world, { force: 'it must be' })).toEqual([
      expect.stringMatching(
        /^production has been held since .* by local:3: rolled back to 1\.1: to hold it$/,
      ),
    ]);
  });

  test('where the zip was changed since, even by force', async () => {
    const world = await aWorld();
    await toTest(world, '1.1');
    const [zip] = zips(world, 'deploy-111111111111-eu-west-1');
    const someone = await world.someoneIn('dev/eu-west-1');
    await someone.overwrite(zip?.key ?? '', 'other bytes');
    for (const request of [{}, { force: 'x' }])
      expect((await refused(world, request))[0]).toContain(
        'does not hold the bytes of its release',
      );
  });

  /** As if another build had been published under the version. */
  async function forgeRecord(world: World, version: string, ...ids: string[]) {
    const bucket = 'deploy-111111111111-eu-west-1';
    const other = String(world.emulator.s3.read(bucket, 'test-orders/releases/1.1.json'));
    const text = JSON.stringify({ ...JSON.parse(other), version });
    for (const id of ids)
      await (await world.someoneIn(id)).overwrite(`test-orders/releases/${version}.json`, text);
  }

  test('where its record was changed since, even by force', async () => {
    const world = await aWorld();
    await toTest(world, '1.1');
    await toTest(world, '1.2');
    await forgeRecord(world, '1.2', 'dev/eu-west-1', 'dev/us-east-1');
    for (const request of [{}, { force: 'x' }])
      expect((await refused(world, request))[0]).toMatch(
        /^version "1\.2" was proven with content \w+, but its release has/,
      );
  });

  test('where its buckets do not agree', async () => {
    const world = await aWorld();
    await toTest(world, '1.1');
    await toTest(world, '1.2');
    await forgeRecord(world, '1.2', 'dev/us-east-1');
    expect((await refused(world))[0]).toMatch(/^version "1\.2" exists with different content: /);
  });

  test('where its record is none', async () => {
    const world = await aWorld();
    await toTest(world, '1.1');
    const someone = await world.someoneIn('dev/us-east-1');
    await someone.overwrite('test-orders/releases/1.1.json', '{"version":"1.1","digest":"../x"}');
    expect((await refused(world))[0]).toMatch(/^the release record s3:\S+ is not one of fanout's$/);
  });
});

test('by force a bucket that cannot be read is done without', async () => {
  const world = await aWorld();
  await toTest(world, '1.1');
  world.emulator.arm([
    { service: 's3', account: ['111111111111'], region: ['us-east-1'], then: 'deny' },
  ]);
  const { exitCode, events } = await world.promote({ force: 'us-east-1 is down' });
  expect(exitCode).toBe(0);
  expect(warnings(events)).toEqual([
    expect.stringContaining('1.1 is not proven in test: the records in s3://'),
  ]);
});

test('a run that is cancelled while it looks for proof deploys nothing', async () => {
  const world = await aWorld();
  await toTest(world, '1.1');
  const created = world.count('CreateDeployment');
  const cancelled = new AbortController();
  const { verdict, exitCode, results } = await world.promote({
    signal: cancelled.signal,
    onEvent: (event) => {
      if (event.kind === 'step') cancelled.abort(new CancelledError('SIGINT'));
    },
  });
  expect({ verdict, exitCode }).toEqual({ verdict: 'cancelled', exitCode: 130 });
  expect([...results.values()].map(({ outcome }) => outcome)).toEqual(
    Array(2).fill('never-started'),
  );
  expect(world.count('CreateDeployment')).toBe(created);
});
