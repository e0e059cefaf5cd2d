import { describe, expect, test } from '@jest/globals';
import { RefusedError } from '../../../src/problem.ts';
import { aDestination, anEnvironment, aSmokeCheck, aWave } from '../makers.ts';
import { digestOf, openWorld } from '../world.ts';

const home = 'deploy-111111111111-eu-west-1';
const target = 'deploy-222222222222-eu-west-1';
const dev = { name: 'dev', id: '111111111111' };
const test1 = anEnvironment({
  name: 'test',
  waves: [
    aWave({
      destinations: [
        aDestination({
          id: 'dev/eu-west-1',
          account: dev,
          role: { arn: `arn:aws:iam::${dev.id}:role/codedeploy-fanout`, sessionTags: false },
          bucket: home,
          bucketOwner: dev.id,
        }),
      ],
    }),
  ],
});
const production = anEnvironment({ after: ['test'] });

const aWorld = () => openWorld({ before: [test1], environment: production, instances: 1 });
type World = Awaited<ReturnType<typeof aWorld>>;

const digest = digestOf('hello');
const zip = `orders/1.214-${digest.slice(0, 16)}.zip`;
const record = 'orders/releases/1.214.json';

/** What another release's bytes are, which are valid and say "canary". */
async function aCanary(world: World) {
  await world.deploy({ environment: test1, version: '1.1', content: 'canary', allowOlder: true });
  const key = `orders/1.1-${digestOf('canary').slice(0, 16)}.zip`;
  const theirs = JSON.parse(String(world.emulator.s3.read(home, 'orders/releases/1.1.json')));
  return { key, theirs };
}

async function refused(work: Promise<unknown>) {
  const error = await work.then(
    () => undefined,
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(RefusedError);
  return (error as Error).message;
}

const created = (world: World) =>
  world.emulator.calls.filter(
    ({ operation, account }) => operation === 'CreateDeployment' && account === '222222222222',
  );

describe('bytes that somebody else put under a key', () => {
  test('before a promotion, called the right ones by their metadata, are not deployed', async () => {
    const world = await aWorld();
    await world.deploy({ environment: test1 });
    const right = world.emulator.s3.read(home, zip);
    const wrong = Buffer.alloc(right?.length ?? 0, 'canary');
    const { sha256 } = JSON.parse(String(world.emulator.s3.read(home, record)));
    const attacker = await world.someoneIn('retail/eu-west-1');
    await attacker.overwrite(zip, wrong.toString(), {
      'fanout-sha256': sha256,
      'fanout-digest': digest,
    });
    expect(await refused(world.promote())).toContain(
      `"s3://${target}/${zip}" already exists with other bytes`,
    );
    expect(created(world)).toEqual([]);
  });

  test('before a re-run, likewise, are not deployed', async () => {
    const world = await aWorld();
    await world.deploy({ environment: test1 });
    await world.deploy();
    const right = world.emulator.s3.read(target, zip);
    const { sha256 } = JSON.parse(String(world.emulator.s3.read(target, record)));
    const attacker = await world.someoneIn('retail/eu-west-1');
    await attacker.overwrite(zip, Buffer.alloc(right?.length ?? 0, 'canary').toString(), {
      'fanout-sha256': sha256,
      'fanout-digest': digest,
    });
    for (const versionGiven of [false, true])
      expect(await refused(world.deploy({ versionGiven }))).toMatch(
        /already exists with other bytes|does not hold the bytes of its release/,
      );
    expect(created(world)).toHaveLength(1);
  });

  test('between upload and creation are refused by the agent, since the deployment names the bytes uploaded', async () => {
    const elsewhere = 'deploy-222222222222-us-east-1';
    const second = aDestination({ id: 'retail/us-east-1', region: 'us-east-1', bucket: elsewhere });
    const environment = anEnvironment({
      waves: [
        aWave({ name: 'first', destinations: [aDestination({ verify: [aSmokeCheck] })] }),
        aWave({ name: 'second', destinations: [second] }),
      ],
    });
    const world = await openWorld({ environment, instances: 1 });
    const attacker = await world.someoneIn('retail/us-east-1');
    // All is uploaded before the first wave, so the second one's object lies there while the first is verified.
    const verify = async () => {
      await attacker.overwrite(zip, 'canary');
      return [];
    };
    const { results, exitCode } = await world.deploy({ verify });
    expect(exitCode).toBe(1);
    expect(results.get('retail/eu-west-1')?.outcome).toBe('succeeded');
    const failed = results.get('retail/us-east-1');
    expect(failed?.outcome).not.toBe('succeeded');
    expect(JSON.stringify(failed?.causes)).toContain('Expected deployment artifact bundle etag');
  });

  test('with a record to match are refused, since their content is hashed', async () => {
    const world = await aWorld();
    await world.deploy({ environment: test1 });
    const { key, theirs } = await aCanary(world);
    const attacker = await world.someoneIn('dev/eu-west-1');
    await attacker.copy(key, zip);
    const forged = { ...theirs, version: '1.214', digest };
    await attacker.overwrite(record, JSON.stringify(forged));
    expect(await refused(world.promote({ version: '1.214' }))).toContain(
      `content ${digestOf('canary')}, recorded ${digest}`,
    );
    expect(created(world)).toEqual([]);
  });

  test('with a record that names the content just built are refused all the same', async () => {
    const world = await aWorld();
    const { key, theirs } = await aCanary(world);
    const attacker = await world.someoneIn('dev/eu-west-1');
    await attacker.copy(key, zip);
    const forged = { ...theirs, version: '1.214', digest };
    await attacker.overwrite(record, JSON.stringify(forged));
    const calls = () =>
      world.emulator.calls.filter(({ operation }) => operation === 'CreateDeployment').length;
    const before = calls();
    const run = world.deploy({ environment: test1, allowOlder: true });
    expect(await refused(run)).toContain(`content ${digestOf('canary')}, recorded ${digest}`);
    expect(calls()).toBe(before);
  });

  test('with every record forged are refused by the digest of the build', async () => {
    const world = await aWorld();
    await aCanary(world);
    expect(await refused(world.promote({ digest }))).toContain(
      `version "1.1" has content ${digestOf('canary')}, and ${digest} was requested with --digest`,
    );
    expect(created(world)).toEqual([]);
    expect((await world.promote({ digest: digestOf('canary') })).exitCode).toBe(0);
  });
});
