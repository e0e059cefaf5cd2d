import { snapshotOf } from './engine/engine.ts';
import { deploymentError } from './engine/errors.ts';
import { skipEvents } from './engine/instance.ts';
import { hasEnded, type Scope } from './state.ts';

/** Ends what was under way when the emulator ended: nothing of it goes on. */
export function interrupt(scope: Scope, now: number): void {
  for (const deployment of scope.deployments.values()) {
    delete deployment.group.active;
    for (const instance of deployment.provisioned ?? []) scope.fleet.delete(instance);
    delete deployment.provisioned;
    if (hasEnded(deployment)) continue;
    for (const target of deployment.targets ?? []) {
      if (target.status === 'Succeeded' || target.status === 'Failed') continue;
      skipEvents(target, now);
      Object.assign(target, { status: 'Skipped', updatedAt: now });
    }
    const message = 'The emulator ended while the deployment was under way.';
    deployment.error = deploymentError('INTERNAL_ERROR', message);
    deployment.status = 'Failed';
    deployment.completeTime = now;
    deployment.history.push(snapshotOf(deployment, now));
  }
}
