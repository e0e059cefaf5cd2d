import { launch } from '../fleet.ts';
import type { Trigger } from '../planned-outcomes.ts';
import { type Deployment, type Group, hasEnded, revisionKey, type Scope } from '../state.ts';
import { activeAlarms, alarmError } from './alarms.ts';
import type { Engine } from './engine.ts';
import { deploymentError } from './errors.ts';
import { halt } from './halt.ts';

/** Lets happen what a scenario has set for the start of an event. */
export function pull(engine: Engine, deployment: Deployment, trigger: Trigger): void {
  if (trigger.kind === 'alarm') raiseAlarm(deployment.scope, trigger.name);
  else if (trigger.kind === 'scaleOut')
    scaleOut(engine, deployment.scope, deployment.group, trigger.count);
  else {
    const error = deploymentError('MANUAL_STOP');
    halt(deployment, { status: 'Stopped', error, rollBack: trigger.rollback });
  }
}

/** An alarm goes off: deployments that watch it stop. */
export function raiseAlarm(scope: Scope, name: string): void {
  scope.alarms.add(name);
  for (const deployment of scope.deployments.values()) {
    if (hasEnded(deployment) || deployment.startTime === undefined) continue;
    const active = activeAlarms(deployment);
    if (active.length > 0) halt(deployment, { status: 'Stopped', error: alarmError(active) });
  }
}

/** Instances are launched, with what was last deployed with success on them. */
export function scaleOut(engine: Engine, scope: Scope, group: Group, count: number): void {
  const ids = Array.from({ length: count }, engine.ids.instance);
  for (const instance of launch(scope, group, ids)) {
    if (!group.targetRevision) continue;
    instance.health.set(group.id, { revision: revisionKey(group.targetRevision), healthy: true });
  }
}
