import { instancesOf } from '../fleet.ts';
import type { Enums, Structures } from '../model.generated.ts';
import { type Deployment, revisionKey } from '../state.ts';
import { type Engine, note } from './engine.ts';
import { skip } from './instance.ts';
import { retire } from './retire.ts';
import { timing } from './timing.ts';

/** Ends a deployment, and sets going what is to follow. */
export function end(
  engine: Engine,
  deployment: Deployment,
  status: 'Succeeded' | 'Failed' | 'Stopped',
  error?: Structures['ErrorInformation'],
): void {
  const { group } = deployment;
  for (const target of deployment.targets ?? []) {
    if (target.status === 'Pending' || target.status === 'Ready') skip(engine, deployment, target);
  }
  deployment.status = status;
  deployment.error = error;
  deployment.completeTime = engine.clock.now();
  note(engine, deployment);
  if (status === 'Succeeded') {
    group.targetRevision = deployment.revision;
    group.lastSuccessful = deployment;
    leave(deployment);
    if (outdated(deployment).length > 0) engine.start(() => autoUpdate(engine, deployment));
  } else if (isToRollBack(deployment)) {
    engine.start(() => rollBack(engine, deployment));
  } else {
    leave(deployment);
    engine.start(() => retire(engine, deployment));
  }
}

function leave({ group, id }: Deployment): void {
  if (group.active?.id === id) delete group.active;
}

function isToRollBack(deployment: Deployment): boolean {
  const { creator, autoRollback, halt, status, error } = deployment;
  if (creator === 'codeDeployRollback') return false;
  if (status === 'Stopped' && halt?.rollBack !== undefined) return halt.rollBack;
  const event: Enums['AutoRollbackEvent'] =
    status === 'Failed'
      ? 'DEPLOYMENT_FAILURE'
      : error?.code === 'ALARM_ACTIVE'
        ? 'DEPLOYMENT_STOP_ON_ALARM'
        : 'DEPLOYMENT_STOP_ON_REQUEST';
  return autoRollback.enabled === true && (autoRollback.events ?? []).includes(event);
}

/** Deploys what was last deployed with success again, as a new deployment. */
async function rollBack(engine: Engine, failed: Deployment): Promise<void> {
  await engine.clock.sleep(timing.rollback, failed.closing);
  const { scope, group, id } = failed;
  const good = group.lastSuccessful;
  leave(failed);
  if (!good) {
    const rollbackMessage = `Deployment ${id} cannot be rolled back: no earlier deployment of the deployment group ${group.name} has succeeded.`;
    failed.rollback = { rollbackMessage };
    note(engine, failed);
    return retire(engine, failed);
  }
  const rollback = engine.begin({
    scope,
    group,
    creator: 'codeDeployRollback',
    revision: good.revision,
    bundle: good.bundle,
    config: failed.config,
    ignoreApplicationStopFailures: good.ignoreApplicationStopFailures,
    // "The content-handling option for that last successful deployment is applied to the rollback deployment"
    // (https://docs.aws.amazon.com/codedeploy/latest/userguide/deployments-rollback-and-redeploy.html).
    fileExistsBehavior: good.fileExistsBehavior,
    autoRollback: { enabled: false },
    undoes: failed,
  });
  // The words are those of deployments people have shown in public.
  failed.rollback = {
    rollbackDeploymentId: rollback.id,
    rollbackMessage: `Deployment ${id} terminated. Automatic rollback is triggered with a DeploymentId ${rollback.id}.`,
  };
  rollback.rollback = {
    rollbackTriggeringDeploymentId: id,
    rollbackMessage: `Deployment ${rollback.id} is triggered to roll back deployment ${id}.`,
  };
  note(engine, failed);
  note(engine, rollback);
}

/** Instances launched while the deployment ran, which have something else on them. */
function outdated(deployment: Deployment): string[] {
  const { scope, group, settings, revision } = deployment;
  if (settings.deploymentStyle?.deploymentType === 'BLUE_GREEN') return [];
  if (settings.outdatedInstancesStrategy === 'IGNORE' || deployment.updateOutdatedInstancesOnly)
    return [];
  const known = new Set(deployment.targets?.map(({ instance }) => instance.id));
  const key = revisionKey(revision);
  return instancesOf(scope, group)
    .filter(({ id, health }) => !known.has(id) && health.get(group.id)?.revision !== key)
    .map(({ id }) => id);
}

/** Source: https://docs.aws.amazon.com/codedeploy/latest/userguide/integrations-aws-auto-scaling.html */
async function autoUpdate(engine: Engine, root: Deployment): Promise<void> {
  await engine.clock.sleep(timing.autoUpdate, root.closing);
  const { scope, group, revision, bundle, config, fileExistsBehavior } = root;
  if (group.active || group.lastSuccessful !== root) return;
  const update = engine.begin({
    scope,
    group,
    creator: 'CodeDeployAutoUpdate',
    revision,
    bundle,
    config,
    fileExistsBehavior,
    updateOutdatedInstancesOnly: true,
    autoRollback: { enabled: false },
    related: { autoUpdateOutdatedInstancesRootDeploymentId: root.id },
  });
  const earlier = root.related?.autoUpdateOutdatedInstancesDeploymentIds ?? [];
  root.related = { autoUpdateOutdatedInstancesDeploymentIds: [...earlier, update.id] };
  note(engine, root);
}
