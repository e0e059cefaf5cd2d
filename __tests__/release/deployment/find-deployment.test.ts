import type { DeploymentInfo, DeploymentOverview } from '@aws-sdk/client-codedeploy';
import { describe, expect, test } from '@jest/globals';
import type { CodeDeployCalls } from '../../../src/aws/codedeploy.ts';
import { findEarlier, findOurs } from '../../../src/release/deployment/find-deployment.ts';
import type { Marker } from '../../../src/release/marker.ts';
import { handClock } from '../hand-clock.ts';

const marker: Marker = { version: '1.2', environment: 'production', run: 'github:1.1' };
const input = {
  revision: {
    revisionType: 'S3' as const,
    s3Location: { bucket: 'bundles', key: 'orders/1.2-0123456789abcdef.zip', eTag: 'abc' },
  },
};

function aDeployment(overrides: Partial<DeploymentInfo> = {}): DeploymentInfo {
  return {
    deploymentId: 'd-000000001',
    status: 'Succeeded',
    description: 'fanout/1 v=1.2 env=production run=github:1.1',
    ...input,
    ...overrides,
  };
}

describe('a release runs in a group already', () => {
  test.each<[string, DeploymentOverview, boolean]>([
    ['where it succeeded on every instance', { Succeeded: 3 }, true],
    ['but not where an instance failed', { Succeeded: 2, Failed: 1 }, false],
    ['nor where one was skipped', { Succeeded: 2, Skipped: 1 }, false],
  ])('%s', async (_, deploymentOverview, runs) => {
    const calls = {
      getGroup: async () => ({ lastAttemptedDeployment: { deploymentId: 'd-000000001' } }),
      getDeployments: async () => [aDeployment({ deploymentOverview })],
    } as unknown as CodeDeployCalls;
    const { clock } = handClock();
    const { signal } = new AbortController();
    const earlier = await findEarlier(input, marker, { calls, clock, signal });
    expect(earlier?.standing).toBe(runs ? 'runs' : undefined);
  });
});

test.each([4, 20, 60])(
  "a run finds its own deployment in lists although its clock is %d minutes ahead of AWS's",
  async (minutes) => {
    const { clock, pass } = handClock();
    const began = clock.now();
    const created = began - minutes * 60_000;
    const calls = {
      getGroup: async () => ({}),
      listDeployments: async ({ since }: { since: Date }) =>
        since.getTime() <= created ? ['d-000000001'] : [],
      getDeployments: async (ids: readonly string[]) => ids.map(() => aDeployment()),
    } as unknown as CodeDeployCalls;
    const { signal } = new AbortController();
    const looking = findOurs(input, marker, began, { calls, clock, signal });
    await pass(60_000);
    expect(await looking).toEqual({ found: aDeployment() });
  },
);

test('what a group names and is not told of yet is not known to be another’s', async () => {
  const { clock, pass } = handClock();
  let told: DeploymentInfo[] = [];
  const calls = {
    getGroup: async () => ({ lastAttemptedDeployment: { deploymentId: 'd-000000001' } }),
    listDeployments: async () => [],
    getDeployments: async () => told,
  } as unknown as CodeDeployCalls;
  const { signal } = new AbortController();
  const look = async () => {
    const looking = findOurs(input, marker, clock.now(), { calls, clock, signal });
    await pass(60_000);
    return looking;
  };
  expect(await look()).toHaveProperty('unread');
  told = [aDeployment({ description: 'by hand' })];
  expect(await look()).toEqual({ none: true });
});

test.each([
  ['is waited for', 30_000, 'runs'],
  ['is not waited for for ever', 300_000, undefined],
])('what a group names and is not told of yet %s', async (_, late, standing) => {
  const { clock, pass } = handClock();
  const told = clock.now() + late;
  const calls = {
    getGroup: async () => ({ lastAttemptedDeployment: { deploymentId: 'd-000000001' } }),
    getDeployments: async () => (clock.now() < told ? [] : [aDeployment()]),
  } as unknown as CodeDeployCalls;
  const { signal } = new AbortController();
  const looking = findEarlier(input, marker, { calls, clock, signal });
  await pass(60_000);
  expect((await looking)?.standing).toBe(standing);
});
