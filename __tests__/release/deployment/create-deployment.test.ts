import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import { describe, expect, test } from '@jest/globals';
import type { CodeDeployCalls } from '../../../src/aws/codedeploy.ts';
import type { Clock } from '../../../src/clock.ts';
import { createDeployment } from '../../../src/release/deployment/create-deployment.ts';
import type { CreatePorts } from '../../../src/release/deployment/creation.ts';
import { describeDeployment, type Marker } from '../../../src/release/marker.ts';
import { aDestination } from '../makers.ts';

const marker: Marker = { version: '1.214', environment: 'production', run: 'github:2.1' };
const revision = {
  revisionType: 'S3',
  s3Location: { bucket: 'deploy', key: 'orders/1.214-ab.zip', bundleType: 'zip' },
} as const;
const input = {
  applicationName: 'orders',
  deploymentGroupName: 'orders-production',
  revision,
  description: describeDeployment(marker),
};
const theirs: DeploymentInfo = { deploymentId: 'd-THEIRS123', status: 'InProgress' };

function refusal(name: string, message = 'it is refused', status = 400): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } });
}

const busy = () =>
  refusal('DeploymentLimitExceededException', 'd-THEIRS123 is already under way in the group');
const throttled = () => refusal('ThrottlingException', 'Rate exceeded');
const lost = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
const denied = () => refusal('AccessDeniedException', 'not authorized', 403);

/** A group in which somebody else's deployment is under way; each creation is answered as is told. */
function aGroup(
  active: DeploymentInfo,
  answers: (Error | string)[],
  calls: Partial<CodeDeployCalls> = {},
) {
  let now = 0;
  const seen = { created: 0, stopped: [] as string[] };
  const clock: Clock = {
    now: () => now,
    async sleep(ms) {
      now += ms;
    },
  };
  const all = {
    getGroup: async () => ({}),
    getDeployments: async () => [active],
    listDeployments: async () => [],
    async create() {
      seen.created += 1;
      const answer = answers[Math.min(seen.created, answers.length) - 1];
      if (typeof answer === 'string') return answer;
      throw answer;
    },
    async stop(id: string) {
      seen.stopped.push(id);
      return {};
    },
    ...calls,
  } as unknown as CodeDeployCalls;
  return { clock, seen, calls: all };
}

function portsOf(
  group: ReturnType<typeof aGroup>,
  overrides: Partial<CreatePorts> & { onBusy?: 'wait' | 'stop' | 'fail' } = {},
): CreatePorts {
  const { onBusy = 'wait', ...rest } = overrides;
  const { clock, calls } = group;
  return {
    destination: aDestination({ onBusy, busyTimeout: 60 * 60_000 }),
    calls,
    clock,
    emit: () => undefined,
    signal: new AbortController().signal,
    role: 'deployment',
    // Whoever is in the way comes to an end after six minutes.
    async read() {
      await clock.sleep(30_000);
      return { info: { ...theirs, status: clock.now() > 360_000 ? 'Succeeded' : 'InProgress' } };
    },
    ...rest,
  };
}

describe('onBusy: stop', () => {
  const earlier: Marker = { ...marker, version: '1.213', run: 'github:1.1' };
  test.each<[string, Partial<DeploymentInfo>, boolean]>([
    [
      'a deployment of another run',
      { creator: 'user', description: describeDeployment(earlier) },
      true,
    ],
    ['a deployment by hand', { creator: 'user' }, true],
    [
      'what a run brings back',
      { creator: 'user', description: describeDeployment({ ...earlier, back: true }) },
      false,
    ],
    ['a rollback of CodeDeploy', { creator: 'codeDeployRollback' }, false],
    ['what is deployed to instances that were added', { creator: 'autoscaling' }, false],
    ['what CodeDeploy updates by itself', { creator: 'CodeDeployAutoUpdate' }, false],
  ])('%s', async (_, about, isStopped) => {
    const group = aGroup({ ...theirs, ...about }, [busy(), 'd-OURS12345']);
    const creation = await createDeployment(input, marker, portsOf(group, { onBusy: 'stop' }));
    expect(group.seen.stopped).toEqual(isStopped ? ['d-THEIRS123'] : []);
    expect(creation).toEqual({ deploymentId: 'd-OURS12345', adopted: false });
  });
});

test('after minutes behind a busy group a throttled call is the first fault of a series, and ends nothing', async () => {
  const group = aGroup(theirs, [throttled(), busy(), throttled(), 'd-OURS12345']);
  const creation = await createDeployment(input, marker, portsOf(group));
  expect(group.clock.now()).toBeGreaterThan(5 * 60_000);
  expect(creation).toEqual({ deploymentId: 'd-OURS12345', adopted: false });
});

describe('an undo whose answer is lost creates nothing a second time', () => {
  const back: Marker = { ...marker, version: '1.213', back: true };
  const own = { ...input, description: describeDeployment(back) };

  test('while looking is denied: it is not known whether it exists', async () => {
    const group = aGroup(theirs, [lost(), 'd-TWICE1234'], {
      listDeployments: async () => Promise.reject(denied()),
    });
    const creation = await createDeployment(own, back, portsOf(group, { role: 'rollback' }));
    expect(creation).toMatchObject({ unknown: expect.stringContaining('socket hang up') });
    expect(group.seen.created).toBe(1);
  });

  test('once a list names it', async () => {
    const made = { deploymentId: 'd-MADE12345', revision, description: own.description };
    const group = aGroup(made, [lost(), 'd-TWICE1234'], {
      listDeployments: async () => ['d-MADE12345'],
    });
    const creation = await createDeployment(own, back, portsOf(group, { role: 'rollback' }));
    expect(creation).toEqual({ deploymentId: 'd-MADE12345', adopted: true });
    expect(group.seen.created).toBe(1);
  });
});

test('what was not answered in time may come later: nothing is created meanwhile, and it is found', async () => {
  const late = Object.assign(new Error('no answer'), { name: 'TimeoutError', code: 'ETIMEDOUT' });
  const made = { deploymentId: 'd-MADE12345', revision, description: input.description };
  const group = aGroup(made, [late, 'd-TWICE1234'], {
    listDeployments: async () => (group.clock.now() > 70_000 ? ['d-MADE12345'] : []),
  });
  const creation = await createDeployment(input, marker, portsOf(group));
  expect(creation).toEqual({ deploymentId: 'd-MADE12345', adopted: true });
  expect(group.seen.created).toBe(1);
});

test('how late it may come counts from when it was sent, however long looking before took', async () => {
  const late = Object.assign(new Error('no answer'), { name: 'TimeoutError', code: 'ETIMEDOUT' });
  const made = { deploymentId: 'd-MADE12345', revision, description: input.description };
  const group = aGroup(made, [late, 'd-TWICE1234'], {
    listDeployments: async () => (group.clock.now() >= 225_000 ? ['d-MADE12345'] : []),
    getDeployments: async (ids) => (ids.length > 0 ? [made] : []),
  });
  const sure = () => group.clock.sleep(group.seen.created === 0 ? 110_000 : 0);
  const creation = await createDeployment(input, marker, portsOf(group, { sure }));
  expect(creation).toEqual({ deploymentId: 'd-MADE12345', adopted: true });
  expect(group.seen.created).toBe(1);
});

test('what was created is looked for back from the time it is, though the run began with a clock that was ahead', async () => {
  const day = 24 * 60 * 60_000;
  const made = { deploymentId: 'd-MADE12345', revision, description: input.description };
  const group = aGroup(made, [lost(), 'd-TWICE1234'], {
    getDeployments: async (ids) => (ids.length > 0 ? [made] : []),
    listDeployments: async ({ since }) =>
      (since?.getTime() ?? 0) <= group.clock.now() ? ['d-MADE12345'] : [],
  });
  const { clock } = group;
  const ahead = { ...clock, now: () => clock.now() + day, wall: () => clock.now() };
  const creation = await createDeployment(input, marker, portsOf(group, { clock: ahead }));
  expect(creation).toEqual({ deploymentId: 'd-MADE12345', adopted: true });
  expect(group.seen.created).toBe(1);
});

test('a run that is cancelled does not wait until it is known whose the lease is', async () => {
  const group = aGroup(theirs, ['d-NEVER1234']);
  const cancel = new AbortController();
  const sure = () => new Promise<void>(() => cancel.abort(new Error('cancelled')));
  const creating = createDeployment(input, marker, portsOf(group, { sure, signal: cancel.signal }));
  await expect(creating).rejects.toThrow('cancelled');
  expect(group.seen.created).toBe(0);
});

test('what never came is created after all', async () => {
  const late = Object.assign(new Error('no answer'), { name: 'TimeoutError', code: 'ETIMEDOUT' });
  const group = aGroup(theirs, [late, 'd-OURS12345']);
  const creation = await createDeployment(input, marker, portsOf(group));
  expect(creation).toEqual({ deploymentId: 'd-OURS12345', adopted: false });
  expect(group.clock.now()).toBeGreaterThanOrEqual(2 * 60_000);
});

test('what was in the way, begun since the group was seen, is looked at before anything is created after it', async () => {
  const same: DeploymentInfo = {
    ...theirs,
    revision,
    deploymentOverview: { Succeeded: 1 },
  };
  let status: 'InProgress' | 'Succeeded' = 'InProgress';
  const group = aGroup(same, [busy(), 'd-OURS12345'], {
    getGroup: async () => ({ lastAttemptedDeployment: { deploymentId: same.deploymentId } }),
    getDeployments: async () => [{ ...same, status }],
  });
  const read = async () => {
    await group.clock.sleep(5_000);
    status = 'Succeeded';
    return { info: { ...same, status } };
  };
  const seen = { at: 0, last: undefined };
  const creation = await createDeployment(input, marker, portsOf(group, { read, seen }));
  expect(creation).toMatchObject({ running: { deploymentId: same.deploymentId } });
  expect(group.seen.created).toBe(1);
});
