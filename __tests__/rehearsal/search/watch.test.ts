import { describe, expect, test } from '@jest/globals';
import type { DeploymentView } from '../../../src/emulator/codedeploy/view.ts';
import type { CallRecord } from '../../../src/emulator/wire/call-log.ts';
import { watch } from '../../../src/rehearsal/search/watch.ts';
import { noInstances } from '../../../src/release/outcome.ts';

const destination = 'retail/eu-west-1';
const now = 1_800_000_000_000;

function aDeployment(overrides: Partial<DeploymentView> = {}): DeploymentView {
  return {
    id: 'd-000000001',
    status: 'Succeeded',
    creator: 'user',
    description: 'fanout/1 v=1.2 env=production run=github:1.1',
    isHalted: false,
    bucket: 'bundles',
    key: 'orders/1.2-abc.zip',
    targets: ['Succeeded', 'Succeeded'],
    ...overrides,
  };
}

/** Looks on at a world in which there are these deployments and objects. */
function looking(deployments: DeploymentView[], objects: Record<string, unknown> = {}) {
  const eye = watch({
    s3: {
      objects: () => [],
      openUploads: () => [],
      read: (_, key) => (objects[key] ? Buffer.from(JSON.stringify(objects[key])) : undefined),
    },
    codedeploy: {
      view: () => [
        {
          destination,
          account: '222222222222',
          region: 'eu-west-1',
          application: 'orders',
          deploymentGroup: 'orders',
          instances: [],
          deployments,
        },
      ],
    },
    now: () => now,
    lease: { bucket: 'bundles', key: 'lease' },
  });
  const call = (operation: string, about = ''): void =>
    eye.onCall({ service: 's3', operation, status: 200, about, at: now } as CallRecord);
  return { ...eye, call, broken: () => eye.violations.map(({ invariant }) => invariant) };
}

const lease = { run: 'github:1.1', until: new Date(now + 60_000).toISOString() };

describe('what must hold is seen where it does not:', () => {
  test.each([
    ['nobody has the lease', {}],
    ['another run has it', { lease: { ...lease, run: 'github:2.1' } }],
    ['it has run out', { lease: { ...lease, until: new Date(now - 1).toISOString() } }],
  ])('a deployment is created while %s', (_, objects) => {
    const eye = looking([aDeployment()], objects);
    eye.call('CreateDeployment');
    expect(eye.broken()).toEqual(['no group is changed without a lease']);
  });

  test('one run deploys the same version to a destination twice', () => {
    const eye = looking([aDeployment(), aDeployment({ id: 'd-000000002' })], { lease });
    eye.call('CreateDeployment');
    expect(eye.broken()).toContain('no two deployments of one run and destination');
  });

  test.each(['Failed', 'Skipped'])(
    'a version is recorded as verified, but an instance is %s',
    (status) => {
      const entry = { destination, verified: true, version: '1.2', deploymentId: 'd-000000001' };
      const record = { run: 'github:1.1', destinations: [entry] };
      const eye = looking([aDeployment({ targets: ['Succeeded', status] })], {
        'a/runs/r': record,
      });
      eye.call('PutObject', 'bundles/a/runs/r');
      expect(eye.broken()).toEqual(['what is proven runs on all instances']);
    },
  );

  test.each([
    ['succeeded', aDeployment({ status: 'Failed' })],
    ['stopped', aDeployment({ status: 'InProgress' })],
    ['never-started', aDeployment()],
  ] as const)('a verdict says "%s" of a deployment of which it is not so', (outcome, one) => {
    const eye = looking([one]);
    const result = {
      destination,
      outcome,
      deploymentId: one.id,
      seconds: 1,
      instances: noInstances,
      causes: [],
    };
    eye.onEvent(
      {
        at: now,
        kind: 'run-finished',
        verdict: outcome,
        exitCode: 0,
        seconds: 1,
        results: [result],
      },
      { run: 'github:1.1', command: 'deploy' },
    );
    expect(eye.broken()).toEqual(["the verdict's words are true"]);
  });

  test('a rollback goes to what was never proven', () => {
    const eye = looking([aDeployment()]);
    const result = {
      destination,
      outcome: 'succeeded' as const,
      version: '1.2',
      deploymentId: 'd-000000001',
      seconds: 1,
      instances: noInstances,
      causes: [],
    };
    eye.onEvent(
      {
        at: now,
        kind: 'run-finished',
        verdict: 'succeeded',
        exitCode: 0,
        seconds: 1,
        results: [result],
      },
      { run: 'github:1.1', command: 'rollback' },
    );
    expect(eye.broken()).toEqual(["a rollback's target was proven"]);
  });

  test('a deployment goes on that nobody names, and the lease is not free', () => {
    const eye = looking([aDeployment({ status: 'InProgress' })], { lease });
    eye.ended(() => false);
    eye.freed();
    expect(eye.broken()).toEqual([
      'nothing goes on that nobody names',
      'the lease is free in the end',
    ]);
  });
});

test('what is as it must be is no violation', () => {
  const entry = { destination, verified: true, version: '1.2', deploymentId: 'd-000000001' };
  const record = { run: 'github:1.1', destinations: [entry] };
  const eye = looking([aDeployment()], { lease, 'a/runs/r': record });
  eye.call('CreateDeployment');
  eye.call('PutObject', 'bundles/a/runs/r');
  eye.ended(() => false);
  expect(eye.broken()).toEqual([]);
});
