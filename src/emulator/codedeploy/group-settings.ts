import { ServiceError } from '../service.ts';
import { configNamed } from './context.ts';
import type { Structures } from './model.generated.ts';
import type { GroupSettings, Scope } from './state.ts';

/** Throws for settings of a deployment group that CodeDeploy's own rules do not allow, beyond its model. */
export function assertSettings(scope: Scope, settings: GroupSettings): void {
  configNamed(scope, settings.deploymentConfigName);
  assertRole(scope, settings.serviceRoleArn);
  assertTags(settings);
  assertAlarms(settings.alarmConfiguration);
  assertAutoRollback(settings.autoRollbackConfiguration);
  assertTraffic(settings);
  assertBlueGreen(settings);
  assertMost(
    settings.triggerConfigurations,
    10,
    'TriggerTargetsLimitExceededException',
    'triggers',
  );
  if (settings.ecsServices?.length) {
    refuse(
      'InvalidECSServiceException',
      'This emulator offers the compute platform Server only, not ECS',
    );
  }
  if (
    settings.onPremisesInstanceTagFilters?.length ||
    settings.onPremisesTagSet?.onPremisesTagSetList?.length
  ) {
    refuse('InvalidTagException', 'This emulator does not offer on-premises instances');
  }
  if (settings.terminationHookEnabled) {
    refuse(
      'InvalidAutoScalingGroupException',
      'This emulator does not offer a termination hook: no deployment follows the end of an instance',
    );
  }
  if (settings.autoScalingGroups?.some((name) => name === '')) {
    refuse('InvalidAutoScalingGroupException', 'An Auto Scaling group has no name');
  }
}

export function assertAlarms(configuration: Structures['AlarmConfiguration'] | undefined): void {
  if (!configuration) return;
  const names = (configuration.alarms ?? []).map(({ name = '' }) => name);
  // "Maximum number of alarms associated with a deployment group: 50" (user guide, limits).
  assertMost(names, 50, 'AlarmsLimitExceededException', 'alarms');
  const wrong = names.find((name) => name.length === 0 || name.length > 255);
  if (wrong !== undefined)
    invalidAlarms(`an alarm's name has ${wrong.length} characters; it must have 1 to 255`);
  if (new Set(names).size < names.length) invalidAlarms('two alarms have the same name');
  if (configuration.enabled && names.length === 0)
    invalidAlarms('it is enabled, but names no alarm');
}

export function assertAutoRollback(
  configuration: Structures['AutoRollbackConfiguration'] | undefined,
): void {
  if (!configuration?.enabled || configuration.events?.length) return;
  refuse(
    'InvalidAutoRollbackConfigException',
    'Automatic rollback is enabled, but no events are listed',
  );
}

function assertRole({ account, partition }: Scope, arn: string): void {
  if (arn.startsWith(`arn:${partition}:iam::${account}:role/`)) return;
  refuse('InvalidRoleException', `"${arn}" is not the ARN of a role in the account ${account}`);
}

function assertTags({
  ec2TagFilters,
  ec2TagSet,
  onPremisesInstanceTagFilters,
  onPremisesTagSet,
}: GroupSettings): void {
  if (ec2TagFilters?.length && ec2TagSet?.ec2TagSetList?.length) {
    refuse(
      'InvalidEC2TagCombinationException',
      'ec2TagFilters and ec2TagSet cannot be given together',
    );
  }
  if (onPremisesInstanceTagFilters?.length && onPremisesTagSet?.onPremisesTagSetList?.length) {
    const message = 'onPremisesInstanceTagFilters and onPremisesTagSet cannot be given together';
    refuse('InvalidOnPremisesTagCombinationException', message);
  }
  const sets = ec2TagSet?.ec2TagSetList ?? [];
  assertMost(sets, 3, 'TagSetListLimitExceededException', 'tag groups');
  for (const { Key, Value, Type } of [...(ec2TagFilters ?? []), ...sets.flat()]) {
    const needs = { KEY_ONLY: [Key], VALUE_ONLY: [Value], KEY_AND_VALUE: [Key, Value] }[
      Type ?? 'KEY_AND_VALUE'
    ];
    if (needs.some((text) => text === undefined)) {
      refuse(
        'InvalidEC2TagException',
        `A tag filter of type ${Type ?? 'KEY_AND_VALUE'} lacks its key or value`,
      );
    }
  }
}

function assertTraffic({ deploymentStyle, loadBalancerInfo }: GroupSettings): void {
  const {
    elbInfoList = [],
    targetGroupInfoList = [],
    targetGroupPairInfoList = [],
  } = loadBalancerInfo ?? {};
  const code = 'InvalidLoadBalancerInfoException';
  assertMost(elbInfoList, 10, code, 'load balancers');
  assertMost(targetGroupInfoList, 10, code, 'target groups');
  if (targetGroupPairInfoList.length > 0)
    refuse(code, 'Pairs of target groups are for ECS, which is not offered here');
  const all = [...elbInfoList, ...targetGroupInfoList];
  if (all.some(({ name }) => !name)) refuse(code, 'A load balancer or target group has no name');
  if (deploymentStyle?.deploymentOption === 'WITH_TRAFFIC_CONTROL' && all.length === 0) {
    refuse(code, 'WITH_TRAFFIC_CONTROL needs a load balancer or a target group');
  }
}

function assertBlueGreen({
  deploymentStyle,
  blueGreenDeploymentConfiguration: given,
}: GroupSettings): void {
  const code = 'InvalidBlueGreenDeploymentConfigurationException';
  if (deploymentStyle?.deploymentType === 'BLUE_GREEN' && !given) {
    refuse(code, 'A deployment group of type BLUE_GREEN needs a blueGreenDeploymentConfiguration');
  }
  const { terminationWaitTimeInMinutes = 0 } =
    given?.terminateBlueInstancesOnDeploymentSuccess ?? {};
  const { waitTimeInMinutes = 0 } = given?.deploymentReadyOption ?? {};
  for (const minutes of [terminationWaitTimeInMinutes, waitTimeInMinutes]) {
    if (minutes < 0 || minutes > 2880)
      refuse(code, `A wait of ${minutes} minutes is not within 0 to 2880`);
  }
}

function assertMost(
  items: readonly unknown[] | undefined,
  most: number,
  code: string,
  what: string,
): void {
  const count = items?.length ?? 0;
  if (count > most) refuse(code, `${count} ${what} were given; the most is ${most}`);
}

function invalidAlarms(why: string): never {
  return refuse('InvalidAlarmConfigException', `The alarm configuration is not valid: ${why}`);
}

function refuse(code: string, message: string): never {
  throw new ServiceError(code, message);
}
