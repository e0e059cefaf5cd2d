import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import type { AwsSession } from '../../aws/session.ts';
import { allDestinations, atAnyTime, type Environment } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import type { Guarded } from '../guard/guard.ts';
import { recordsDestinationOf } from '../guard/home-choice.ts';
import type { DestinationResult } from '../outcome.ts';
import type { LeftOut } from './carry-out.ts';
import type { Prepared } from './prepared.ts';
import type { RunPorts, RunRequest } from './run-ports.ts';
import { type RunResult, runRelease } from './run-release.ts';
import { findUnderWay } from './under-way.ts';

export type StopRequest = Pick<RunRequest, 'environment' | 'run' | 'reason'> & {
  /** Nothing else is stopped. */
  version?: string | undefined;
};

/**
 * Stops what earlier runs have left under way, everywhere at once, and follows it to the end: rolled back by CodeDeploy
 * where `onCancel` has that, as `finish` does it. A run that is at work is not stopped: it holds the lease. Ends well where
 * nothing of it goes on and nothing new runs.
 */
export function stopRun(request: StopRequest, ports: RunPorts): Promise<RunResult> {
  const { version: meant, reason, run } = request;
  const environment = forStop(request.environment);
  const release = async (
    _: AwsSession,
    { snapshot, unreachable }: Pick<Guarded, 'snapshot' | 'unreachable'>,
  ): Promise<Prepared> => {
    const waiting = new Map<string, DeploymentInfo>();
    const leftOut = new Map<string, LeftOut>();
    for (const [id, why] of unreachable) leftOut.set(id, { outcome: 'never-started', reason: why });
    for (const [id, one] of findUnderWay(environment, snapshot, meant)) {
      if (unreachable.has(id)) continue;
      if ('info' in one) waiting.set(id, one.info);
      else leftOut.set(id, { outcome: 'skipped', reason: one.left });
    }
    return { artifacts: new Map(), waiting, leftOut };
  };
  const wanted = {
    environment,
    run,
    command: 'stop',
    ...defined({ reason }),
    allowOlder: true,
    ignoreHold: true,
    acceptsPartial: true,
    isDone,
  };
  return runRelease(wanted, async () => ({ release }), ports);
}

/** Everywhere at once, whatever fails, at any time; a run that is at work is told and not waited for. */
function forStop(environment: Environment): Environment {
  const destinations = allDestinations(environment);
  const all = { name: 'stop', destinations, bake: 0 };
  const limits = {
    maxParallel: destinations.length,
    maxFailures: destinations.length,
    failureMode: 'soft' as const,
  };
  const { part } = environment;
  return {
    ...atAnyTime(environment),
    waves: [{ ...all, ...limits }],
    ...(part && { part: { ...part, earlier: [] } }),
    recordsDestination: { ...recordsDestinationOf(environment), busyTimeout: 0 },
    onFailure: 'continue',
    // Somebody has asked for it.
    onCancel: environment.onCancel === 'leave' ? 'stop' : environment.onCancel,
  };
}

function isDone(results: readonly DestinationResult[]): boolean {
  return results.every(({ outcome, rollback, instances }) => {
    if (outcome === 'skipped') return true;
    if (outcome === 'rolled-back') return rollback?.status === 'succeeded';
    return outcome === 'stopped' && rollback === undefined && instances.succeeded === 0;
  });
}
