import { setMaxListeners } from 'node:events';
import { defined } from '../../../defined.ts';
import type { HostFactory } from '../../service.ts';
import { begin } from '../begin.ts';
import type { Engine } from './engine.ts';
import { createHosts } from './host-of-instance.ts';

export type EngineParts = Pick<Engine, 'clock' | 'ids' | 'objects' | 'hookMs' | 'outcomes'> & {
  hosts?: HostFactory | undefined;
  /** Called when a deployment, or what follows one, has run to its end. */
  onEnd: () => void;
};

/** An engine, and how to end all that it runs. */
export function createEngine({ hosts: factory, onEnd, ...parts }: EngineParts): {
  engine: Engine;
  /** Throws what has gone wrong in the emulator itself while deployments ran. */
  assertWhole(): void;
  close(reason: Error): Promise<void>;
} {
  const controllers: AbortController[] = [];
  const underWay = new Set<Promise<void>>();
  const hosts = factory && createHosts(factory);
  let isClosed = false;
  let bug: { error: unknown } | undefined;
  const engine: Engine = {
    ...parts,
    ...defined({ hosts }),
    closing() {
      const controller = new AbortController();
      // Every instance that is at an event listens.
      setMaxListeners(0, controller.signal);
      controllers.push(controller);
      return controller.signal;
    },
    begin: (order) => begin(engine, order),
    start(work) {
      const done = work()
        .then(onEnd)
        .catch((error: unknown) => {
          if (!isClosed) bug ??= { error };
        })
        .finally(() => underWay.delete(done));
      underWay.add(done);
    },
  };
  return {
    engine,
    assertWhole() {
      if (bug) throw new Error('the emulated CodeDeploy is broken', { cause: bug.error });
    },
    async close(reason) {
      isClosed = true;
      for (const controller of controllers) controller.abort(reason);
      await Promise.all(underWay);
      await hosts?.closeAll();
    },
  };
}
