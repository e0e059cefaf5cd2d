import type { Seed, SeedGroup } from '../service.ts';
import { launch } from './fleet.ts';
import type { Ids } from './ids.ts';
import type { Enums } from './model.generated.ts';
import { configNameOf, zonalConfigOf } from './seeded-zones.ts';
import type {
  Application,
  DeploymentConfig,
  Group,
  GroupSettings,
  MinimumHealthy,
  Scope,
} from './state.ts';

/** The accounts' regions, by account and region; they come into being when something is asked of them. */
export type World = { scope(account: string, region: string): Scope; scopes(): Iterable<Scope> };

export function createWorld(
  seed: Seed,
  /** What is there already, and is added to. */
  scopes: Map<string, Scope>,
  { ids, now }: { ids: Ids; now: number },
): World {
  const scope = (account: string, region: string): Scope => {
    const key = `${account}/${region}`;
    const known = scopes.get(key);
    if (known) return known;
    const fresh = anEmptyScope(account, region, now);
    scopes.set(key, fresh);
    return fresh;
  };
  for (const group of seed.groups) plant(scope(group.account, group.region), group, ids, now);
  return { scope, scopes: () => scopes.values() };
}

/** A group that is there already stays as it is. */
function plant(scope: Scope, seed: SeedGroup, ids: Ids, now: number): void {
  const application =
    scope.applications.get(seed.application) ?? anApplication(seed.application, ids, now);
  if (application.groups.has(seed.deploymentGroup)) return;
  scope.applications.set(application.name, application);
  const name = seed.deploymentConfig;
  // What a configuration of one's own asks for is not in the seed.
  if (name && !scope.configs.has(name) && !name.startsWith('CodeDeployDefault.')) {
    scope.configs.set(name, aConfig(ids.uuid(), name, { type: 'FLEET_PERCENT', value: 50 }, now));
  }
  if (seed.zones) {
    const config = aConfig(ids.uuid(), configNameOf(seed), { type: 'HOST_COUNT', value: 0 }, now);
    scope.configs.set(config.name, { ...config, zonal: zonalConfigOf(seed.zones) });
  }
  const group: Group = {
    id: ids.uuid(),
    name: seed.deploymentGroup,
    application,
    settings: settingsOf(scope, seed),
    tags: new Map(),
    seed,
    count: 0,
  };
  application.groups.set(group.name, group);
  launch(scope, group, Array.from({ length: seed.instances }, ids.instance));
}

const minute = 60_000;

function settingsOf(scope: Scope, seed: SeedGroup): GroupSettings {
  const events = (seed.autoRollback ?? []) as Enums['AutoRollbackEvent'][];
  const hasTraffic = seed.loadBalancer === true || seed.blueGreen === true;
  return {
    deploymentConfigName: configNameOf(seed),
    serviceRoleArn: `arn:${scope.partition}:iam::${scope.account}:role/codedeploy-service`,
    ec2TagSet: {
      ec2TagSetList: [
        [{ Key: 'Application', Value: seed.application, Type: 'KEY_AND_VALUE' }],
        [{ Key: 'DeploymentGroup', Value: seed.deploymentGroup, Type: 'KEY_AND_VALUE' }],
      ],
    },
    autoRollbackConfiguration: events.length > 0 ? { enabled: true, events } : { enabled: false },
    deploymentStyle: {
      deploymentType: seed.blueGreen ? 'BLUE_GREEN' : 'IN_PLACE',
      deploymentOption: hasTraffic ? 'WITH_TRAFFIC_CONTROL' : 'WITHOUT_TRAFFIC_CONTROL',
    },
    ...(seed.alarms && {
      alarmConfiguration: { enabled: true, alarms: seed.alarms.map((name) => ({ name })) },
    }),
    ...(hasTraffic && {
      loadBalancerInfo: { targetGroupInfoList: [{ name: seed.deploymentGroup }] },
    }),
    ...(seed.autoScaling && { autoScalingGroups: [seed.deploymentGroup] }),
    ...(seed.blueGreen && {
      blueGreenDeploymentConfiguration: {
        terminateBlueInstancesOnDeploymentSuccess: {
          action: 'TERMINATE',
          terminationWaitTimeInMinutes: (seed.terminationWait ?? 5 * minute) / minute,
        },
        deploymentReadyOption: seed.readyWait
          ? { actionOnTimeout: 'STOP_DEPLOYMENT', waitTimeInMinutes: seed.readyWait / minute }
          : { actionOnTimeout: 'CONTINUE_DEPLOYMENT', waitTimeInMinutes: 0 },
        greenFleetProvisioningOption: { action: 'COPY_AUTO_SCALING_GROUP' },
      },
      autoScalingGroups: [seed.deploymentGroup],
    }),
  };
}

export function anApplication(name: string, ids: Ids, now: number): Application {
  return {
    id: ids.uuid(),
    name,
    createTime: now,
    groups: new Map(),
    revisions: new Map(),
    tags: new Map(),
  };
}

function anEmptyScope(account: string, region: string, now: number): Scope {
  const predefined = Object.entries(predefinedConfigs).map(
    ([name, { id, ...minimumHealthy }]): [string, DeploymentConfig] => [
      name,
      { ...aConfig(id, name, minimumHealthy, now), predefined: true },
    ],
  );
  return {
    account,
    region,
    partition: partitionOf(region),
    applications: new Map(),
    configs: new Map(predefined),
    deployments: new Map(),
    fleet: new Set(),
    alarms: new Set(),
  };
}

export function aConfig(
  id: string,
  name: string,
  minimumHealthy: MinimumHealthy,
  now: number,
): DeploymentConfig {
  return { id, name, createTime: now, minimumHealthy, predefined: false };
}

// https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_MinimumHealthyHosts.html
// https://docs.aws.amazon.com/codedeploy/latest/userguide/instances-health.html
const predefinedConfigs: Record<string, MinimumHealthy & { id: string }> = {
  'CodeDeployDefault.OneAtATime': {
    id: '00000000-0000-0000-0000-000000000001',
    type: 'MOST_CONCURRENCY',
    value: 1,
  },
  'CodeDeployDefault.HalfAtATime': {
    id: '00000000-0000-0000-0000-000000000002',
    type: 'FLEET_PERCENT',
    value: 50,
  },
  'CodeDeployDefault.AllAtOnce': {
    id: '00000000-0000-0000-0000-000000000003',
    type: 'FLEET_PERCENT',
    value: 0,
  },
};

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
