import type { Deployment, Halt } from '../state.ts';

/** Makes a deployment end before its time. Events that instances are at run to their end first. */
export function halt(deployment: Deployment, reason: Halt): void {
  if (deployment.halt) return;
  deployment.halt = reason;
  deployment.halting.abort();
}
