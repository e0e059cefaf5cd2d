import { withAny } from '../../../any-signal.ts';
import type { Deployment, Halt } from '../state.ts';
import type { Engine } from './engine.ts';

/** Makes a deployment end before its time. Events that instances are at run to their end first. */
export function halt(deployment: Deployment, reason: Halt): void {
  if (deployment.halt) return;
  deployment.halt = reason;
  deployment.halting.abort();
}

/** Lets time pass, less where the deployment is halted or `over` is aborted meanwhile. */
export async function pause(
  { clock }: Engine,
  { halting, closing }: Deployment,
  ms: number,
  over = halting.signal,
): Promise<void> {
  try {
    await withAny([closing, halting.signal, over], (either) => clock.sleep(ms, either));
  } catch (error) {
    if (!halting.signal.aborted && !over.aborted) throw error;
  }
  closing.throwIfAborted();
}
