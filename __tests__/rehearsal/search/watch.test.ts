import { describe, expect, test } from '@jest/globals';
import type { DeploymentView } from '../../../src/emulator/codedeploy/view.ts';
import type { CallRecord } from '../../../src/emulator/wire/call-log.ts';
import type { Job, JobOrder } from '../../../src/rehearsal/search/job.ts';
import { watch } from '../../../src/rehearsal/search/watch.ts';
import type { DestinationResult } from '../../../src/release/outcome.ts';
import { aDestination, anEnvironment, aResult, aWave } from '../../release/makers.ts';

const destination = 'retail/eu-west-1';
const bucket = 'deploy-222222222222-eu-west-1';
const leaseKey = 'orders/locks/production.json';
const runKey = 'orders/runs/production/20270115T080000Z-github-1.1.json';
const now = 1_800_000_000_000;
const key = `orders/1.2-${'ab'.repeat(32)}.zip`;

function aDeployment(overrides: Partial<DeploymentView> = {}): DeploymentView {
  return {
    id: 'd-000000001',
    status: 'Succeeded',
    creator: 'user',
    description: 'fanout/1 v=1.2 env=production run=github:1.1',
    isHalted: false,
    bucket,
    key,
    targets: ['Succeeded', 'Succeeded'],
    ...overrides,
  };
}

type Looked = {
  deployments?: DeploymentView[];
  objects?: Record<string, unknown>;
  /** By bucket and key, where a bucket has other objects than all. */
  elsewhere?: Record<string, unknown>;
  held?: boolean;
  maxParallel?: number;
  regions?: readonly string[];
  onReady?: 'continue' | 'leave';
};

/** Looks on at a world in which there are these deployments and objects. */
function looking({
  deployments = [],
  objects = {},
  elsewhere,
  held,
  maxParallel = 9,
  regions = ['eu-west-1'],
  onReady = 'continue',
}: Looked) {
  let time = now;
  const destinations = regions.map((region) =>
    aDestination({
      id: `retail/${region}`,
      region,
      bucket: `deploy-222222222222-${region}`,
      onReady,
    }),
  );
  const eye = watch(
    {
      s3: {
        objects: () => [],
        read: (where, asked) => {
          const all = elsewhere && where !== bucket ? elsewhere : objects;
          const found = all[all === objects ? asked : `${where}/${asked}`];
          return found ? Buffer.from(JSON.stringify(found)) : undefined;
        },
      },
      codedeploy: {
        view: () => [
          {
            ...{ destination, account: '222222222222', region: 'eu-west-1', deployments },
            ...{ application: 'orders', deploymentGroup: 'orders-production', instances: [] },
          },
        ],
      },
      now: () => time,
      environments: [anEnvironment({ waves: [aWave({ maxParallel, destinations })] })],
    },
    { lastHeld: () => held },
  );
  const record = (operation: string, about: string): CallRecord => ({
    ...{ service: 's3', operation, status: 200, about, at: now },
    principal: 'arn:aws:sts::222222222222:assumed-role/fanout/orders-production-1.2-1.1',
  });
  const description = 'fanout/1 v=1.2 env=production run=github:1.1';
  return {
    ...eye,
    call: (operation: string, about = '', more: Partial<CallRecord> = {}) =>
      eye.onCall({ ...record(operation, about), ...more }),
    arrives: (operation: string, about = '', body: object = { description }) =>
      eye.onArrival(record(operation, about), () => JSON.stringify(body)),
    pass: (ms: number) => {
      time += ms;
    },
    concludes: (result: Partial<DestinationResult>, command: JobOrder['command'] = 'deploy') =>
      eye.onEvent(
        {
          ...{ at: now, kind: 'run-finished', exitCode: 0, seconds: 1 },
          verdict: result.outcome ?? 'succeeded',
          results: [aResult({ version: '1.2', deploymentId: 'd-000000001', ...result })],
        },
        aJob(command),
      ),
    broken: () => [...new Set(eye.violations.map(({ invariant }) => invariant))],
  };
}

function aJob(command: JobOrder['command']): Job {
  const order: JobOrder = {
    ...{ command, environment: 'production', run: 1, attempt: 1, folder: 1, offset: 0 },
  };
  return {
    order,
    run: 'github:1.1',
    events: [{ kind: 'run-finished' }],
    said: [],
  } as unknown as Job;
}

const lease = { run: 'github:1.1', until: '2027-01-15T08:02:00Z' };
const entry = { destination, verified: true, version: '1.2', deploymentId: 'd-000000001' };
const aRecord = { run: 'github:1.1', environment: 'production', destinations: [entry] };

describe('what must hold is seen where it does not:', () => {
  test.each([
    ['nobody has the lease', {}, 0],
    ['it was given back', { [leaseKey]: { run: 'github:1.1' } }, 0],
    ['another run has it', { [leaseKey]: { ...lease, run: 'github:2.1' } }, 0],
    ['it was not renewed for minutes', { [leaseKey]: lease }, 181_000],
  ])('a deployment is asked for while %s', (_, objects, passed) => {
    const eye = looking({ objects });
    eye.call('PutObject', `${bucket}/${leaseKey}`);
    eye.pass(passed);
    eye.arrives('CreateDeployment');
    expect(eye.broken()).toEqual(['no group is changed without a lease']);
  });

  test("another run's rollback is stopped, and without the lease", () => {
    const theirs = 'fanout/1 v=1.1 env=production run=github:2.1 back=1';
    const eye = looking({ deployments: [aDeployment({ description: theirs })] });
    eye.arrives('StopDeployment', 'd-000000001');
    expect(eye.broken()).toEqual([
      'no group is changed without a lease',
      'what goes back is not stopped by another run',
    ]);
  });

  test.each([
    ['what another run has left', 'run=github:2.1', []],
    ['what a run of another environment has left', 'run=github:2.1', ['other']],
    ['what goes back', 'run=github:2.1 back=1', ['back']],
  ])('with the lease, traffic is shifted to %s', (_, run, wrong) => {
    const environment = wrong[0] === 'other' ? 'test' : 'production';
    const theirs = `fanout/1 v=1.1 env=${environment} ${run}`;
    const eye = looking({
      deployments: [aDeployment({ status: 'Ready', description: theirs })],
      objects: { [leaseKey]: lease },
    });
    eye.call('PutObject', `${bucket}/${leaseKey}`);
    eye.arrives('ContinueDeployment', 'd-000000001', { deploymentWaitType: 'TERMINATION_WAIT' });
    expect(eye.broken()).toEqual([]);
    eye.arrives('ContinueDeployment', 'd-000000001', { deploymentWaitType: 'READY_WAIT' });
    expect(eye.broken()).toEqual(
      wrong.length > 0 ? ['traffic is shifted to nothing but what a run has brought there'] : [],
    );
  });

  test('traffic is shifted without the lease', () => {
    const theirs = 'fanout/1 v=1.1 env=production run=github:2.1';
    const eye = looking({ deployments: [aDeployment({ status: 'Ready', description: theirs })] });
    eye.arrives('ContinueDeployment', 'd-000000001', { deploymentWaitType: 'READY_WAIT' });
    expect(eye.broken()).toEqual(['no group is changed without a lease']);
  });

  test('stop ends well although something that it came for goes on', () => {
    const theirs = 'fanout/1 v=1.1 env=production run=github:2.1';
    const deployments = [aDeployment({ status: 'Ready', description: theirs })];
    const eye = looking({ deployments });
    const stop = aJob('stop');
    eye.began(stop);
    eye.over(stop, 0);
    expect(eye.broken()).toEqual(['stop ends well only when all has ended']);
    const later = looking({ deployments: [] });
    later.began(stop);
    later.over(stop, 0);
    expect(later.broken()).toEqual([]);
  });

  test('one run deploys the same version to a destination twice', () => {
    const eye = looking({ deployments: [aDeployment(), aDeployment({ id: 'd-000000002' })] });
    eye.call('CreateDeployment');
    expect(eye.broken()).toEqual(['no two deployments of one run and destination']);
  });

  test('finish ends well although a deployment of the run goes on, unless another job of the run is at it', () => {
    const deployments = [aDeployment({ status: 'InProgress' })];
    const left = aJob('finish');
    const alone = looking({ deployments });
    alone.over(left, 0);
    expect(alone.broken()).toEqual(['finish ends well only when all has ended']);

    const twin = aJob('deploy');
    const creating = { kind: 'creating', destination, marker: deployments[0]?.description };
    Object.assign(twin, { order: { ...twin.order, folder: 2 }, events: [creating] });
    const beside = looking({ deployments });
    beside.began(twin);
    beside.over(left, 0);
    expect(beside.broken()).toEqual([]);
    beside.gone(twin);
    beside.over(left, 0);
    expect(beside.broken()).toEqual(['finish ends well only when all has ended']);
  });

  test.each([
    ['continue', ['finish ends well only when all has ended']],
    ['leave', []],
  ] as const)(
    'finish ends well although a deployment is ready, with onReady: %s',
    (onReady, broken) => {
      const eye = looking({ deployments: [aDeployment({ status: 'Ready' })], onReady });
      eye.over(aJob('finish'), 0);
      expect(eye.broken()).toEqual(broken);
    },
  );

  test.each([
    ['an answer of a moment ago', 'PutObject', {}, true],
    ['half an answer', 'PutObject', { fault: 'truncate' }, false],
    ['an answer that came later than anybody waited', 'PutObject', { fault: 'slow' }, false],
    ['a renewal that was refused, and is read', 'GetObject', {}, false],
  ])('a lease is called lost after %s', (_, operation, more, isWrong) => {
    const objects = { [leaseKey]: lease };
    const eye = looking({ objects });
    eye.call('PutObject', `${bucket}/${leaseKey}`);
    eye.pass(110_000);
    if (operation === 'PutObject') objects[leaseKey] = { ...lease, until: '2027-01-15T08:04:00Z' };
    eye.call(operation, `${bucket}/${leaseKey}`, more);
    eye.pass(6_000);
    const problem = { code: 'lease-lost', message: 'it is lost' } as const;
    eye.onEvent({ at: now, kind: 'notice', level: 'warning', problem }, aJob('deploy'));
    expect(eye.broken()).toEqual(isWrong ? ['a lease is lost only to others or to time'] : []);
  });

  test.each([
    ['in the hands of a live run', 60_000, {}, true],
    ['that nobody has renewed for minutes', 180_000, {}, false],
    ['of an earlier attempt of the run', 60_000, { run: 'github:1.2' }, false],
  ])('a lease is taken over %s', (_, passed, more, isWrong) => {
    const objects: Record<string, object> = { [leaseKey]: { ...lease, token: 'a' } };
    const eye = looking({ objects });
    eye.call('PutObject', `${bucket}/${leaseKey}`);
    eye.pass(passed);
    objects[leaseKey] = { ...lease, run: 'github:2.1', token: 'b', ...more };
    eye.call('PutObject', `${bucket}/${leaseKey}`);
    expect(eye.broken()).toEqual(isWrong ? ['no lease is taken over that is renewed'] : []);
  });

  test.each([
    ['that was first in one home alone', 'orders/locks/production.json', []],
    ['that has the others', '', ['no lease is taken over that is renewed']],
  ])('a lease is taken over by who has the majority, from one %s', (_, elsewhere, broken) => {
    const [own, ...others] = ['eu-west-1', 'us-east-1', 'ap-southeast-1'].map(
      (region) => `deploy-222222222222-${region}`,
    );
    const objects: Record<string, object> = { [leaseKey]: { ...lease, token: 'a' } };
    const eye = looking({
      regions: ['eu-west-1', 'us-east-1', 'ap-southeast-1'],
      objects,
      elsewhere: Object.fromEntries(
        others.map((one) => [`${one}/${elsewhere}`, { ...lease, run: 'github:2.1', token: 'b' }]),
      ),
    });
    eye.call('PutObject', `${own}/${leaseKey}`);
    eye.pass(20_000);
    objects[leaseKey] = { ...lease, run: 'github:2.1', token: 'b' };
    eye.call('PutObject', `${own}/${leaseKey}`);
    expect(eye.broken()).toEqual(broken);
  });

  test('a lease is given back while its run is at work, and it is told that it has lost it', () => {
    const eye = looking({ objects: { [leaseKey]: { run: 'github:1.1', token: 'a' } } });
    const problem = { code: 'lease-lost', message: 'it is lost' } as const;
    eye.onEvent({ at: now, kind: 'notice', level: 'warning', problem }, aJob('deploy'));
    expect(eye.broken()).toEqual(['a lease is given back by who has it']);
  });

  test.each([
    ['the lease was taken', now, false],
    ["the machine's clock says, which is off", now + 240_000, true],
  ])('a record bears the time at which %s', (_, at, isWrong) => {
    const started = new Date(at).toISOString();
    const record = { ...aRecord, destinations: [], token: 'a', started };
    const eye = looking({ objects: { [leaseKey]: { ...lease, token: 'a' }, [runKey]: record } });
    eye.call('PutObject', `${bucket}/${leaseKey}`);
    eye.pass(100_000);
    eye.call('PutObject', `${bucket}/${runKey}`);
    expect(eye.broken()).toEqual(
      isWrong ? ["a record's time is S3's when its run took the lease"] : [],
    );
  });

  test('more of a wave are under way at once than may be', () => {
    const version = (v: string) => `fanout/1 v=${v} env=production run=github:1.1 back=1`;
    const deployments = ['1.0', '1.1'].map((one, index) =>
      aDeployment({ id: `d-00000000${index}`, status: 'InProgress', description: version(one) }),
    );
    const eye = looking({ deployments, maxParallel: 1 });
    eye.call('CreateDeployment');
    expect(eye.broken()).toEqual(['a wave is no wider than it may be']);
  });

  test('a record names what brought back the rest, in the place of what its run was to bring', () => {
    const description = 'fanout/1 v=1.1 env=production run=github:1.1 back=1';
    const back = aDeployment({ id: 'd-000000002', description });
    const destinations = [{ ...entry, verified: false, deploymentId: 'd-000000002' }];
    const objects = { [runKey]: { ...aRecord, command: 'deploy', destinations } };
    const eye = looking({ deployments: [aDeployment(), back], objects });
    eye.call('PutObject', `${bucket}/${runKey}`);
    expect(eye.broken()).toEqual(['a record names what its run was to bring']);
  });

  test.each([
    ['at once, however long the group was busy before', 1_000, true],
    ['after minutes in which nothing else was answered', 300_000, false],
  ])('a run gives up for a call that was throttled, %s', (_, passed, isWrong) => {
    const eye = looking({});
    const about = 'orders/orders-production/CodeDeployDefault.OneAtATime';
    const busy = { service: 'codedeploy', status: 400, account: '222222222222' } as const;
    eye.call('CreateDeployment', about, {
      ...busy,
      region: 'eu-west-1',
      error: 'DeploymentLimitExceededException',
    });
    eye.pass(400_000);
    eye.call('CreateDeployment', about, { ...busy, region: 'eu-west-1', fault: 'throttle' });
    eye.pass(passed);
    const message = 'codedeploy:CreateDeployment was throttled: ThrottlingException: Rate exceeded';
    const result = aResult({
      outcome: 'never-started',
      reason: 'no deployment was created',
      causes: [{ instances: [], of: 0, message }],
    });
    eye.onEvent({ at: now, kind: 'finished', destination, result }, aJob('deploy'));
    expect(eye.broken()).toEqual(isWrong ? ['nobody gives up for a fault of a moment'] : []);
  });

  test.each(['Failed', 'Skipped'])(
    'a version is recorded as verified, but an instance is %s',
    (status) => {
      const deployments = [aDeployment({ targets: ['Succeeded', status] })];
      const eye = looking({ deployments, objects: { [runKey]: aRecord } });
      eye.call('PutObject', `${bucket}/${runKey}`);
      expect(eye.broken()).toEqual(['what is proven runs on all instances']);
    },
  );

  test('a version is recorded as verified that the deployment did not bring, and whose checks did not hold', () => {
    const deployments = [aDeployment({ key: key.replace('1.2', '1.1') })];
    const eye = looking({ deployments, objects: { [runKey]: aRecord }, held: false });
    eye.call('PutObject', `${bucket}/${runKey}`);
    expect(eye.broken()).toEqual([
      'a record names what was deployed',
      'what is proven held its checks',
    ]);
  });

  test.each([
    ['succeeded', { status: 'Failed' }],
    ['not-verified', { status: 'Failed' }],
    ['stopped', { status: 'InProgress' }],
    ['failed', { status: 'InProgress' }],
    ['never-started', {}],
    ['ready', { status: 'Stopped' }],
  ] as const)('a verdict says "%s" of a deployment of which it is not so', (outcome, one) => {
    const eye = looking({ deployments: [aDeployment(one)] });
    eye.concludes({ outcome });
    expect(eye.broken()).toContain("the verdict's words are true");
  });

  test.each([
    ['succeeded', { status: 'InProgress', isShifted: true }],
    ['ready', { status: 'Ready' }],
  ] as const)('of blue/green "%s" is so', (outcome, one) => {
    const eye = looking({ deployments: [aDeployment(one)] });
    eye.concludes({ outcome });
    expect(eye.broken()).toEqual([]);
  });

  test('a rollback goes to what was never proven but by itself', () => {
    const objects = { [runKey]: aRecord };
    const eye = looking({ deployments: [aDeployment()], objects, held: true });
    eye.call('PutObject', `${bucket}/${runKey}`);
    eye.concludes({}, 'rollback');
    expect(eye.broken()).toEqual(["a rollback's target was proven"]);
  });

  test('a run, or what finishes it, ends with 0 although its record is missing, or its deployment goes on', () => {
    const eye = looking({ deployments: [aDeployment({ status: 'InProgress' })] });
    eye.over(aJob('deploy'), 0);
    eye.over(aJob('finish'), 0);
    expect(eye.broken()).toEqual([
      'a run that ends well is recorded',
      'finish ends well only when all has ended',
    ]);
  });

  test('a deployment goes on that nobody names, and the lease is not free', () => {
    const deployments = [aDeployment({ status: 'InProgress' })];
    const eye = looking({ deployments, objects: { [leaseKey]: lease } });
    eye.call('PutObject', `${bucket}/${leaseKey}`);
    eye.ended(() => false);
    eye.freed();
    expect(eye.broken()).toEqual([
      'nothing goes on that nobody names',
      'the lease is free in the end',
    ]);
  });
});

test('what is as it must be is no violation', () => {
  const earlierKey = 'orders/runs/production/20270114T080000Z-github-0.1.json';
  const earlier = { ...aRecord, run: 'github:0.1' };
  const objects = { [leaseKey]: lease, [runKey]: aRecord, [earlierKey]: earlier };
  const eye = looking({ deployments: [aDeployment()], objects, held: true });
  eye.call('PutObject', `${bucket}/${earlierKey}`);
  eye.call('PutObject', `${bucket}/${leaseKey}`);
  eye.arrives('CreateDeployment');
  eye.call('CreateDeployment');
  eye.call('PutObject', `${bucket}/${runKey}`);
  eye.concludes({}, 'rollback');
  eye.over(aJob('deploy'), 0);
  eye.ended(() => false);
  expect(eye.broken()).toEqual([]);
});
