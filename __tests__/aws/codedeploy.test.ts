import { describe, expect, test } from '@jest/globals';
import { faultOf } from '../../src/aws/faults.ts';
import { steadyClock } from '../../src/clock.ts';
import type { FaultRule } from '../../src/emulator/scenario/fault-definition.ts';
import {
  aDestination,
  anEmulator,
  aSession,
  callsTo,
  failureOf,
  inRegions,
  type Started,
} from './makers.ts';

const [destination = aDestination()] = inRegions(['eu-west-1']);

async function started(...faults: Partial<FaultRule>[]) {
  const emulator = await anEmulator([destination], { faults, clock: steadyClock(20) });
  return { emulator, calls: aSession(emulator).codedeploy(destination) };
}

/** A revision that the group may be told to deploy. */
async function aRevision(emulator: Started) {
  const { artifacts } = aSession(emulator);
  const { eTag } = (await artifacts(destination).writeJson(
    'orders/1.zip',
    {},
    { ifNoneMatch: true },
  )) as { eTag: string };
  return {
    applicationName: 'orders',
    deploymentGroupName: 'orders-production',
    revision: {
      revisionType: 'S3' as const,
      s3Location: {
        bucket: destination.bucket,
        key: 'orders/1.zip',
        bundleType: 'zip' as const,
        eTag,
      },
    },
  };
}

/** Asks until the deployment has begun with its instances. */
async function afterStart<T>(emulator: Started, ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (faultOf(error).name !== 'DeploymentNotStartedException') throw error;
      await emulator.clock.sleep(500);
    }
  }
}

test('a deployment is created, listed, read with its instances, and stopped', async () => {
  const { emulator, calls } = await started();
  const input = await aRevision(emulator);
  const id = await calls.create(input);
  expect(await calls.listDeployments({ since: new Date(0) })).toEqual([id]);
  expect(await calls.listDeployments({ statuses: ['Baking'] })).toEqual([]);
  const targets = await afterStart(emulator, () => calls.listTargets(id));
  expect(targets).toHaveLength(3);
  const listed = emulator.calls.filter(({ operation }) => operation === 'ListDeploymentTargets');
  expect(listed.filter(({ status }) => status === 200)).toHaveLength(2);
  expect(await calls.getTargets(id, targets)).toHaveLength(3);
  expect(await calls.getDeployments([id])).toMatchObject([{ deploymentId: id }]);
  expect(faultOf(await failureOf(calls.create(input))).kind).toBe('busy');
  expect(await calls.stop(id, { rollback: false })).toHaveProperty('status');
});

test('the group, the application and the deployment configuration are read', async () => {
  const { calls } = await started();
  expect(await calls.getGroup()).toHaveProperty('deploymentGroupName', 'orders-production');
  expect(await calls.getConfig('CodeDeployDefault.AllAtOnce')).toHaveProperty(
    'minimumHealthyHosts',
  );
});

test('any number of deployments is asked for in batches of 25', async () => {
  const { emulator, calls } = await started();
  const ids = Array.from({ length: 60 }, (_, index) => `d-${String(index).padStart(9, 'A')}`);
  expect(await calls.getDeployments(ids)).toEqual([]);
  expect(callsTo(emulator, 'BatchGetDeployments')).toHaveLength(3);
});

describe('reading is tried again', () => {
  test.each<[string, FaultRule['then']]>([
    ['throttled', 'throttle'],
    ['reset', 'reset'],
    ['truncated', 'truncate'],
    ['a 500', { status: 500 }],
    ['a page of a load balancer', { status: 503, html: true }],
  ])('after: %s', async (_, then) => {
    const { emulator, calls } = await started({ service: 'codedeploy', times: 2, then });
    await calls.getGroup();
    expect(callsTo(emulator, 'GetDeploymentGroup')).toHaveLength(3);
  });

  test('but not without end, and the fault is passed on', async () => {
    const { emulator, calls } = await started({ service: 'codedeploy', then: 'throttle' });
    expect(faultOf(await failureOf(calls.getDeployments(['d-1']))).kind).toBe('throttled');
    expect(callsTo(emulator, 'BatchGetDeployments')).toHaveLength(5);
  });

  test('but not where it was denied', async () => {
    const { emulator, calls } = await started({ service: 'codedeploy', then: 'deny' });
    expect(faultOf(await failureOf(calls.getGroup())).kind).toBe('denied');
    expect(callsTo(emulator, 'GetDeploymentGroup')).toHaveLength(1);
  });
});

describe('creation is never sent twice', () => {
  test.each<[string, FaultRule['then'], string]>([
    ['its answer is lost', 'lost', 'unreachable'],
    ['it is throttled', 'throttle', 'throttled'],
    ['the service fails', { status: 500 }, 'server'],
    ['a proxy answers', { status: 502, html: true }, 'server'],
  ])('where %s', async (_, then, kind) => {
    const fault = { service: 'codedeploy' as const, operation: ['CreateDeployment'], then };
    const { emulator, calls } = await started(fault);
    const error = await failureOf(calls.create(await aRevision(emulator)));
    expect(faultOf(error).kind).toBe(kind);
    expect(callsTo(emulator, 'CreateDeployment')).toHaveLength(1);
  });
});

test('a read that is no longer wanted ends', async () => {
  const { calls } = await started({ service: 'codedeploy', then: { slow: 3_600_000 } });
  const cancel = new AbortController();
  const read = calls.getDeployments(['d-ABCDEFGHI'], { signal: cancel.signal });
  cancel.abort();
  expect((await failureOf(read)).name).toBe('AbortError');
});
