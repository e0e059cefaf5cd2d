import { ServiceError } from '../service.ts';
import { configNamed, type Handler, seconds } from './context.ts';
import type { Structures } from './model.generated.ts';
import { page } from './paging.ts';
import { aConfig } from './world.ts';

export const createDeploymentConfig: Handler<'CreateDeploymentConfig'> = (
  { engine, scope },
  input,
) => {
  const { deploymentConfigName: name, computePlatform = 'Server', minimumHealthyHosts } = input;
  if (computePlatform !== 'Server' || input.trafficRoutingConfig) {
    const message =
      'This emulator offers the compute platform Server only, which has no traffic routing configuration';
    throw new ServiceError('InvalidComputePlatformException', message);
  }
  if (input.zonalConfig) assertZonal(input.zonalConfig);
  if (name.startsWith('CodeDeployDefault.')) {
    const message = `The name ${name} is reserved: CodeDeployDefault. is the prefix of AWS's own`;
    throw new ServiceError('InvalidDeploymentConfigNameException', message);
  }
  if (scope.configs.has(name)) {
    const message = `A deployment configuration named ${name} already exists`;
    throw new ServiceError('DeploymentConfigAlreadyExistsException', message);
  }
  const config = aConfig(
    engine.ids.uuid(),
    name,
    minimumOf(minimumHealthyHosts),
    engine.clock.now(),
  );
  const zonal = input.zonalConfig && { zonal: input.zonalConfig };
  scope.configs.set(name, { ...config, ...zonal });
  return { deploymentConfigId: config.id };
};

export const getDeploymentConfig: Handler<'GetDeploymentConfig'> = ({ scope }, input) => {
  const config = configNamed(scope, input.deploymentConfigName);
  const { id, name, createTime, minimumHealthy, zonal } = config;
  return {
    deploymentConfigInfo: {
      deploymentConfigId: id,
      deploymentConfigName: name,
      createTime: seconds(createTime),
      // MOST_CONCURRENCY is answered although it is not in the enumeration: see validate-output.ts.
      minimumHealthyHosts: minimumHealthy as Structures['MinimumHealthyHosts'],
      computePlatform: 'Server',
      ...(zonal && { zonalConfig: zonal }),
    },
  };
};

export const listDeploymentConfigs: Handler<'ListDeploymentConfigs'> = (
  { scope, pageSize },
  input,
) => {
  const names = [...scope.configs.keys()].sort();
  const { items, nextToken } = page(names, String, { token: input.nextToken, size: pageSize });
  return { deploymentConfigsList: items, nextToken };
};

export const deleteDeploymentConfig: Handler<'DeleteDeploymentConfig'> = ({ scope }, input) => {
  const { deploymentConfigName: name } = input;
  if (scope.configs.get(name)?.predefined) {
    const message = `The deployment configuration ${name} is AWS's own and cannot be deleted`;
    throw new ServiceError('InvalidOperationException', message);
  }
  const groups = [...scope.applications.values()].flatMap((application) => [
    ...application.groups.values(),
  ]);
  const user = groups.find(({ settings }) => settings.deploymentConfigName === name);
  if (user) {
    const message = `The deployment configuration ${name} is in use by the deployment group ${user.name}`;
    throw new ServiceError('DeploymentConfigInUseException', message);
  }
  scope.configs.delete(name);
  return undefined;
};

function assertZonal({
  firstZoneMonitorDurationInSeconds: first = 0,
  monitorDurationInSeconds: each = 0,
  minimumHealthyHostsPerZone: { type, value = 0 } = { type: 'HOST_COUNT' },
}: Structures['ZonalConfig']): void {
  const most = type === 'FLEET_PERCENT' ? 99 : Number.MAX_SAFE_INTEGER;
  if (first >= 0 && each >= 0 && type !== undefined && value >= 0 && value <= most) return;
  const message =
    'zonalConfig: its durations must be 0 or more, and minimumHealthyHostsPerZone a HOST_COUNT of 0 or more, or a FLEET_PERCENT of 0 to 99';
  throw new ServiceError('InvalidZonalDeploymentConfigurationException', message);
}

function minimumOf(given: Structures['MinimumHealthyHosts'] | undefined): Required<{
  type: 'HOST_COUNT' | 'FLEET_PERCENT';
  value: number;
}> {
  const { type, value = 0 } = given ?? {};
  const most = type === 'FLEET_PERCENT' ? 99 : Number.MAX_SAFE_INTEGER;
  if (type !== undefined && value >= 0 && value <= most) return { type, value };
  const message =
    type === undefined
      ? 'minimumHealthyHosts must be given, with type HOST_COUNT or FLEET_PERCENT'
      : `minimumHealthyHosts.value is ${value}; a HOST_COUNT must be 0 or more, a FLEET_PERCENT 0 to 99`;
  throw new ServiceError('InvalidMinimumHealthyHostValueException', message);
}
