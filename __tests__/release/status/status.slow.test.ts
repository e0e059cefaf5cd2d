import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  CreateDeploymentCommandInput,
  DeploymentGroupInfo,
  DeploymentInfo,
} from '@aws-sdk/client-codedeploy';
import { describe, expect, test } from '@jest/globals';
import { openAws } from '../../../src/aws/session.ts';
import { steadyClock } from '../../../src/clock.ts';
import type { Check, Destination, Environment } from '../../../src/config/destination.ts';
import type { EnvironmentStatus } from '../../../src/release/environment-status.ts';
import { writeHold } from '../../../src/release/guard/hold-record.ts';
import { homesOf } from '../../../src/release/guard/homes.ts';
import { holdKey } from '../../../src/release/object-keys.ts';
import { isAmiss, isUnread, readStatus } from '../../../src/release/status/read-status.ts';
import type { StatusPorts } from '../../../src/release/status/status-ports.ts';
import { aDeployment, aDestination, anEnvironment, aWave } from '../makers.ts';
import { aGrid, openWorld, type World, type WorldOptions } from '../world.ts';

let world: World;

async function open(options: WorldOptions = {}) {
  world = await openWorld(options);
  return world;
}

/** Two destinations in one account. */
function aPair(overrides: Partial<Environment> = {}): Environment {
  const [wave] = aGrid().waves;
  return aGrid({
    waves: [aWave({ destinations: wave?.destinations.slice(0, 2) ?? [] })],
    ...overrides,
  });
}

function openSession() {
  const { url, credentials } = world.emulator;
  return openAws({
    clock: world.clock,
    env: {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_REGION: 'eu-west-1',
    },
    mask: () => undefined,
    run: { application: 'orders', environment: 'status', id: '1', tags: {} },
    access: 'read',
    signal: new AbortController().signal,
  });
}

async function look({
  shown = [world.environment],
  others = [],
  ...ports
}: Partial<StatusPorts> & {
  shown?: Environment[];
  others?: Environment[];
} = {}): Promise<EnvironmentStatus[]> {
  const aws = openSession();
  try {
    return await readStatus(shown, others, {
      aws,
      clock: world.clock,
      memory: new Map(),
      ...ports,
    });
  } finally {
    aws.close();
  }
}

async function lookAtFirst(ports: Parameters<typeof look>[0] = {}) {
  const [status] = await look(ports);
  if (!status) throw new Error('no environment');
  return status;
}

const rowOf = (status: EnvironmentStatus, id: string) =>
  status.destinations.find(({ destination }) => destination.id === id);

test('nothing was ever deployed', async () => {
  await open({ environment: aPair() });
  const status = await lookAtFirst();
  expect(status.destinations.map(({ current, problem }) => [current, problem])).toEqual([
    [undefined, undefined],
    [undefined, undefined],
  ]);
  expect([isAmiss(status), isUnread(status)]).toEqual([false, false]);
});

test('a release that was deployed and verified is proven, and its build is told', async () => {
  await open({ environment: aPair() });
  await world.deploy();
  const calls = world.emulator.calls.length;
  const status = await lookAtFirst();
  expect(rowOf(status, 'retail/eu-west-1')).toMatchObject({
    current: { version: '1.214', build: 'local:1', proven: true, since: expect.any(Date) },
    stale: [],
    drift: [],
  });
  expect(rowOf(status, 'retail/eu-west-1')).not.toHaveProperty('lastAttempt');
  expect(isAmiss(status)).toBe(false);
  const operations = world.emulator.calls.slice(calls).map(({ operation }) => operation);
  expect(operations.filter((name) => !/^(Get|List|Head|BatchGet|Assume)/.test(name))).toEqual([]);
});

const failing = { script: 'scripts/check_service.sh', exitCode: 1, log: 'connection refused' };

test('a failed deployment that was rolled back is the last attempt', async () => {
  await open({ environment: aPair() });
  await world.deploy();
  const where = ['retail/us-east-1'];
  world.arm([{ destination: where, event: 'ValidateService', then: { fail: failing } }]);
  await world.deploy({ version: '1.215', content: 'new' });
  const status = await lookAtFirst();
  const row = rowOf(status, 'retail/us-east-1');
  expect(row).toMatchObject({
    current: { version: '1.214', proven: true, startedBy: "by CodeDeploy's rollback" },
    lastAttempt: { version: '1.215', status: 'Failed' },
    stale: [],
    drift: ['1 of 2 destinations runs 1.215'],
  });
  expect(isAmiss(status)).toBe(true);
  expect(isUnread(status)).toBe(false);
});

describe('instances that do not run what runs elsewhere are named:', () => {
  const destination = aDestination({ rollback: { auto: [] } });
  const environment = anEnvironment({ waves: [aWave({ destinations: [destination] })] });

  test('those that a deployment failed on which succeeded', async () => {
    await open({ environment });
    world.arm([{ instance: 3, event: 'AfterInstall', then: { fail: failing } }]);
    await world.deploy();
    const status = await lookAtFirst();
    expect(rowOf(status, destination.id)).toMatchObject({
      current: { version: '1.214', instances: { succeeded: 2, failed: 1 } },
      stale: [expect.stringMatching(/^1 instance not on it, failed or skipped in d-\w+: i-\w+$/)],
    });
    expect(isAmiss(status)).toBe(true);
  });

  test('those that a deployment got to before it failed', async () => {
    await open({ environment });
    await world.deploy();
    world.arm([{ instance: [2, 3], event: 'AfterInstall', then: { fail: failing } }]);
    await world.deploy({ version: '1.215', content: 'new' });
    const status = await lookAtFirst();
    expect(rowOf(status, destination.id)).toMatchObject({
      current: { version: '1.214' },
      lastAttempt: { version: '1.215', status: 'Failed' },
      stale: [expect.stringMatching(/^1 instance on 1\.215, from d-\w+: i-\w+$/)],
    });
    expect(isAmiss(status)).toBe(true);
  });
});

describe('what is not proven says why:', () => {
  test('a verification that failed', async () => {
    const command: Check = {
      kind: 'command',
      name: 'smoke',
      command: ['./smoke'],
      timeout: 60_000,
      interval: 10_000,
      consecutive: 1,
      failures: 3,
    };
    const destinations = [aDestination({ verify: [command] })];
    await open({ environment: anEnvironment({ waves: [aWave({ destinations })] }) });
    const cause = { instances: [], of: 0, message: 'version is "1.213"' };
    await world.deploy({ verify: async () => [cause] });
    const status = await lookAtFirst();
    expect(rowOf(status, 'retail/eu-west-1')).toMatchObject({
      current: {
        version: '1.214',
        proven: false,
        failed: true,
        reason: 'not verified in run local:1',
      },
    });
    expect(isAmiss(status)).toBe(true);
  });

  test('records that may not be read', async () => {
    await open({ environment: aPair() });
    await world.deploy();
    world.emulator.arm([{ service: 's3', operation: ['ListObjectsV2'], then: 'deny' }]);
    const status = await lookAtFirst();
    expect(rowOf(status, 'retail/eu-west-1')?.current).toMatchObject({
      version: '1.214',
      proven: false,
      failed: false,
      reason: expect.stringMatching(/cannot be listed: s3:ListObjectsV2 was denied: AccessDenied/),
    });
    expect(isAmiss(status)).toBe(false);
  });
});

test('a revision that is not ours is shown as what it is, never by its description', async () => {
  await open({ environment: aPair() });
  await world.deploy();
  const [destination] = world.environment.waves[0]?.destinations ?? [];
  if (!destination) throw new Error('no destination');
  const session = openSession();
  const stored = await session.artifacts(destination).list('orders/');
  const ours = stored.find(({ key }) => key.endsWith('.zip'))?.key ?? '';
  await copyObject(destination, ours, 'manual/orders.zip');
  session.close();
  await deployByHand(
    destination,
    {
      revisionType: 'S3',
      s3Location: { bucket: destination.bucket, key: 'manual/orders.zip', bundleType: 'zip' },
    },
    'fanout/1 v=1.214 env=production run=local:1',
  );
  const status = await lookAtFirst();
  const row = rowOf(status, destination.id);
  expect(row?.current).toMatchObject({
    text: `s3://${destination.bucket}/manual/orders.zip`,
    proven: false,
  });
  expect(row?.current).not.toHaveProperty('version');
  expect(row?.drift).toEqual([expect.stringContaining('manual/orders.zip is not a release')]);
});

describe('what CodeDeploy alone can tell', () => {
  const succeeded = (overrides: Partial<DeploymentInfo>) =>
    aDeployment({ deploymentId: 'd-1', status: 'Succeeded', ...overrides });

  async function lookAt(infos: DeploymentInfo[], group: DeploymentGroupInfo) {
    const calls = {
      getGroup: async () => group,
      getDeployments: async (ids: readonly string[]) =>
        infos.filter(({ deploymentId }) => ids.includes(deploymentId ?? '')),
    };
    const aws = {
      announce: () => undefined,
      identify: async () => [],
      codedeploy: () => calls,
      artifacts: () => ({
        readJson: async () => undefined,
        list: async () => [],
        listFirst: async () => ({ keys: [], more: false }),
      }),
    } as unknown as StatusPorts['aws'];
    const ports = { aws, clock: steadyClock(1), memory: new Map() };
    const [status] = await readStatus([anEnvironment()], [], ports);
    return status?.destinations[0];
  }

  test('a revision on GitHub', async () => {
    const gitHubLocation = { repository: 'example/orders', commitId: 'a1b2' };
    const info = succeeded({ revision: { revisionType: 'GitHub', gitHubLocation } });
    const row = await lookAt([info], { lastSuccessfulDeployment: { deploymentId: 'd-1' } });
    expect(row?.current).toMatchObject({
      text: 'GitHub example/orders@a1b2',
      startedBy: 'by hand',
      proven: false,
    });
    expect(row?.drift).toEqual([
      'GitHub example/orders@a1b2 is not a release of this tool, deployed by hand',
    ]);
  });

  test('blue/green: what traffic is on runs, though its deployment has not ended', async () => {
    const key = (version: string) => `orders/${version}-0123456789abcdef.zip`;
    const at = (version: string) => ({
      revisionType: 'S3' as const,
      s3Location: { bucket: 'deploy-222222222222-eu-west-1', key: key(version) },
    });
    const shifted = {
      deploymentId: 'd-2',
      status: 'InProgress' as const,
      instanceTerminationWaitTimeStarted: true,
      revision: at('1.215'),
    };
    const row = await lookAt([succeeded({ revision: at('1.214') }), aDeployment(shifted)], {
      lastSuccessfulDeployment: { deploymentId: 'd-1' },
      lastAttemptedDeployment: { deploymentId: 'd-2' },
    });
    expect(row?.current).toMatchObject({ version: '1.215', deploymentId: 'd-2' });
    expect(row).not.toHaveProperty('lastAttempt');
  });

  test('a deployment that CodeDeploy does not answer for is not guessed', async () => {
    const row = await lookAt([], { lastSuccessfulDeployment: { deploymentId: 'd-1' } });
    expect(row?.problem?.message).toMatch(/d-1 was not in CodeDeploy's answer/);
    expect(row).not.toHaveProperty('current');
  });
});

test('what cannot be read is told in its row and hides no other', async () => {
  await open({ environment: aPair() });
  await world.deploy();
  world.emulator.arm([
    {
      service: 'codedeploy',
      operation: ['GetDeploymentGroup'],
      region: ['us-east-1'],
      then: 'deny',
    },
  ]);
  const status = await lookAtFirst();
  expect(rowOf(status, 'retail/us-east-1')?.problem?.message).toMatch(
    /^codedeploy:GetDeploymentGroup was denied: AccessDenied/,
  );
  expect(rowOf(status, 'retail/us-east-1')).not.toHaveProperty('current');
  expect(rowOf(status, 'retail/eu-west-1')).toMatchObject({ current: { version: '1.214' } });
  expect([isUnread(status), isAmiss(status)]).toEqual([true, false]);
});

test('hold and lease are shown, and a lease that ran out is none', async () => {
  await open({ environment: aPair() });
  const [destination] = world.environment.waves[0]?.destinations ?? [];
  if (!destination) throw new Error('no destination');
  const session = openSession();
  const records = session.artifacts(destination);
  const time = new Date(world.clock.now()).toISOString();
  const hold = { held: true, reason: 'outage', by: 'github:9.1', time };
  await writeHold(
    homesOf(world.environment, session).own,
    holdKey({ application: 'orders', name: 'production' }),
    hold,
  );
  const lease = {
    run: 'github:10.1',
    since: time,
    until: new Date(world.clock.now() + 3_600_000).toISOString(),
  };
  await records.writeJson('orders/locks/production.json', lease, { ifNoneMatch: true });
  expect(await lookAtFirst()).toMatchObject({
    hold: { reason: 'outage', by: 'github:9.1' },
    lease: { run: 'github:10.1', since: time },
  });
  session.close();
  // Nobody renews it.
  await world.clock.sleep(4 * 60_000);
  expect(await lookAtFirst()).not.toHaveProperty('lease');
});

test('how far an environment is behind those before it', async () => {
  const test = anEnvironment({ name: 'test', waves: [aWave()] });
  const production = aGrid({
    after: ['test'],
    waves: [
      aWave({
        destinations: [
          aDestination({
            id: 'wholesale/eu-west-1',
            account: { name: 'wholesale', id: '333333333333' },
            role: { arn: 'arn:aws:iam::333333333333:role/codedeploy-fanout', sessionTags: false },
            bucket: 'deploy-333333333333-eu-west-1',
            bucketOwner: '333333333333',
          }),
        ],
      }),
    ],
  });
  const both = anEnvironment({
    waves: [
      aWave({
        destinations: [...test.waves, ...production.waves].flatMap((wave) => wave.destinations),
      }),
    ],
  });
  await open({ environment: both });
  await world.deploy({ environment: { ...production, after: [] }, version: '1.212' });
  for (const version of ['1.213', '1.214'])
    await world.deploy({ environment: test, version, content: version });
  const status = await lookAtFirst({ shown: [production], others: [test] });
  expect(status.behind).toEqual([{ environment: 'test', version: '1.214', versions: 2 }]);
  expect(await lookAtFirst({ shown: [test], others: [] })).toMatchObject({ behind: [] });
});

test('status endpoints are asked once, about what runs', async () => {
  const check: Check = {
    kind: 'http',
    name: 'status',
    timeout: 300_000,
    interval: 10_000,
    consecutive: 3,
    failures: 3,
    url: 'https://orders.example.com/status',
    status: 200,
    json: { version: '${version}' },
    headers: {},
  };
  const destinations = [
    aDestination({
      verify: [
        check,
        { ...check, kind: 'command', name: 'smoke', command: ['./smoke'] },
      ] as Check[],
    }),
  ];
  await open({ environment: anEnvironment({ waves: [aWave({ destinations })] }) });
  await world.deploy();
  const asked: string[] = [];
  const probe: NonNullable<StatusPorts['probe']> = async ({ name }, { id }, { version }) => {
    asked.push(`${name} ${id} ${version}`);
    return asked.length > 1 ? 'version is "1.213", expected "1.214"' : undefined;
  };
  const good = await lookAtFirst({ probe });
  expect(good.destinations[0]?.probe).toEqual([
    { check: 'status', holds: true, says: 'status 200, version "1.214"' },
  ]);
  expect(isAmiss(good)).toBe(false);
  const bad = await lookAtFirst({ probe });
  expect(bad.destinations[0]?.probe).toEqual([
    { check: 'status', holds: false, says: 'version is "1.213", expected "1.214"' },
  ]);
  expect(isAmiss(bad)).toBe(true);
  expect(asked).toEqual(Array(2).fill('status retail/eu-west-1 1.214'));
});

test('records are fetched once, however often one looks', async () => {
  await open({ environment: aPair() });
  await world.deploy();
  const memory: StatusPorts['memory'] = new Map();
  await look({ memory });
  const fetched = () =>
    world.emulator.calls.filter(
      ({ operation, about }) =>
        operation === 'GetObject' && /\/(runs|releases)\//.test(about ?? ''),
    ).length;
  const before = fetched();
  expect(before).toBeGreaterThan(0);
  expect(await look({ memory })).toMatchObject([
    { destinations: [{ current: { proven: true } }, {}] },
  ]);
  expect(fetched()).toBe(before);
});

async function deployByHand(
  destination: Destination,
  revision: CreateDeploymentCommandInput['revision'],
  description = 'from the console',
) {
  const session = openSession();
  const calls = session.codedeploy(destination);
  const { application: applicationName, deploymentGroup: deploymentGroupName } = destination;
  const deploymentId = await calls.create({
    applicationName,
    deploymentGroupName,
    revision,
    description,
  });
  for (;;) {
    const [info] = await calls.getDeployments([deploymentId]);
    if (['Succeeded', 'Failed', 'Stopped'].includes(info?.status ?? '')) break;
    await world.clock.sleep(2_000);
  }
  session.close();
}

async function copyObject(destination: Destination, from: string, to: string) {
  const session = openSession();
  const bucket = session.artifacts(destination);
  const path = join(tmpdir(), `fanout-status-${process.pid}.zip`);
  const { signal } = new AbortController();
  const found = await bucket.download(from, path, signal);
  await bucket.upload(to, { path, ...found, digest: 'f'.repeat(64) }, signal);
  await rm(path);
  session.close();
}
