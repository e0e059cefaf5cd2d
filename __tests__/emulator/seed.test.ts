import { describe, expect, test } from '@jest/globals';
import type { Destination, Environment } from '../../src/config/destination.ts';
import { seedOf } from '../../src/emulator/seed.ts';

const dev = '111111111111';
const retail = '222222222222';
const hub = 'arn:aws:iam::333333333333:role/hub';

function aDestination(overrides: Partial<Destination> = {}): Destination {
  return {
    id: 'dev/eu-west-1',
    account: { name: 'dev', id: dev },
    region: 'eu-west-1',
    partition: 'aws',
    application: 'orders',
    deploymentGroup: 'orders-test',
    bucket: 'deploy-dev-ireland',
    role: { arn: `arn:aws:iam::${dev}:role/deploy`, sessionTags: false },
    ignoreApplicationStopFailures: false,
    updateOutdatedInstancesOnly: false,
    rollback: {},
    timeout: 1,
    onBusy: 'wait',
    busyTimeout: 1,
    onReady: 'continue',
    failedInstances: 'warn',
    empty: 'fail',
    verify: [],
    ...overrides,
  };
}

function seeded(...destinations: Destination[]) {
  return seedOf([environmentOf(...destinations)], 3);
}

function environmentOf(...destinations: Destination[]): Environment {
  const wave = {
    name: 'all',
    destinations,
    maxParallel: 1,
    failureMode: 'soft' as const,
    maxFailures: 0,
    bake: 0,
  };
  return {
    name: 'test',
    application: 'orders',
    waves: [wave],
    after: [],
    onFailure: 'stop',
    stopRunning: false,
    onOlder: 'refuse',
    onCancel: 'stop',
  };
}

test('a group whose instances are left ready is blue/green and waits for its traffic', () => {
  const { groups } = seeded(
    aDestination({ onReady: 'leave' }),
    aDestination({ deploymentGroup: 'another', onReady: 'wait' }),
  );
  expect(groups.map((group) => [group.blueGreen, group.readyWait])).toEqual([
    [true, 3_600_000],
    [undefined, undefined],
  ]);
});

describe('what the environments of a configuration expect is there', () => {
  test('the bucket in which lease and hold are kept, for those who keep them there', () => {
    const recordsDestination = aDestination({
      bucket: 'records',
      bucketOwner: retail,
      region: 'us-west-2',
    });
    const { buckets } = seedOf([{ ...environmentOf(aDestination()), recordsDestination }], 1);
    expect(buckets).toContainEqual({
      name: 'records',
      region: 'us-west-2',
      account: retail,
      grants: [{ account: dev, actions: ['s3:*'] }],
    });
  });

  test('groups with their instances, buckets and roles, each once', () => {
    const virginia = { region: 'us-east-1', id: 'dev/us-east-1', bucket: 'deploy-dev-virginia' };
    const seed = seeded(aDestination(), aDestination(), aDestination(virginia));
    expect(seed.groups.map(({ destination, instances }) => [destination, instances])).toEqual([
      ['dev/eu-west-1', 3],
      ['dev/us-east-1', 3],
    ]);
    expect(seed.buckets.map(({ name, region, account }) => [name, region, account])).toEqual([
      ['deploy-dev-ireland', 'eu-west-1', dev],
      ['deploy-dev-virginia', 'us-east-1', dev],
    ]);
    expect(seed.accounts).toEqual([
      { id: dev, name: 'dev', roles: [{ arn: `arn:aws:iam::${dev}:role/deploy` }] },
    ]);
    expect(seed.base).toBeUndefined();
  });

  test('a role asks for its external id; one that is reached via another trusts its account alone', () => {
    const arn = `arn:aws:iam::${dev}:role/deploy`;
    const seed = seeded(
      aDestination({ role: { arn, externalId: 'secret', via: hub, sessionTags: false } }),
    );
    expect(seed.accounts).toEqual([
      { id: dev, name: 'dev', roles: [{ arn, externalId: 'secret', trusts: ['333333333333'] }] },
      { id: '333333333333', name: '333333333333', roles: [{ arn: hub }] },
    ]);
  });

  test('a role that is assumed directly, too, trusts everyone', () => {
    const arn = `arn:aws:iam::${dev}:role/deploy`;
    const seed = seeded(
      aDestination({ role: { arn, via: hub, sessionTags: false } }),
      aDestination({ role: { arn, sessionTags: false } }),
    );
    expect(seed.accounts[0]?.roles).toEqual([{ arn }]);
  });

  test('a bucket of another account may be used by those who deploy from it', () => {
    const seed = seeded(aDestination({ bucketOwner: retail }));
    expect(seed.buckets).toEqual([
      {
        name: 'deploy-dev-ireland',
        region: 'eu-west-1',
        account: retail,
        grants: [{ account: dev, actions: ['s3:*'] }],
      },
    ]);
  });

  test('where a destination has no role, the credentials of the job are of its account', () => {
    const { role: _role, ...without } = aDestination();
    expect(seeded(without).base).toEqual({ account: dev });
  });
});
