import { afterEach, describe, expect, test } from '@jest/globals';
import { aGroup, anEmulator, aRevision, refusal } from './emulator.ts';

let emulator: ReturnType<typeof anEmulator>;
afterEach(() => emulator.close());

const applicationName = 'orders';

/** Three deployments, the first of which failed; oldest first. */
async function three(options: Parameters<typeof anEmulator>[0] = {}): Promise<string[]> {
  emulator = anEmulator({
    rules: [[{ deployment: 1 }, { fail: { script: 's.sh' } }]],
    ...options,
  });
  const ids: string[] = [];
  for (const key of ['1.zip', '2.zip', '3.zip']) {
    const id = await emulator.deploy({ revision: aRevision(key) });
    await emulator.ended(id);
    ids.push(id);
  }
  return ids;
}

describe('lists and batches', () => {
  test('Pages are small, 10 items unless set otherwise; a token is good for the list that gave it only.', async () => {
    emulator = anEmulator({ groups: [aGroup({ instances: 21 })] });
    const deploymentId = await emulator.deploy();
    await emulator.ended(deploymentId);
    const sizes: number[] = [];
    const seen = new Set<string>();
    let nextToken: string | undefined;
    do {
      const page = await emulator.call('ListDeploymentTargets', { deploymentId, nextToken });
      sizes.push(page.targetIds?.length ?? 0);
      for (const id of page.targetIds ?? []) seen.add(id);
      nextToken = page.nextToken;
      if (nextToken) {
        const elsewhere = emulator.call('ListApplications', { nextToken });
        expect((await refusal(elsewhere)).code).toBe('InvalidNextTokenException');
      }
    } while (nextToken);
    expect(sizes).toEqual([10, 10, 1]);
    expect(seen.size).toBe(21);
  });

  test.each(['', 'nonsense', Buffer.from('after:nothing').toString('base64url')])(
    'the token "%s" is refused',
    async (nextToken) => {
      emulator = anEmulator();
      expect((await refusal(emulator.call('ListDeployments', { nextToken }))).code).toBe(
        'InvalidNextTokenException',
      );
    },
  );

  test('a page goes on after what the one before ended with, whatever comes to be meanwhile', async () => {
    const [first, second, third] = await three({ pageSize: 2 });
    const page = await emulator.call('ListDeployments', {});
    expect(page.deployments).toEqual([third, second]);
    await emulator.deploy();
    const rest = await emulator.call('ListDeployments', { nextToken: page.nextToken });
    expect(rest.deployments).toEqual([first]);
    expect(rest.nextToken).toBeUndefined();
  });

  test.each([
    [
      'BatchGetDeployments',
      { deploymentIds: Array(26).fill('d-AAAAAAAAA') },
      'BatchLimitExceededException',
    ],
    [
      'BatchGetDeploymentTargets',
      { targetIds: Array(26).fill('i-1') },
      'DeploymentTargetListSizeExceededException',
    ],
    [
      'BatchGetDeploymentInstances',
      { instanceIds: Array(26).fill('i-1') },
      'BatchLimitExceededException',
    ],
    [
      'BatchGetApplicationRevisions',
      { applicationName, revisions: Array(26).fill(aRevision()) },
      'BatchLimitExceededException',
    ],
    [
      'BatchGetApplications',
      { applicationNames: Array(101).fill('orders') },
      'BatchLimitExceededException',
    ],
    [
      'BatchGetDeploymentGroups',
      { applicationName, deploymentGroupNames: Array(101).fill('g') },
      'BatchLimitExceededException',
    ],
  ])(
    'A batch of more than 25 deployments, targets, instances or revisions, or of more than 100 applications or groups, is refused. (%s)',
    async (operation, input, code) => {
      emulator = anEmulator();
      const deploymentId = await emulator.deploy();
      await emulator.until(deploymentId, ({ status }) => status === 'InProgress');
      expect((await refusal(emulator.send(operation, { deploymentId, ...input }))).code).toBe(code);
    },
  );

  test.each([
    ['BatchGetDeployments', { deploymentIds: [] }, 'DeploymentIdRequiredException'],
    ['BatchGetDeploymentTargets', { targetIds: [] }, 'DeploymentTargetIdRequiredException'],
    ['BatchGetDeploymentInstances', { instanceIds: [] }, 'InstanceIdRequiredException'],
    [
      'BatchGetApplicationRevisions',
      { applicationName, revisions: [] },
      'RevisionRequiredException',
    ],
    ['BatchGetApplications', { applicationNames: [] }, 'ApplicationNameRequiredException'],
    [
      'BatchGetDeploymentGroups',
      { applicationName, deploymentGroupNames: [] },
      'DeploymentGroupNameRequiredException',
    ],
  ])('an empty batch of %s is refused', async (operation, input, code) => {
    emulator = anEmulator();
    const deploymentId = await emulator.deploy();
    expect((await refusal(emulator.send(operation, { deploymentId, ...input }))).code).toBe(code);
  });

  test('Of the batch calls, deployments that do not exist are left out; groups, revisions and instances are named in `errorMessage`; applications and targets are refused.', async () => {
    emulator = anEmulator();
    const deploymentId = await emulator.deploy();
    await emulator.ended(deploymentId);
    const deploymentIds = [deploymentId, 'd-AAAAAAAAA'];
    const { deploymentsInfo } = await emulator.call('BatchGetDeployments', { deploymentIds });
    expect(deploymentsInfo?.map((info) => info.deploymentId)).toEqual([deploymentId]);

    const deploymentGroupNames = ['orders-production', 'nothing'];
    const groups = await emulator.call('BatchGetDeploymentGroups', {
      applicationName,
      deploymentGroupNames,
    });
    expect(groups.deploymentGroupsInfo).toHaveLength(1);
    expect(groups.errorMessage).toBe('No Deployment Group found for name: nothing');

    const revisions = [aRevision(), aRevision('no.zip')];
    const known = await emulator.call('BatchGetApplicationRevisions', {
      applicationName,
      revisions,
    });
    expect(known.revisions).toHaveLength(1);
    expect(known.errorMessage).toContain('s3://deploy-bucket/no.zip');

    const [{ targetId = '' } = {}] = await emulator.targets(deploymentId);
    const instances = await emulator.call('BatchGetDeploymentInstances', {
      deploymentId,
      instanceIds: [targetId, 'i-no'],
    });
    expect(instances.instancesSummary?.[0]).toMatchObject({
      instanceId: `arn:aws:ec2:eu-west-1:222222222222:instance/${targetId}`,
      status: 'Succeeded',
    });
    expect(instances.errorMessage).toContain('i-no');

    const applications = emulator.call('BatchGetApplications', {
      applicationNames: ['orders', 'no'],
    });
    expect((await refusal(applications)).code).toBe('ApplicationDoesNotExistException');
    const targets = emulator.call('BatchGetDeploymentTargets', {
      deploymentId,
      targetIds: ['i-no'],
    });
    expect((await refusal(targets)).code).toBe('DeploymentTargetDoesNotExistException');
  });

  test('Deployments are listed newest first.', async () => {
    const ids = await three();
    const { deployments } = await emulator.call('ListDeployments', {});
    expect(deployments).toEqual(ids.reverse());
  });

  test('The list of deployments takes application and group together or neither.', async () => {
    emulator = anEmulator({ groups: [aGroup(), aGroup({ deploymentGroup: 'other' })] });
    const id = await emulator.deploy();
    await emulator.deploy({ deploymentGroupName: 'other' });
    const list = async (input: object) =>
      (await emulator.call('ListDeployments', input)).deployments;
    expect(await list({ applicationName, deploymentGroupName: 'orders-production' })).toEqual([id]);
    expect(await list({})).toHaveLength(2);
    expect((await refusal(list({ applicationName }))).code).toBe(
      'DeploymentGroupNameRequiredException',
    );
    expect((await refusal(list({ deploymentGroupName: 'other' }))).code).toBe(
      'ApplicationNameRequiredException',
    );
    expect((await refusal(list({ applicationName, deploymentGroupName: 'no' }))).code).toBe(
      'DeploymentGroupDoesNotExistException',
    );
  });

  test('deployments are listed by status and by the time of their creation', async () => {
    const [first = '', second = '', third = ''] = await three();
    const list = async (input: object) =>
      (await emulator.call('ListDeployments', input)).deployments;
    expect(await list({ includeOnlyStatuses: ['Failed'] })).toEqual([first]);
    expect(await list({ includeOnlyStatuses: ['Succeeded', 'InProgress'] })).toEqual([
      third,
      second,
    ]);
    expect(await list({ externalId: 'a stack' })).toEqual([]);
    const { createTime } = await emulator.info(second);
    expect(await list({ createTimeRange: { start: createTime } })).toEqual([third, second]);
    expect(await list({ createTimeRange: { end: createTime } })).toEqual([second, first]);
    expect(await list({ createTimeRange: { start: createTime, end: createTime } })).toEqual([
      second,
    ]);
    const backwards = list({ createTimeRange: { start: 2, end: 1 } });
    expect((await refusal(backwards)).code).toBe('InvalidTimeRangeException');
  });

  test('A late list shows deployments, and the batch call their state, as they were at an earlier moment; `GetDeployment` is never late.', async () => {
    emulator = anEmulator();
    const before = emulator.clock.now() - 1;
    const id = await emulator.deploy();
    await emulator.until(id, ({ status }) => status === 'InProgress');
    const during = emulator.clock.now();
    await emulator.ended(id);
    const ask = (operation: string, input: object, asOf: number) =>
      emulator.send(operation, input, { asOf });
    expect(await ask('ListDeployments', {}, before)).toMatchObject({ deployments: [] });
    expect(await ask('BatchGetDeployments', { deploymentIds: [id] }, before)).toEqual({
      deploymentsInfo: [],
    });
    expect(
      await ask('ListDeployments', { includeOnlyStatuses: ['Succeeded'] }, during),
    ).toMatchObject({
      deployments: [],
    });
    expect(await ask('BatchGetDeployments', { deploymentIds: [id] }, during)).toMatchObject({
      deploymentsInfo: [{ status: 'InProgress', deploymentOverview: { Succeeded: 0 } }],
    });
    expect(await ask('GetDeployment', { deploymentId: id }, before)).toMatchObject({
      deploymentInfo: { status: 'Succeeded' },
    });
  });
});

describe('targets', () => {
  test('are found by status and named by id or ARN', async () => {
    emulator = anEmulator({ rules: [[{ instance: 3 }, { fail: { script: 's.sh' } }]] });
    const deploymentId = await emulator.deploy();
    await emulator.ended(deploymentId);
    const targetFilters = { TargetStatus: ['Failed'] };
    const { targetIds } = await emulator.call('ListDeploymentTargets', {
      deploymentId,
      targetFilters,
    });
    const targets = await emulator.targets(deploymentId);
    expect(targetIds).toEqual([targets[2]?.targetId]);
    const { deploymentTarget } = await emulator.call('GetDeploymentTarget', {
      deploymentId,
      targetId: targets[2]?.targetArn ?? '',
    });
    expect(deploymentTarget).toMatchObject({
      deploymentTargetType: 'InstanceTarget',
      instanceTarget: { deploymentId, status: 'Failed', targetId: targets[2]?.targetId },
    });
  });

  test.each([
    [{ TargetStatus: ['Broken'] }, 'InvalidInstanceStatusException'],
    [{ ServerInstanceLabel: ['Red'] }, 'InvalidInstanceTypeException'],
    [{ ServerInstanceLabel: ['Blue'] }, 'InvalidDeploymentInstanceTypeException'],
  ])('the filter %j is refused', async (targetFilters, code) => {
    emulator = anEmulator();
    const deploymentId = await emulator.deploy();
    await emulator.until(deploymentId, ({ status }) => status === 'InProgress');
    const call = emulator.send('ListDeploymentTargets', { deploymentId, targetFilters });
    expect((await refusal(call)).code).toBe(code);
  });

  test('the deprecated calls on instances answer as those on targets', async () => {
    emulator = anEmulator({ rules: [[{ instance: 3 }, { fail: { script: 's.sh' } }]] });
    const deploymentId = await emulator.deploy();
    await emulator.ended(deploymentId);
    const [, , { targetId = '', lifecycleEvents } = {}] = await emulator.targets(deploymentId);
    const { instancesList } = await emulator.call('ListDeploymentInstances', {
      deploymentId,
      instanceStatusFilter: ['Failed'],
    });
    expect(instancesList).toEqual([targetId]);
    const { instanceSummary } = await emulator.call('GetDeploymentInstance', {
      deploymentId,
      instanceId: targetId,
    });
    expect(instanceSummary).toMatchObject({ status: 'Failed', lifecycleEvents });
    const unknown = emulator.call('GetDeploymentInstance', { deploymentId, instanceId: 'i-no' });
    expect((await refusal(unknown)).code).toBe('InstanceDoesNotExistException');
  });
});

describe('deployment ids', () => {
  test.each(['nothing', 'd-', 'd-abc', 'x-AAAAAAAAA'])('%s is refused', async (deploymentId) => {
    emulator = anEmulator();
    expect((await refusal(emulator.call('GetDeployment', { deploymentId }))).code).toBe(
      'InvalidDeploymentIdException',
    );
  });

  test('are the same in every run with the same seed', async () => {
    emulator = anEmulator({ idSeed: 7 });
    const id = await emulator.deploy();
    await emulator.close();
    emulator = anEmulator({ idSeed: 7 });
    expect(await emulator.deploy()).toBe(id);
    await emulator.close();
    emulator = anEmulator({ idSeed: 8 });
    expect(await emulator.deploy()).not.toBe(id);
  });
});
