import { afterEach, describe, expect, test } from '@jest/globals';
import { account, aGroup, anEmulator, aRevision, refusal, region } from './emulator.ts';

let emulator: ReturnType<typeof anEmulator>;
afterEach(() => emulator.close());

const serviceRoleArn = `arn:aws:iam::${account}:role/codedeploy`;
const applicationName = 'orders';
const arnOf = (rest: string) => `arn:aws:codedeploy:${region}:${account}:${rest}`;

async function created(settings: object = {}, deploymentGroupName = 'extra') {
  const input = { applicationName, deploymentGroupName, serviceRoleArn, ...settings };
  return emulator.call('CreateDeploymentGroup', input);
}

describe('what is there', () => {
  test('Each account and region is a CodeDeploy of its own.', async () => {
    emulator = anEmulator();
    const here = await emulator.send('ListApplications', {});
    const elsewhere = await emulator.send('ListApplications', {}, { region: 'us-east-1' });
    expect([here, elsewhere]).toEqual([{ applications: ['orders'] }, { applications: [] }]);
    const id = await emulator.deploy();
    const there = emulator.send('GetDeployment', { deploymentId: id }, { region: 'us-east-1' });
    expect((await refusal(there)).code).toBe('DeploymentDoesNotExistException');
  });

  test('It begins with the applications, deployment groups and instances of the configuration.', async () => {
    emulator = anEmulator({
      groups: [aGroup(), aGroup({ deploymentGroup: 'orders-legacy', instances: 1 })],
    });
    expect(await emulator.call('ListDeploymentGroups', { applicationName })).toMatchObject({
      applicationName,
      deploymentGroups: ['orders-legacy', 'orders-production'],
    });
    const { application } = await emulator.call('GetApplication', { applicationName });
    expect(application).toMatchObject({ applicationName, computePlatform: 'Server' });
    expect(await emulator.group()).toMatchObject({
      computePlatform: 'Server',
      deploymentConfigName: 'CodeDeployDefault.OneAtATime',
      autoRollbackConfiguration: { enabled: false },
    });
    const id = await emulator.deploy({ deploymentGroupName: 'orders-legacy' });
    expect((await emulator.ended(id)).deploymentOverview?.Succeeded).toBe(1);
  });

  test.each([
    [
      'a key and value',
      {
        ec2TagFilters: [{ Key: 'DeploymentGroup', Value: 'orders-legacy', Type: 'KEY_AND_VALUE' }],
      },
      2,
    ],
    ['a key', { ec2TagFilters: [{ Key: 'Application', Type: 'KEY_ONLY' }] }, 5],
    ['a value', { ec2TagFilters: [{ Value: 'orders-production', Type: 'VALUE_ONLY' }] }, 3],
    [
      'a filter without a type',
      { ec2TagFilters: [{ Key: 'DeploymentGroup', Value: 'orders-legacy' }] },
      2,
    ],
    ['an Auto Scaling group', { autoScalingGroups: ['orders-legacy'] }, 2],
    ['nothing', {}, 0],
  ])(
    'An instance carries the tags `Application` and `DeploymentGroup` and belongs to an Auto Scaling group named as its deployment group; a deployment group made later has those instances of its account and region that its tags or Auto Scaling groups name. (%s)',
    async (_, settings, instances) => {
      emulator = anEmulator({
        groups: [
          aGroup(),
          aGroup({ deploymentGroup: 'orders-legacy', instances: 2 }),
          aGroup({ region: 'us-east-1', instances: 7 }),
        ],
      });
      await created(settings);
      const id = await emulator.deploy({ deploymentGroupName: 'extra' });
      const { status, deploymentOverview, errorInformation } = await emulator.ended(id);
      if (instances === 0) expect(errorInformation?.code).toBe('NO_INSTANCES');
      else expect([status, deploymentOverview?.Succeeded]).toEqual(['Succeeded', instances]);
    },
  );

  test('Tags of one filter list are alternatives; of several tag groups, each must be met.', async () => {
    emulator = anEmulator({
      groups: [aGroup(), aGroup({ deploymentGroup: 'orders-legacy', instances: 2 })],
    });
    const both = [
      { Key: 'DeploymentGroup', Value: 'orders-legacy' },
      { Key: 'DeploymentGroup', Value: 'orders-production' },
    ];
    await created({ ec2TagFilters: both }, 'either');
    const either = await emulator.deploy({ deploymentGroupName: 'either' });
    expect((await emulator.ended(either)).deploymentOverview?.Succeeded).toBe(5);
    await created(
      { ec2TagSet: { ec2TagSetList: [both, [{ Value: 'orders-legacy', Type: 'VALUE_ONLY' }]] } },
      'all',
    );
    const all = await emulator.deploy({ deploymentGroupName: 'all' });
    expect((await emulator.ended(all)).deploymentOverview?.Succeeded).toBe(2);
  });

  test('A deployment configuration that the configuration file names and AWS does not have exists as `FLEET_PERCENT` 50.', async () => {
    emulator = anEmulator({ groups: [aGroup({ deploymentConfig: 'orders-careful' })] });
    const { deploymentConfigInfo } = await emulator.call('GetDeploymentConfig', {
      deploymentConfigName: 'orders-careful',
    });
    expect(deploymentConfigInfo?.minimumHealthyHosts).toEqual({ type: 'FLEET_PERCENT', value: 50 });
  });

  test('The service role must be one of the account by its ARN; whether it exists is not checked.', async () => {
    emulator = anEmulator();
    const foreign = created({ serviceRoleArn: 'arn:aws:iam::999999999999:role/codedeploy' });
    expect((await refusal(foreign)).code).toBe('InvalidRoleException');
    await expect(created()).resolves.toMatchObject({ deploymentGroupId: expect.any(String) });
  });

  test.each([
    [
      'CreateApplication',
      { applicationName: 'f', computePlatform: 'Lambda' },
      'InvalidComputePlatformException',
      'Server only, not Lambda',
    ],
    [
      'CreateApplication',
      { applicationName: 'f', computePlatform: 'ECS' },
      'InvalidComputePlatformException',
      'Server only, not ECS',
    ],
    [
      'CreateDeploymentConfig',
      { deploymentConfigName: 'c', computePlatform: 'Lambda' },
      'InvalidComputePlatformException',
      'Server only',
    ],
    [
      'CreateDeploymentConfig',
      {
        deploymentConfigName: 'c',
        minimumHealthyHosts: { type: 'HOST_COUNT' },
        zonalConfig: { monitorDurationInSeconds: -1 },
      },
      'InvalidZonalDeploymentConfigurationException',
      'durations must be 0 or more',
    ],
    [
      'CreateDeploymentGroup',
      {
        applicationName,
        deploymentGroupName: 'x',
        serviceRoleArn,
        ecsServices: [{ serviceName: 's' }],
      },
      'InvalidECSServiceException',
      'not ECS',
    ],
    [
      'CreateDeploymentGroup',
      {
        applicationName,
        deploymentGroupName: 'x',
        serviceRoleArn,
        onPremisesInstanceTagFilters: [{ Key: 'a' }],
      },
      'InvalidTagException',
      'on-premises',
    ],
    [
      'CreateDeploymentGroup',
      { applicationName, deploymentGroupName: 'x', serviceRoleArn, terminationHookEnabled: true },
      'InvalidAutoScalingGroupException',
      'termination hook',
    ],
  ])(
    'Only the compute platform Server is offered; ECS and Lambda, on-premises instances, termination hooks and deployments from GitHub are refused, each with an error that says so. (%s %j)',
    async (operation, input, code, text) => {
      emulator = anEmulator();
      const answer = await refusal(emulator.send(operation, input));
      expect(answer.code).toBe(code);
      expect(answer.message).toContain(text);
    },
  );

  test('Triggers are kept and notify nobody.', async () => {
    emulator = anEmulator();
    const triggerConfigurations = [
      {
        triggerName: 't',
        triggerTargetArn: 'arn:aws:sns:eu-west-1:1:t',
        triggerEvents: ['DeploymentFailure' as const],
      },
    ];
    await created({ triggerConfigurations });
    expect((await emulator.group('extra')).triggerConfigurations).toEqual(triggerConfigurations);
  });
});

describe('applications', () => {
  test('are created, renamed and deleted', async () => {
    emulator = anEmulator();
    const { applicationId } = await emulator.call('CreateApplication', { applicationName: 'new' });
    expect(
      (await refusal(emulator.call('CreateApplication', { applicationName: 'new' }))).code,
    ).toBe('ApplicationAlreadyExistsException');
    await emulator.call('UpdateApplication', {
      applicationName: 'new',
      newApplicationName: 'newer',
    });
    const { application } = await emulator.call('GetApplication', { applicationName: 'newer' });
    expect(application?.applicationId).toBe(applicationId);
    expect((await refusal(emulator.call('GetApplication', { applicationName: 'new' }))).code).toBe(
      'ApplicationDoesNotExistException',
    );
    const taken = { applicationName: 'newer', newApplicationName: 'orders' };
    expect((await refusal(emulator.call('UpdateApplication', taken))).code).toBe(
      'ApplicationAlreadyExistsException',
    );
    await emulator.call('DeleteApplication', { applicationName: 'newer' });
    expect(await emulator.call('ListApplications', {})).toEqual({ applications: ['orders'] });
  });
});

describe('deployment configurations', () => {
  test('AWS’s own are there, and OneAtATime is told as MOST_CONCURRENCY 1', async () => {
    emulator = anEmulator();
    expect((await emulator.call('ListDeploymentConfigs', {})).deploymentConfigsList).toEqual([
      'CodeDeployDefault.AllAtOnce',
      'CodeDeployDefault.HalfAtATime',
      'CodeDeployDefault.OneAtATime',
    ]);
    const input = { deploymentConfigName: 'CodeDeployDefault.OneAtATime' };
    const { deploymentConfigInfo } = await emulator.call('GetDeploymentConfig', input);
    expect(deploymentConfigInfo).toMatchObject({
      deploymentConfigId: '00000000-0000-0000-0000-000000000001',
      minimumHealthyHosts: { type: 'MOST_CONCURRENCY', value: 1 },
    });
  });

  test.each([
    [{ type: 'FLEET_PERCENT', value: 100 }, '0 to 99'],
    [{ type: 'HOST_COUNT', value: -1 }, '0 or more'],
    [{ value: 1 }, 'HOST_COUNT or FLEET_PERCENT'],
    [undefined, 'must be given'],
  ])('minimumHealthyHosts %j is refused', async (minimumHealthyHosts, text) => {
    emulator = anEmulator();
    const input = { deploymentConfigName: 'c', minimumHealthyHosts };
    const answer = await refusal(emulator.send('CreateDeploymentConfig', input));
    expect(answer.code).toBe('InvalidMinimumHealthyHostValueException');
    expect(answer.message).toContain(text);
  });

  test('one’s own are created once, kept while a group uses them, and deleted', async () => {
    emulator = anEmulator();
    const input = {
      deploymentConfigName: 'careful',
      minimumHealthyHosts: { type: 'HOST_COUNT' as const, value: 2 },
    };
    await emulator.call('CreateDeploymentConfig', input);
    expect((await refusal(emulator.call('CreateDeploymentConfig', input))).code).toBe(
      'DeploymentConfigAlreadyExistsException',
    );
    await created({ deploymentConfigName: 'careful' });
    const remove = () =>
      emulator.call('DeleteDeploymentConfig', { deploymentConfigName: 'careful' });
    expect((await refusal(remove())).code).toBe('DeploymentConfigInUseException');
    await emulator.call('DeleteDeploymentGroup', { applicationName, deploymentGroupName: 'extra' });
    await remove();
    expect(
      (await refusal(emulator.call('GetDeploymentConfig', { deploymentConfigName: 'careful' })))
        .code,
    ).toBe('DeploymentConfigDoesNotExistException');
  });

  test('AWS’s own can be neither deleted nor imitated', async () => {
    emulator = anEmulator();
    const own = { deploymentConfigName: 'CodeDeployDefault.AllAtOnce' };
    expect((await refusal(emulator.call('DeleteDeploymentConfig', own))).code).toBe(
      'InvalidOperationException',
    );
    const alike = {
      deploymentConfigName: 'CodeDeployDefault.Mine',
      minimumHealthyHosts: { type: 'HOST_COUNT' },
    };
    expect((await refusal(emulator.send('CreateDeploymentConfig', alike))).code).toBe(
      'InvalidDeploymentConfigNameException',
    );
  });
});

describe('deployment groups', () => {
  test.each([
    [
      'two kinds of tags',
      {
        ec2TagFilters: [{ Key: 'a', Value: 'b' }],
        ec2TagSet: { ec2TagSetList: [[{ Key: 'a', Value: 'b' }]] },
      },
      'InvalidEC2TagCombinationException',
    ],
    [
      'four tag groups',
      { ec2TagSet: { ec2TagSetList: [[], [], [], []] } },
      'TagSetListLimitExceededException',
    ],
    [
      'a tag without a value',
      { ec2TagFilters: [{ Key: 'a', Type: 'KEY_AND_VALUE' }] },
      'InvalidEC2TagException',
    ],
    [
      'traffic without a load balancer',
      { deploymentStyle: { deploymentOption: 'WITH_TRAFFIC_CONTROL' } },
      'InvalidLoadBalancerInfoException',
    ],
    [
      'eleven target groups',
      {
        loadBalancerInfo: {
          targetGroupInfoList: Array.from({ length: 11 }, () => ({ name: 'a' })),
        },
      },
      'InvalidLoadBalancerInfoException',
    ],
    [
      'a target group without a name',
      { loadBalancerInfo: { targetGroupInfoList: [{}] } },
      'InvalidLoadBalancerInfoException',
    ],
    [
      'blue/green without its configuration',
      { deploymentStyle: { deploymentType: 'BLUE_GREEN' } },
      'InvalidBlueGreenDeploymentConfigurationException',
    ],
    [
      'a wait of more than two days',
      {
        blueGreenDeploymentConfiguration: {
          terminateBlueInstancesOnDeploymentSuccess: {
            action: 'TERMINATE',
            terminationWaitTimeInMinutes: 2881,
          },
        },
      },
      'InvalidBlueGreenDeploymentConfigurationException',
    ],
    [
      'eleven triggers',
      { triggerConfigurations: Array.from({ length: 11 }, () => ({ triggerName: 't' })) },
      'TriggerTargetsLimitExceededException',
    ],
    [
      'alarms without any',
      { alarmConfiguration: { enabled: true } },
      'InvalidAlarmConfigException',
    ],
    [
      'an unknown configuration',
      { deploymentConfigName: 'nothing' },
      'DeploymentConfigDoesNotExistException',
    ],
    [
      'an Auto Scaling group without a name',
      { autoScalingGroups: [''] },
      'InvalidAutoScalingGroupException',
    ],
  ])('%s is refused', async (_, settings, code) => {
    emulator = anEmulator();
    expect((await refusal(created(settings))).code).toBe(code);
    expect(
      (await emulator.call('ListDeploymentGroups', { applicationName })).deploymentGroups,
    ).toEqual(['orders-production']);
  });

  test('are created once, changed, renamed and deleted', async () => {
    emulator = anEmulator();
    const { deploymentGroupId } = await created({
      ec2TagFilters: [{ Key: 'a', Value: 'b' }],
      tags: [{ Key: 'k', Value: 'v' }],
    });
    expect((await refusal(created())).code).toBe('DeploymentGroupAlreadyExistsException');
    await emulator.call('UpdateDeploymentGroup', {
      applicationName,
      currentDeploymentGroupName: 'extra',
      newDeploymentGroupName: 'more',
      autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
      ec2TagFilters: [],
    });
    expect(await emulator.group('more')).toMatchObject({
      deploymentGroupId,
      serviceRoleArn,
      ec2TagFilters: [],
      autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
    });
    expect((await refusal(emulator.group('extra'))).code).toBe(
      'DeploymentGroupDoesNotExistException',
    );
    await emulator.call('DeleteDeploymentGroup', { applicationName, deploymentGroupName: 'more' });
    expect((await refusal(emulator.group('more'))).code).toBe(
      'DeploymentGroupDoesNotExistException',
    );
  });
});

describe('revisions', () => {
  test('A revision is the same when bucket, key and type are, and version and eTag where they are given.', async () => {
    emulator = anEmulator();
    const register = (more: object) =>
      emulator.call('RegisterApplicationRevision', {
        applicationName,
        revision: aRevision('k.zip', more),
      });
    await register({});
    await register({});
    await register({ version: 'v1' });
    await register({ eTag: '"e1"' });
    await register({ eTag: 'e1' });
    await register({ bundleType: 'tgz' });
    const { revisions } = await emulator.call('ListApplicationRevisions', { applicationName });
    expect(revisions?.map(({ s3Location }) => s3Location)).toEqual([
      { bucket: 'deploy-bucket', key: 'k.zip', bundleType: 'zip' },
      { bucket: 'deploy-bucket', key: 'k.zip', bundleType: 'zip', version: 'v1' },
      { bucket: 'deploy-bucket', key: 'k.zip', bundleType: 'zip', eTag: '"e1"' },
      { bucket: 'deploy-bucket', key: 'k.zip', bundleType: 'tgz' },
    ]);
  });

  test('are listed by bucket, prefix, use and order', async () => {
    emulator = anEmulator();
    await emulator.ended(await emulator.deploy({ revision: aRevision('a/1.zip') }));
    await emulator.clock.sleep(1000);
    await emulator.ended(await emulator.deploy({ revision: aRevision('a/2.zip') }));
    const other = {
      revisionType: 'S3' as const,
      s3Location: { bucket: 'other', key: 'a/3.zip', bundleType: 'zip' as const },
    };
    await emulator.call('RegisterApplicationRevision', {
      applicationName,
      revision: other,
      description: 'by hand',
    });
    const keys = async (filter: object) => {
      const { revisions = [] } = await emulator.call('ListApplicationRevisions', {
        applicationName,
        ...filter,
      });
      return revisions.map(({ s3Location }) => s3Location?.key);
    };
    expect(await keys({ s3Bucket: 'other' })).toEqual(['a/3.zip']);
    expect(await keys({ s3Bucket: 'deploy-bucket', s3KeyPrefix: 'a/2' })).toEqual(['a/2.zip']);
    expect(await keys({ deployed: 'include' })).toEqual(['a/2.zip']);
    expect(await keys({ deployed: 'exclude' })).toEqual(['a/1.zip', 'a/3.zip']);
    expect(await keys({ sortBy: 'registerTime', sortOrder: 'descending' })).toEqual([
      'a/3.zip',
      'a/2.zip',
      'a/1.zip',
    ]);
    expect((await refusal(keys({ s3KeyPrefix: 'a' }))).code).toBe(
      'BucketNameFilterRequiredException',
    );
  });

  test('one that is not registered is named, or refused', async () => {
    emulator = anEmulator();
    const input = { applicationName, revision: aRevision('no.zip') };
    const { code, message } = await refusal(emulator.call('GetApplicationRevision', input));
    expect(code).toBe('RevisionDoesNotExistException');
    expect(message).toContain('s3://deploy-bucket/no.zip');
  });
});

describe('tags', () => {
  test('of applications and groups are set, listed and taken away', async () => {
    emulator = anEmulator();
    await created({ tags: [{ Key: 'team', Value: 'a' }] });
    const group = arnOf('deploymentgroup:orders/extra');
    await emulator.call('TagResource', {
      ResourceArn: group,
      Tags: [
        { Key: 'team', Value: 'b' },
        { Key: 'cost', Value: '1' },
      ],
    });
    await emulator.call('UntagResource', { ResourceArn: group, TagKeys: ['cost'] });
    expect(await emulator.call('ListTagsForResource', { ResourceArn: group })).toEqual({
      Tags: [{ Key: 'team', Value: 'b' }],
    });
    const application = arnOf('application:orders');
    await emulator.call('TagResource', {
      ResourceArn: application,
      Tags: [{ Key: 'k', Value: 'v' }],
    });
    expect(
      (await emulator.call('ListTagsForResource', { ResourceArn: application })).Tags,
    ).toHaveLength(1);
  });

  test.each([
    ['another service', 'arn:aws:s3:::bucket', 'InvalidArnException'],
    [
      'another region',
      `arn:aws:codedeploy:us-east-1:${account}:application:orders`,
      'InvalidArnException',
    ],
    ['no ARN', 'orders', 'InvalidArnException'],
    ['a configuration', arnOf('deploymentconfig:careful'), 'ArnNotSupportedException'],
    ['no such application', arnOf('application:nothing'), 'ApplicationDoesNotExistException'],
    [
      'no such group',
      arnOf('deploymentgroup:orders/nothing'),
      'DeploymentGroupDoesNotExistException',
    ],
  ])('of %s are refused', async (_, ResourceArn, code) => {
    emulator = anEmulator();
    const call = emulator.call('TagResource', { ResourceArn, Tags: [{ Key: 'k', Value: 'v' }] });
    expect((await refusal(call)).code).toBe(code);
  });
});
