import type { Deployment, Instance, Target } from '../state.ts';
import { type Engine, note } from './engine.ts';
import { pending } from './lifecycle.ts';

/** Marks the start, once it is known which instances there are. */
export function startWith(engine: Engine, deployment: Deployment, targets: Target[]): void {
  deployment.targets = targets;
  deployment.startTime ??= engine.clock.now();
  deployment.status = 'InProgress';
  note(engine, deployment);
}

/** An instance as a deployment sees it, with the events it is to go through. */
export function aTarget(
  engine: Engine,
  instance: Instance,
  events: readonly string[],
  label?: Target['label'],
): Target {
  return {
    instance,
    status: 'Pending',
    updatedAt: engine.clock.now(),
    events: pending(events),
    ...(label && { label }),
  };
}
