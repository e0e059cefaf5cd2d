import { describe, expect, test } from '@jest/globals';
import type { FaultRule } from '../../../src/emulator/scenario/fault-definition.ts';
import { RefusedError, saidOf } from '../../../src/problem.ts';
import type { RunEvent } from '../../../src/release/events.ts';
import type { RunRecord } from '../../../src/release/records/run-records.ts';
import { aDestination, anEnvironment, aSmokeCheck, aWave } from '../makers.ts';
import { openWorld, type World } from '../world.ts';

const ids = ['retail/eu-west-1', 'retail/us-east-1'] as const;
const [first, second] = ids;
const destinations = ids.map((id) => {
  const region = id.split('/')[1] ?? '';
  const bucket = `deploy-222222222222-${region}`;
  return aDestination({
    id,
    region,
    bucket,
    rollback: { auto: [], fileExistsBehavior: 'OVERWRITE' },
  });
});
/** One after the other, and each would be watched for ten minutes. */
const environment = anEnvironment({
  onFailure: 'rollback',
  waves: destinations.map((destination, index) =>
    aWave({ name: `wave-${index}`, destinations: [destination], bake: 600_000 }),
  ),
});
const quick = anEnvironment({ waves: [aWave({ destinations })] });

/** With versions deployed one after the other, the last of which runs. */
async function aWorld(...versions: string[]): Promise<World> {
  const world = await openWorld({ environment, instances: 1 });
  for (const version of versions)
    await world.deploy({ version, content: version, environment: quick });
  return world;
}

function keyOf(world: World, version: string, id: string = first): string {
  const objects = world.emulator.s3.objects(bucketOf(id));
  return objects.find(({ key }) => key.startsWith(`orders/${version}-`))?.key ?? '';
}

function bucketOf(id: string): string {
  return `deploy-222222222222-${id.split('/')[1]}`;
}

function versionsIn(results: ReadonlyMap<string, { version?: string; outcome: string }>): string[] {
  return [...results.values()].map(({ version, outcome }) => `${version} ${outcome}`);
}

function said(events: readonly RunEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.kind === 'step') return [event.text];
    if (event.kind !== 'notice') return [];
    return [`${event.problem.destination ?? ''}: ${event.problem.message}`];
  });
}

async function refusal(work: Promise<unknown>): Promise<string[]> {
  const error = await work.then(
    () => undefined,
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(RefusedError);
  return (error as RefusedError).problems.map(saidOf);
}

function holdIn(world: World) {
  const text = world.emulator.s3.read(bucketOf(first), 'orders/holds/production.json');
  return text && JSON.parse(String(text));
}

function lastRecord(world: World): RunRecord {
  const bucket = bucketOf(first);
  const keys = world.emulator.s3.objects(bucket).map(({ key }) => key);
  const last = keys.filter((key) => key.startsWith('orders/runs/production/')).at(-1) ?? '';
  return JSON.parse(String(world.emulator.s3.read(bucket, last))) as RunRecord;
}

describe('a rollback', () => {
  test('says what will change, holds the environment, goes back and writes it down', async () => {
    const world = await aWorld('1.1', '1.2');
    const { exitCode, results, events } = await world.rollBack({ reason: 'too slow' });
    expect(exitCode).toBe(0);
    expect(versionsIn(results)).toEqual(['1.1 succeeded', '1.1 succeeded']);
    const lines = said(events);
    const told = lines.indexOf('goes back from 1.2 to 1.1: retail/eu-west-1, retail/us-east-1');
    expect(told).toBeGreaterThan(-1);
    const kinds = events.map(({ kind }) => kind);
    const changes = events.findIndex(
      (event) => event.kind === 'step' && /^goes back/.test(event.text),
    );
    expect(changes).toBeLessThan(kinds.indexOf('creating'));
    expect(holdIn(world)).toMatchObject({
      held: true,
      by: 'local:3',
      reason: 'rolled back to 1.1: too slow',
    });
    expect(lastRecord(world)).toMatchObject({
      command: 'rollback',
      reason: 'too slow',
      destinations: [
        { version: '1.1', before: '1.2', outcome: 'succeeded', verified: true },
        { version: '1.1', before: '1.2', outcome: 'succeeded', verified: true },
      ],
    });
  });

  test('keeps to the waves, but does not bake, and takes the rollback policy', async () => {
    const world = await aWorld('1.1', '1.2');
    const { events } = await world.rollBack();
    const waves = events.flatMap((event) => (event.kind === 'wave-started' ? [event.wave] : []));
    expect(waves).toEqual(['wave-0', 'wave-1']);
    expect(events.some(({ kind }) => kind === 'baking')).toBe(false);
    const created = events.flatMap((event) => (event.kind === 'created' ? [event] : []));
    const someone = await world.someoneIn(first);
    expect(await someone.infoOf(created[0]?.deploymentId)).toMatchObject({
      fileExistsBehavior: 'OVERWRITE',
      autoRollbackConfiguration: { enabled: false },
    });
  });

  test('a second time goes further back, never forward again', async () => {
    const world = await aWorld('1.0', '1.1', '1.2');
    expect(versionsIn((await world.rollBack()).results)[0]).toBe('1.1 succeeded');
    const { results, events } = await world.rollBack();
    expect(versionsIn(results)).toEqual(['1.0 succeeded', '1.0 succeeded']);
    expect(said(events)).toContainEqual(
      expect.stringMatching(
        /^: production has been held since .* by local:4: rolled back to 1\.1$/,
      ),
    );
    expect(await refusal(world.rollBack())).toEqual(
      ids.map(
        (id) =>
          `${id}: cannot go back: no release is proven before 1.0, which runs (1.1: left for 1.0 by rollback local:5; 1.2: left for 1.1 by rollback local:4)`,
      ),
    );
  });

  test('takes back a rollout that ended half-way, and no more than that', async () => {
    const world = await aWorld('1.0', '1.1');
    world.arm([{ event: 'AfterInstall', then: { fail: { script: 'x', exitCode: 1, log: '' } } }]);
    const oneByOne = anEnvironment({ waves: [aWave({ destinations, maxParallel: 1 })] });
    await world.deploy({ version: '1.2', content: '1.2', environment: oneByOne });
    world.arm([]);
    const { exitCode, results, events } = await world.rollBack();
    expect(exitCode).toBe(0);
    expect(versionsIn(results)).toEqual(['1.1 succeeded', '1.1 skipped']);
    expect(said(events)).toEqual(
      expect.arrayContaining([
        `goes back from 1.2 (whose deployment has not succeeded) to 1.1: ${first}`,
        `stays on 1.1: ${second}`,
      ]),
    );
  });

  test('goes on past a failure, and undoes nothing', async () => {
    const world = await aWorld('1.1', '1.2');
    world.arm([
      {
        destination: [first],
        event: 'AfterInstall',
        then: { fail: { script: 'x', exitCode: 1, log: '' } },
      },
    ]);
    const { exitCode, results } = await world.rollBack();
    expect(exitCode).toBe(1);
    expect(versionsIn(results)).toEqual(['1.1 failed', '1.1 succeeded']);
    world.arm([]);
    const again = await world.rollBack();
    expect(versionsIn(again.results)).toEqual(['1.1 succeeded', '1.1 skipped']);
  });

  test('leaves what someone deployed by hand for the last proven release', async () => {
    const world = await aWorld('1.1', '1.2');
    const someone = await world.someoneIn(first);
    await someone.copy(keyOf(world, '1.1'), 'by-hand.zip');
    await someone.deploy('by-hand.zip');
    const { results, events } = await world.rollBack();
    expect(versionsIn(results)).toEqual(['1.2 succeeded', '1.2 skipped']);
    expect(said(events)).toContain(
      `goes back from a revision that is not a release to 1.2: ${first}`,
    );
  });

  test('is not hindered by a hold, or by a version being older', async () => {
    const world = await aWorld('1.1', '1.2');
    await world.rollBack();
    expect((await world.rollBack({ to: '1.2' })).exitCode).toBe(0);
    expect((await world.rollBack({ to: '1.1' })).exitCode).toBe(0);
  });
});

describe('a destination that cannot go back is named and keeps no other from it:', () => {
  test('the object is gone', async () => {
    const world = await aWorld('1.1', '1.2');
    const key = keyOf(world, '1.1', second);
    await (await world.someoneIn(second)).remove(key);
    const { exitCode, results, events } = await world.rollBack();
    expect(exitCode).toBe(1);
    expect(versionsIn(results)).toEqual(['1.1 succeeded', 'undefined never-started']);
    const why = `cannot go back: 1.1 is gone: there is no s3://${bucketOf(second)}/${key}; --to 1.1 copies it from another bucket that has it`;
    expect(said(events)).toContain(`${second}: ${why}`);
    expect(results.get(second)?.reason).toBe(why);
    // That is true.
    const copied = await world.rollBack({ to: '1.1' });
    expect(versionsIn(copied.results)).toEqual(['1.1 succeeded', '1.1 succeeded']);
  });

  test('the object was overwritten, which --to does not overlook either', async () => {
    const world = await aWorld('1.1', '1.2');
    const someone = await world.someoneIn(second);
    await someone.overwrite(keyOf(world, '1.1', second), 'something else');
    const { results } = await world.rollBack();
    expect(versionsIn(results)).toEqual(['1.1 succeeded', 'undefined never-started']);
    const why = /^cannot go back: 1\.1 was overwritten: .* has ETag \w+, and had \w+ when it was/;
    expect(results.get(second)?.reason).toMatch(why);
    const named = await world.rollBack({ to: '1.1' });
    expect(named.results.get(second)?.reason).toMatch(why);
  });

  test('the deployment group was recreated', async () => {
    const world = await aWorld('1.1', '1.2');
    await (await world.someoneIn(second)).makeGroupAnew();
    const { results } = await world.rollBack();
    expect(versionsIn(results)).toEqual(['1.1 succeeded', 'undefined never-started']);
    expect(results.get(second)?.reason).toBe(
      'cannot go back: its deployment group was recreated, and no release is proven in the new one except what runs',
    );
  });

  test.each<[string, FaultRule, RegExp]>([
    [
      'its region is down',
      { service: 'codedeploy', region: ['us-east-1'], then: 'down' },
      /^cannot go back: codedeploy:GetDeploymentGroup /,
    ],
    [
      'its bucket is denied',
      { service: 's3', operation: ['HeadBucket'], region: ['us-east-1'], then: 'deny' },
      /^cannot go back: s3:HeadBucket was denied/,
    ],
  ])('%s', async (_, fault, reason) => {
    const world = await aWorld('1.1', '1.2');
    world.emulator.arm([fault]);
    const { results, exitCode, events } = await world.rollBack();
    expect(versionsIn(results)).toEqual(['1.1 succeeded', 'undefined never-started']);
    expect(results.get(second)?.reason).toMatch(reason);
    expect(exitCode).toBe(1);
    expect(said(events).some((text) => text.startsWith(`${second}: cannot go back: `))).toBe(true);
  });

  test('its region refuses calls for their rate, which nobody else waits for long', async () => {
    const world = await openWorld({ environment: quick, instances: 1, leaps: true });
    for (const version of ['1.1', '1.2']) await world.deploy({ version, content: version });
    const began = world.clock.now();
    world.emulator.arm([{ service: 'codedeploy', region: ['us-east-1'], then: 'throttle' }]);
    const { results, events } = await world.rollBack();
    expect(versionsIn(results)).toEqual(['1.1 succeeded', 'undefined never-started']);
    const created = events.find(({ kind }) => kind === 'created');
    expect(Number(created?.at) - began).toBeLessThan(150_000);
  });

  test('its records are denied', async () => {
    const world = await aWorld('1.1', '1.2');
    world.emulator.arm([
      { service: 's3', operation: ['ListObjectsV2'], region: ['us-east-1'], then: 'deny' },
    ]);
    const { results } = await world.rollBack();
    expect(versionsIn(results)).toEqual(['1.1 succeeded', 'undefined never-started']);
    expect(results.get(second)?.reason).toMatch(
      /cannot be listed: s3:ListObjectsV2 was denied: AccessDenied/,
    );
  });
});

describe('where none can go back the run is refused', () => {
  test('with what is wrong in each', async () => {
    const world = await aWorld('1.1', '1.2');
    world.emulator.arm([{ operation: ['GetDeploymentGroup'], then: 'deny' }]);
    expect(await refusal(world.rollBack())).toEqual(
      ids.map((id) => expect.stringMatching(`^${id}: codedeploy:GetDeploymentGroup was denied`)),
    );
    expect(world.count('CreateDeployment')).toBe(4);
  });

  test('and nothing is held', async () => {
    const world = await aWorld('1.1');
    expect(await refusal(world.rollBack())).toEqual(
      ids.map((id) => `${id}: cannot go back: no release was deployed before 1.1, which runs`),
    );
    expect(holdIn(world)).toBeUndefined();
  });

  test('also where nobody has ever heard of the version', async () => {
    const world = await aWorld('1.1');
    expect(await refusal(world.rollBack({ to: '9' }))).toEqual([
      'there is no release "9" of orders in the buckets of this environment',
    ]);
  });
});

describe('--to', () => {
  test('goes everywhere, proven or not, and says which', async () => {
    const world = await aWorld('1.1');
    const notWell = { instances: [], of: 0, message: 'HTTP 500' };
    const checked = destinations.map((one) => ({ ...one, verify: [aSmokeCheck] }));
    await world.deploy({
      version: '1.2',
      content: '1.2',
      environment: anEnvironment({ waves: [aWave({ destinations: checked })] }),
      verify: async () => [notWell],
    });
    await world.deploy({ version: '1.3', content: '1.3', environment: quick });
    const { results, events } = await world.rollBack({ to: '1.2' });
    expect(versionsIn(results)).toEqual(['1.2 succeeded', '1.2 succeeded']);
    expect(said(events)).toContain(`${first}: 1.2 is not proven here: not verified in run local:2`);
  });
});
