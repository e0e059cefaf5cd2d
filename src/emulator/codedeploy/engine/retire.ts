import type { Deployment, Instance } from '../state.ts';
import type { Engine } from './engine.ts';

/** Takes instances out of the emulated world. */
export async function remove(
  engine: Engine,
  { scope }: Deployment,
  instances: readonly Instance[],
): Promise<void> {
  for (const instance of instances) scope.fleet.delete(instance);
  await Promise.all(instances.map((instance) => engine.hosts?.close(instance)));
}

/** Takes a replacement environment that was made for a deployment, and is not wanted, out of the world. */
export async function retire(engine: Engine, deployment: Deployment): Promise<void> {
  const green = deployment.provisioned ?? [];
  deployment.provisioned = [];
  await remove(engine, deployment, green);
}
