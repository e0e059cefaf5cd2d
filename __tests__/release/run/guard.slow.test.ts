import {
  CopyObjectCommand,
  GetObjectTaggingCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, test } from '@jest/globals';
import { releaseKey } from '../../../src/release/object-keys.ts';
import { aDestination, anEnvironment, aWave } from '../makers.ts';
import { digestOf, openWorld, type World, type WorldOptions } from '../world.ts';

const retail = '222222222222';
const builder = { arn: `arn:aws:iam::${retail}:role/build`, sessionTags: false };
const guarded = (environment: string, id: string, account: string) =>
  anEnvironment({
    name: environment,
    waves: [
      aWave({
        destinations: [
          aDestination({
            id: `${id}/eu-west-1`,
            account: { name: id, id: account },
            role: { arn: `arn:aws:iam::${account}:role/codedeploy-fanout`, sessionTags: false },
            bucket: `deploy-${account}-eu-west-1`,
            bucketOwner: account,
            guardTag: `fanout-${environment}`,
            rollback: { auto: ['DEPLOYMENT_FAILURE'] },
          }),
        ],
      }),
    ],
  });
const before = guarded('test', 'dev', '111111111111');
const production = { ...guarded('production', 'retail', retail), after: ['test'] };
/** Names a role that builds, in the account of production, and a bucket that is none of production's. */
const elsewhere = anEnvironment({
  name: 'scratch',
  waves: [
    aWave({
      destinations: [
        aDestination({
          id: 'builder/eu-west-1',
          role: builder,
          bucket: 'scratch',
          deploymentGroup: 'scratch',
        }),
      ],
    }),
  ],
});
const here = 'retail/eu-west-1';
const Bucket = `deploy-${retail}-eu-west-1`;
const keyOf = (version: string, content: string) =>
  releaseKey({ application: 'orders' }, version, digestOf(content));

const aGuardedWorld = (more: Partial<WorldOptions> = {}) =>
  openWorld({ environment: production, before: [before, elsewhere], instances: 2, ...more });

async function s3Of({ emulator: { url: endpoint, credentials } }: World, { arn }: { arn: string }) {
  const own = { endpoint, region: 'eu-west-1' };
  const { Credentials } = await new STSClient({ ...own, credentials }).send(
    new AssumeRoleCommand({ RoleArn: arn, RoleSessionName: 'someone' }),
  );
  return new S3Client({
    ...own,
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    },
  });
}

const deployer = { arn: `arn:aws:iam::${retail}:role/codedeploy-fanout` };
async function tagsOf(world: World, Key: string) {
  const s3 = await s3Of(world, deployer);
  const { TagSet = [] } = await s3.send(new GetObjectTaggingCommand({ Bucket, Key }));
  return TagSet.map((tag) => `${tag.Key}=${tag.Value}`);
}

async function bring(world: World, version: string, content: string) {
  const tested = await world.deploy({ environment: before, version, content, sources: [] });
  expect(tested.exitCode).toBe(0);
  return world.promote({ version, sources: [before] });
}

/** Begins a deployment by hand, as a console does, and waits for its end: what failed on the hosts. */
async function byHand(world: World, key: string) {
  const someone = await world.someoneIn(here);
  const deploymentId = (await someone.begin(key)) ?? '';
  for (let turn = 0; !(await someone.infoOf(deploymentId))?.completeTime; turn++) {
    if (turn === 100) throw new Error('the deployment does not end');
    await world.clock.sleep(10_000, new AbortController().signal);
  }
  const [destination] = production.waves[0]?.destinations ?? [];
  if (!destination) throw new Error('no destination');
  const aws = world.aws();
  const calls = aws.codedeploy(destination);
  const targets = await calls.getTargets(deploymentId, await calls.listTargets(deploymentId));
  aws.close();
  return targets.flatMap(({ lifecycleEvents = [] }) =>
    lifecycleEvents.filter(({ status }) => status === 'Failed'),
  );
}

describe('what no run has admitted', () => {
  test('is refused on the hosts, and passes once it was promoted', async () => {
    const world = await aGuardedWorld();
    const s3 = await s3Of(world, builder);
    // A stolen build role: it may write bundles, and here begin a deployment as well.
    const key = keyOf('1.7', 'hello');
    const tested = await world.deploy({
      environment: before,
      version: '1.7',
      content: 'hello',
      sources: [],
    });
    expect(tested.exitCode).toBe(0);
    const body = world.emulator.s3.read('deploy-111111111111-eu-west-1', key) ?? Buffer.alloc(0);
    await s3.send(new PutObjectCommand({ Bucket, Key: key, Body: body, IfNoneMatch: '*' }));
    const [failed] = await byHand(world, key);
    expect(failed?.lifecycleEventName).toBe('DownloadBundle');
    expect(failed?.diagnostics?.message).toContain(
      `is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::${Bucket}/${key}" with an explicit deny in a resource-based policy`,
    );
    const promoted = await world.promote({ version: '1.7', sources: [before] });
    expect(promoted.exitCode).toBe(0);
    expect(promoted.results.get(here)?.outcome).toBe('succeeded');
    expect(await tagsOf(world, key)).toEqual(['fanout-production=yes']);
    expect(await byHand(world, key)).toEqual([]);
  });

  test('cannot be admitted by a build role: not by tags, not with the write, not by a copy', async () => {
    const world = await aGuardedWorld();
    expect((await bring(world, '1.1', 'one')).exitCode).toBe(0);
    const s3 = await s3Of(world, builder);
    const Key = keyOf('6.6', 'bad');
    const put = { Bucket, Key, Body: 'bad', IfNoneMatch: '*' };
    await s3.send(new PutObjectCommand(put));
    const Tagging = { TagSet: [{ Key: 'fanout-production', Value: 'yes' }] };
    const attempts = [
      new PutObjectTaggingCommand({ Bucket, Key, Tagging }),
      new PutObjectCommand({ ...put, Key: `${Key}2`, Tagging: 'fanout-production=yes' }),
      new CopyObjectCommand({
        Bucket,
        Key: `orders/copy.zip`,
        IfNoneMatch: '*',
        CopySource: `${Bucket}/${keyOf('1.1', 'one')}`,
      }),
      new PutObjectCommand({ ...put, Key: keyOf('1.1', 'one'), IfNoneMatch: undefined }),
    ];
    for (const command of attempts)
      await expect(s3.send(command as PutObjectCommand)).rejects.toThrow(/explicit deny/);
  });

  test('is not admitted by what another environment has admitted', async () => {
    const shared = { ...production.waves[0]?.destinations[0], deploymentGroup: 'orders-test' };
    const sibling = anEnvironment({
      name: 'test',
      waves: [
        aWave({
          destinations: [
            aDestination({
              ...shared,
              id: 'retail/eu-west-1/orders-test',
              guardTag: 'fanout-test',
            }),
          ],
        }),
      ],
    });
    const world = await openWorld({
      environment: production,
      before: [sibling],
      instances: 1,
      groups: [],
    });
    const tested = await world.deploy({ environment: sibling, version: '1.1', sources: [] });
    expect(tested.exitCode).toBe(0);
    const key = keyOf('1.1', 'hello');
    const [failed] = await byHand(world, key);
    expect(failed?.diagnostics?.message).toContain('no identity-based policy allows');
    expect((await world.promote({ version: '1.1', sources: [sibling] })).exitCode).toBe(0);
    expect((await tagsOf(world, key)).sort()).toEqual(['fanout-production=yes', 'fanout-test=yes']);
  });
});

describe('what was admitted', () => {
  test("comes back by CodeDeploy's own rollback, by fanout's, and goes to instances that come by scale-out", async () => {
    const world = await aGuardedWorld({
      groups: [{ destination: [here], autoScaling: true }],
    });
    expect((await bring(world, '1.1', 'one')).exitCode).toBe(0);
    world.arm([
      {
        version: 'orders/1.2-*',
        event: 'AfterInstall',
        destination: here,
        then: { fail: { script: 'x.sh', exitCode: 1, log: '' } },
      },
    ]);
    const failed = await bring(world, '1.2', 'two');
    expect(failed.results.get(here)).toMatchObject({
      outcome: 'rolled-back',
      rollback: { status: 'succeeded', by: 'codedeploy' },
    });
    world.arm([
      { version: 'orders/1.3-*', instance: 1, event: 'AfterInstall', then: { scaleOut: 2 } },
    ]);
    expect((await bring(world, '1.3', 'three')).exitCode).toBe(0);
    const back = await world.rollBack({ reason: 'not well' });
    expect(back.exitCode).toBe(0);
    expect(back.results.get(here)?.version).toBe('1.1');
    const group = world.view().find(({ destination }) => destination === here);
    const scaled = group?.deployments.find(({ creator }) => creator === 'CodeDeployAutoUpdate');
    expect(scaled).toMatchObject({ status: 'Succeeded', key: keyOf('1.3', 'three') });
    expect(scaled?.targets).toHaveLength(2);
  });

  test('what runs and is not is told before anything is deployed over it', async () => {
    const open = { ...production, after: [] };
    const world = await openWorld({ environment: open, instances: 1 });
    const [destination] = open.waves[0]?.destinations ?? [];
    if (!destination) throw new Error('no destination');
    const { guardTag: _, ...unguarded } = destination;
    const free = { ...open, waves: [aWave({ destinations: [unguarded] })] };
    const first = await world.deploy({ environment: free, version: '1.1' });
    // The policies are there already: hosts are refused what a run without the key has not tagged.
    expect(first.exitCode).toBe(1);
    const s3 = await s3Of(world, deployer);
    const Key = keyOf('1.1', 'hello');
    const tag = (Tags: { Key: string; Value: string }[]) =>
      s3.send(new PutObjectTaggingCommand({ Bucket, Key, Tagging: { TagSet: Tags } }));
    await tag([{ Key: 'fanout-production', Value: 'yes' }]);
    expect(
      (await world.deploy({ environment: free, version: '1.1', versionGiven: true })).exitCode,
    ).toBe(0);
    await tag([{ Key: 'team', Value: 'orders' }]);
    const { events } = await world.deploy({ environment: open, version: '1.2', content: 'two' });
    const notices = events.flatMap((event) => (event.kind === 'notice' ? [event.problem] : []));
    expect(notices.find(({ code }) => code === 'not-admitted')).toMatchObject({
      destination: here,
      message: expect.stringContaining('the running bundle has no tag fanout-production'),
    });
    // Admitting keeps the tags of others.
    expect((await world.rollBack({ to: '1.1', reason: 'because' })).exitCode).toBe(0);
    expect((await tagsOf(world, Key)).sort()).toEqual(['fanout-production=yes', 'team=orders']);
  });

  test('a run that may not tag is refused before anything is deployed', async () => {
    const world = await aGuardedWorld({
      faults: [
        {
          service: 's3',
          operation: 'PutObjectTagging',
          account: retail,
          every: 1,
          skip: 0,
          then: 'deny',
        },
      ],
    });
    await expect(bring(world, '1.1', 'one')).rejects.toThrow(
      /cannot be tagged fanout-production, and without that tag no host may read it/,
    );
    expect(world.count('CreateDeployment')).toBe(1);
  });
});
