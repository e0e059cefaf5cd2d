import { instancesOf } from '../fleet.ts';
import { type Deployment, hasEnded, type Instance, revisionKey } from '../state.ts';
import { activeAlarms, alarmError } from './alarms.ts';
import { blueGreen } from './blue-green.ts';
import { end } from './end.ts';
import { type Engine, note } from './engine.ts';
import { deploymentError } from './errors.ts';
import { deployTo } from './instance.ts';
import { allowEvents, blockEvents, installEvents } from './lifecycle.ts';
import { minimumHealthy } from './minimum-healthy.ts';
import { rollOut } from './roll-out.ts';
import { aTarget, startWith } from './start.ts';
import { timing } from './timing.ts';
import { undoBlueGreen } from './undo-blue-green.ts';
import { isZoneKept, rollOutByZone } from './zones.ts';

/** Lives through a deployment, from Created to its end. */
export async function runDeployment(engine: Engine, deployment: Deployment): Promise<void> {
  const { clock } = engine;
  await clock.sleep(timing.queued, deployment.closing);
  if (hasEnded(deployment)) return;
  deployment.status = 'Queued';
  note(engine, deployment);
  await clock.sleep(timing.starting, deployment.closing);
  if (hasEnded(deployment)) return;
  const error = obstacle(engine, deployment);
  if (error) return end(engine, deployment, 'Failed', error);
  const active = activeAlarms(deployment);
  if (active.length > 0) return end(engine, deployment, 'Stopped', alarmError(active));
  if (deployment.settings.deploymentStyle?.deploymentType !== 'BLUE_GREEN')
    return inPlace(engine, deployment);
  return deployment.undoes ? undoBlueGreen(engine, deployment) : blueGreen(engine, deployment);
}

/** Why a deployment cannot start at all. */
function obstacle(engine: Engine, deployment: Deployment) {
  const { scope, group } = deployment;
  const scripted = engine.outcomes.error(deployment);
  if (scripted) return deploymentError(scripted);
  const application = scope.applications.get(group.application.name);
  if (application !== group.application) return deploymentError('APPLICATION_MISSING');
  if (application.groups.get(group.name) !== group)
    return deploymentError('DEPLOYMENT_GROUP_MISSING');
  return undefined;
}

async function inPlace(engine: Engine, deployment: Deployment): Promise<void> {
  const { settings } = deployment;
  const instances = inOrder(deployment, wanted(deployment));
  if (instances.length === 0)
    return end(engine, deployment, 'Failed', deploymentError('NO_INSTANCES'));
  const minimum = minimumFor(deployment, instances.length);
  const isByZone = deployment.config.zonal !== undefined;
  if (minimum >= instances.length || (isByZone && isZoneKept(deployment, instances))) {
    return end(engine, deployment, 'Failed', deploymentError('HEALTH_CONSTRAINTS_INVALID'));
  }
  const hasTraffic = settings.deploymentStyle?.deploymentOption === 'WITH_TRAFFIC_CONTROL';
  const events = hasTraffic ? [...blockEvents, ...installEvents, ...allowEvents] : installEvents;
  const targets = instances.map((instance) => aTarget(engine, instance, events));
  startWith(engine, deployment, targets);
  const result = isByZone
    ? await rollOutByZone(engine, deployment, targets, minimum)
    : await rollOut({
        targets,
        minimum,
        deploy: (target) => deployTo(engine, deployment, target),
        isHalted: () => deployment.halt !== undefined,
      });
  if (deployment.halt)
    return end(engine, deployment, deployment.halt.status, deployment.halt.error);
  if (result === 'succeeded') return end(engine, deployment, 'Succeeded');
  return end(engine, deployment, 'Failed', deploymentError('HEALTH_CONSTRAINTS'));
}

/** Deployments that CodeDeploy makes for a few new instances are not held up by a minimum beyond their number. */
function minimumFor({ config, creator }: Deployment, total: number): number {
  const minimum = minimumHealthy(config.minimumHealthy, total);
  return creator === 'CodeDeployAutoUpdate' ? Math.min(minimum, total - 1) : minimum;
}

function wanted(deployment: Deployment): Instance[] {
  const { scope, group, revision } = deployment;
  const instances = instancesOf(scope, group);
  if (!deployment.updateOutdatedInstancesOnly) return instances;
  return instances.filter(({ health }) => health.get(group.id)?.revision !== revisionKey(revision));
}

/**
 * Unhealthy instances first, then those whose revision is unknown, old, current.
 * Source: https://docs.aws.amazon.com/codedeploy/latest/userguide/instances-health.html#instances-health-status
 */
function inOrder({ group }: Deployment, instances: readonly Instance[]): Instance[] {
  const current = group.targetRevision && revisionKey(group.targetRevision);
  const rank = ({ health }: Instance): number => {
    const { healthy, revision } = health.get(group.id) ?? { healthy: false };
    if (!healthy) return 0;
    if (revision === undefined) return 1;
    return revision === current ? 3 : 2;
  };
  return [...instances].sort((a, b) => rank(a) - rank(b));
}
