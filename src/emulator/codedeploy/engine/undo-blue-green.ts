import { instancesOf } from '../fleet.ts';
import type { Deployment } from '../state.ts';
import { end } from './end.ts';
import type { Engine } from './engine.ts';
import { deploymentError } from './errors.ts';
import { deployTo } from './instance.ts';
import { allowEvents, blockEvents } from './lifecycle.ts';
import { retire } from './retire.ts';
import { rollOut } from './roll-out.ts';
import { aTarget, startWith } from './start.ts';

/** Gives the original environment its traffic back and takes it from the replacement, which then goes. */
export async function undoBlueGreen(engine: Engine, deployment: Deployment): Promise<void> {
  const { scope, group, undoes } = deployment;
  const labelled = undoes?.targets?.filter(({ label }) => label === 'Green') ?? [];
  const green = new Set([
    ...labelled.map(({ instance }) => instance),
    ...(undoes?.provisioned ?? []),
  ]);
  const original = instancesOf(scope, group).filter((instance) => !green.has(instance));
  const blue = original.map((instance) => aTarget(engine, instance, allowEvents, 'Blue'));
  const targets = [
    ...blue,
    ...[...green].map((instance) => aTarget(engine, instance, blockEvents, 'Green')),
  ];
  if (blue.length === 0) return end(engine, deployment, 'Failed', deploymentError('NO_INSTANCES'));
  startWith(engine, deployment, targets);
  const result = await rollOut({
    targets,
    minimum: 0,
    deploy: (target) => deployTo(engine, deployment, target),
    isHalted: () => deployment.halt !== undefined,
  });
  if (undoes) await retire(engine, undoes);
  if (deployment.halt)
    return end(engine, deployment, deployment.halt.status, deployment.halt.error);
  if (result === 'succeeded') return end(engine, deployment, 'Succeeded');
  return end(engine, deployment, 'Failed', deploymentError('HEALTH_CONSTRAINTS'));
}
