import type { Clock } from '../../../clock.ts';
import { defined } from '../../../defined.ts';
import type { HostAgent, ObjectReader } from '../../service.ts';
import type { Ids } from '../ids.ts';
import type { Order } from '../order.ts';
import type { Outcomes } from '../planned-outcomes.ts';
import type { Deployment, Instance, Snapshot } from '../state.ts';

/** What deployments run on. */
export type Engine = {
  clock: Clock;
  /**
   * A signal that is aborted when the service closes; nothing runs afterwards. One for each deployment: adding a listener
   * takes the longer the more there are.
   */
  closing(): AbortSignal;
  ids: Ids;
  objects: ObjectReader;
  /** Absent, instances are scripted. */
  hosts?: Hosts;
  /** How long a scripted hook takes. */
  hookMs: number;
  outcomes: Outcomes;
  /** Creates a deployment and sets it going. */
  begin(order: Order): Deployment;
  /** Runs a deployment, or what is to follow one, until the service closes. */
  start(work: () => Promise<void>): void;
};

export type Hosts = {
  agent(instance: Instance): HostAgent;
  /** The instance is no more. */
  close(instance: Instance): Promise<void>;
};

/** Keeps what lists and batches tell of a deployment, so that they can tell it late. Call after every change. */
export function note(engine: Engine, deployment: Deployment): void {
  deployment.history.push(snapshotOf(deployment, engine.clock.now()));
  if (deployment.history.length > mostSnapshots) deployment.history.splice(0, mostSnapshots / 2);
}

/** A deployment as it is now. */
export function snapshotOf(deployment: Deployment, at: number): Snapshot {
  const { status, error, startTime, completeTime, rollback, related, targets } = deployment;
  return {
    at,
    status,
    terminationWaitStarted: deployment.terminationWaitStarted,
    ...defined({ error, startTime, completeTime, rollback, related }),
    ...(targets && { overview: overviewOf(targets) }),
  };
}

const mostSnapshots = 400;

function overviewOf(targets: NonNullable<Deployment['targets']>) {
  const counts = { Pending: 0, InProgress: 0, Succeeded: 0, Failed: 0, Skipped: 0, Ready: 0 };
  for (const { status } of targets) if (status !== 'Unknown') counts[status] += 1;
  return counts;
}
