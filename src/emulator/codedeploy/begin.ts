import { type Engine, note } from './engine/engine.ts';
import { runDeployment } from './engine/run-deployment.ts';
import type { Order } from './order.ts';
import type { Deployment, Scope } from './state.ts';
import { revisionKey } from './state.ts';

/** Creates a deployment, registers its revision and sets it going. */
export function begin(engine: Engine, order: Order): Deployment {
  const { scope, group } = order;
  const isRollback = order.creator === 'codeDeployRollback';
  const now = engine.clock.now();
  if (!isRollback) group.count += 1;
  const deployment: Deployment = {
    ignoreApplicationStopFailures: false,
    updateOutdatedInstancesOnly: false,
    fileExistsBehavior: 'DISALLOW',
    ...order,
    id: freshId(engine, scope),
    ...(!isRollback && { number: group.count }),
    previousRevision: group.targetRevision,
    settings: group.settings,
    autoRollback: order.autoRollback ??
      group.settings.autoRollbackConfiguration ?? { enabled: false },
    // Alarms that stopped a deployment would stop its rollback as well.
    alarms: isRollback ? undefined : (order.overrideAlarms ?? group.settings.alarmConfiguration),
    status: 'Created',
    createTime: now,
    terminationWaitStarted: false,
    closing: engine.closing(),
    halting: new AbortController(),
    history: [],
  };
  register(deployment, now);
  scope.deployments.set(deployment.id, deployment);
  group.active = deployment;
  group.lastAttempted = deployment;
  note(engine, deployment);
  engine.start(() => runDeployment(engine, deployment));
  return deployment;
}

function freshId(engine: Engine, scope: Scope): string {
  const id = engine.ids.deployment();
  return scope.deployments.has(id) ? freshId(engine, scope) : id;
}

function register({ id, revision, group }: Deployment, now: number): void {
  const { revisions } = group.application;
  const key = revisionKey(revision);
  const known = revisions.get(key) ?? {
    location: revision,
    // awscli's examples/deploy/batch-get-application-revisions.rst
    description: `Application revision registered by Deployment ID: ${id}`,
    registerTime: now,
  };
  revisions.set(key, { ...known, firstUsedTime: known.firstUsedTime ?? now, lastUsedTime: now });
}
