import { ServiceError } from '../service.ts';
import {
  applicationNamed,
  assertBatch,
  type Context,
  groupNamed,
  type Handler,
  toMap,
} from './context.ts';
import { groupInfo } from './group-info.ts';
import { assertSettings } from './group-settings.ts';
import { page } from './paging.ts';
import type { Application, Group, GroupSettings } from './state.ts';
import { missing } from './validate-input.ts';

export const createDeploymentGroup: Handler<'CreateDeploymentGroup'> = (context, input) => {
  const { engine, scope } = context;
  const { applicationName, deploymentGroupName: name, tags, ...given } = input;
  const application = applicationNamed(scope, applicationName);
  assertFree(application, name);
  const settings: GroupSettings = {
    ...given,
    deploymentConfigName: given.deploymentConfigName ?? 'CodeDeployDefault.OneAtATime',
    deploymentStyle: { ...inPlace, ...given.deploymentStyle },
  };
  assertSettings(scope, settings);
  const group: Group = {
    id: engine.ids.uuid(),
    name,
    application,
    settings,
    tags: toMap(tags),
    seed: seedOf(context, applicationName, name),
    count: 0,
  };
  application.groups.set(name, group);
  return { deploymentGroupId: group.id };
};

export const getDeploymentGroup: Handler<'GetDeploymentGroup'> = ({ scope }, input) => ({
  deploymentGroupInfo: groupInfo(
    groupNamed(scope, input.applicationName, input.deploymentGroupName),
  ),
});

export const batchGetDeploymentGroups: Handler<'BatchGetDeploymentGroups'> = ({ scope }, input) => {
  const { groups } = applicationNamed(scope, input.applicationName);
  if (input.deploymentGroupNames.length === 0) throw missing('deploymentGroupNames');
  assertBatch(input.deploymentGroupNames, 100);
  const unknown = input.deploymentGroupNames.filter((name) => !groups.has(name));
  return {
    deploymentGroupsInfo: input.deploymentGroupNames.flatMap((name) => {
      const group = groups.get(name);
      return group ? [groupInfo(group)] : [];
    }),
    errorMessage:
      unknown.length > 0 ? `No Deployment Group found for name: ${unknown.join(', ')}` : '',
  };
};

export const listDeploymentGroups: Handler<'ListDeploymentGroups'> = (
  { scope, pageSize },
  input,
) => {
  const { name, groups } = applicationNamed(scope, input.applicationName);
  const { items, nextToken } = page([...groups.keys()].sort(), String, {
    token: input.nextToken,
    size: pageSize,
  });
  return { applicationName: name, deploymentGroups: items, nextToken };
};

/** What is not given stays as it is; an empty list takes away. */
export const updateDeploymentGroup: Handler<'UpdateDeploymentGroup'> = ({ scope }, input) => {
  const { applicationName, currentDeploymentGroupName, newDeploymentGroupName, ...given } = input;
  const group = groupNamed(scope, applicationName, currentDeploymentGroupName);
  const { groups } = group.application;
  const settings: GroupSettings = {
    ...group.settings,
    ...given,
    deploymentConfigName: given.deploymentConfigName ?? group.settings.deploymentConfigName,
    serviceRoleArn: given.serviceRoleArn ?? group.settings.serviceRoleArn,
    deploymentStyle: { ...group.settings.deploymentStyle, ...given.deploymentStyle },
  };
  assertSettings(scope, settings);
  if (newDeploymentGroupName !== undefined && newDeploymentGroupName !== group.name) {
    assertFree(group.application, newDeploymentGroupName);
    groups.delete(group.name);
    group.name = newDeploymentGroupName;
    groups.set(group.name, group);
  }
  group.settings = settings;
  return { hooksNotCleanedUp: [] };
};

/** Deleting what does not exist succeeds: the operation has no error for it. */
export const deleteDeploymentGroup: Handler<'DeleteDeploymentGroup'> = ({ scope }, input) => {
  scope.applications.get(input.applicationName)?.groups.delete(input.deploymentGroupName);
  return { hooksNotCleanedUp: [] };
};

const inPlace = {
  deploymentType: 'IN_PLACE',
  deploymentOption: 'WITHOUT_TRAFFIC_CONTROL',
} as const;

function assertFree({ groups }: Application, name: string): void {
  if (!groups.has(name)) return;
  const message = `Deployment group name already exists: ${name}`;
  throw new ServiceError('DeploymentGroupAlreadyExistsException', message);
}

/** How scenarios and hosts know a group that was not there from the start: as its account, region and name. */
function seedOf({ scope }: Context, application: string, deploymentGroup: string): Group['seed'] {
  const { account, region } = scope;
  const destination = `${account}/${region}/${deploymentGroup}`;
  return { account, region, application, deploymentGroup, instances: 0, destination };
}
