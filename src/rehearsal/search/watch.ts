import { allDestinations, type Environment } from '../../config/destination.ts';
import type { CallRecord } from '../../emulator/wire/call-log.ts';
import type { RunEvent } from '../../release/events.ts';
import { readMarker } from '../../release/marker.ts';
import type { Job } from './job.ts';
import { deploymentsOf, isOver, listed, type Report, type Sight, type Violation } from './sight.ts';
import type { StatusEndpoints } from './status-endpoint.ts';
import { watchChanges } from './watch-changes.ts';
import { watchPatience } from './watch-patience.ts';
import { watchRecords } from './watch-records.ts';
import { watchVerdicts } from './watch-verdicts.ts';

export type Watch = ReturnType<typeof watch>;

/** Looks on from the side of AWS: at every change, every record and every verdict. */
export function watch(sight: Sight, endpoints: Pick<StatusEndpoints, 'lastHeld'>) {
  const violations: Violation[] = [];
  const atWork = new Set<Job>();
  /** Runs whose machine slept. */
  const slept = new Set<string>();
  /** By job that stops: what was under way when it began. */
  const toStop = new Map<Job, readonly string[]>();
  const report: Report = (invariant, what) => {
    if (!violations.some((one) => one.invariant === invariant && one.what === what))
      violations.push({ invariant, what });
  };
  const changes = watchChanges(sight, report);
  const patience = watchPatience(sight, report);
  const records = watchRecords(sight, endpoints, { report, jobs: changes });
  const spoken = watchVerdicts(sight, records, report);

  /** A run that ends well leaves its proof in every bucket. */
  function proofLeft({ run, order }: Job): void {
    const environment = sight.environments.find(({ name }) => name === order.environment);
    if (!environment) return;
    const own = records.of(run).flatMap(({ destinations }) => destinations);
    for (const { id } of allDestinations(environment))
      if (!own.some(({ destination }) => destination === id))
        report('a run that ends well is recorded', `run ${run} in ${id}`);
  }

  function underWay(run?: string) {
    return deploymentsOf(sight).filter((one) => {
      const marker = readMarker(one.description);
      return marker && (run === undefined || marker.run === run) && !isOver(one) && !one.isHalted;
    });
  }

  /** What brings something new to the environment of a job. */
  function forwardIn({ order }: Job): string[] {
    return underWay().flatMap(({ id, description }) => {
      const { environment, back } = readMarker(description) ?? {};
      return environment === order.environment && !back ? [id] : [];
    });
  }

  function allStopped(job: Job): void {
    const left = forwardIn(job).filter((id) => toStop.get(job)?.includes(id));
    if (left.length > 0)
      report('stop ends well only when all has ended', `run ${job.run}: ${left.join(', ')}`);
  }

  /** Jobs of one CI run are told apart by what they noted before they asked for it. */
  function isAnothers(one: ReturnType<typeof underWay>[number], { run, order }: Job): boolean {
    return [...atWork].some(
      (other) =>
        other.run === run &&
        other.order.folder !== order.folder &&
        other.events.some((event) => event.kind === 'creating' && event.marker === one.description),
    );
  }

  return {
    violations,
    report,
    began(job: Job): void {
      atWork.add(job);
      if (job.order.command === 'stop') toStop.set(job, forwardIn(job));
      changes.began(job.run);
    },
    /** It has ended, or was killed, and is finished. */
    gone: (job: Job) => void atWork.delete(job),
    /** Its machine sleeps; another job of its run may take over meanwhile. */
    sleeps: ({ run }: Job) => void slept.add(run),
    onArrival: changes.onArrival,
    onCall(call: CallRecord): void {
      const { operation, status, error, about = '' } = call;
      changes.onCall(call);
      patience.onCall(call);
      // One whose answer is lost was carried out anyway.
      const isWritten = operation === 'PutObject' && !error && (status === 200 || status === 0);
      if (isWritten && about.includes('/runs/')) records.onPut(about);
    },
    onEvent(event: RunEvent, { run, order }: Job): void {
      if (event.kind === 'created' && event.adopted) changes.adopted(run, event.deploymentId);
      if (event.kind === 'notice' && event.problem.code === 'lease-lost')
        changes.lost(run, order.environment, slept.has(run));
      if (event.kind === 'finished') patience.finished(event.result, order.environment);
      if (event.kind === 'run-finished' && order.command !== 'finish')
        spoken({ run, order, event });
    },
    /** A command has ended. */
    over(job: Job, code: number): void {
      const { command, environment } = job.order;
      const brings = ['deploy', 'promote', 'rollback', 'continue'].includes(command);
      const isSaid = job.events.some(({ kind }) => kind === 'run-finished');
      if (brings && code === 0 && isSaid) proofLeft(job);
      const own = sight.environments.find(({ name }) => name === environment);
      const leaves = own?.onCancel === 'leave';
      const left = underWay(job.run).filter((one) => !isAnothers(one, job) && !isLeft(one, own));
      if (command === 'finish' && code === 0 && left.length > 0 && !leaves)
        report('finish ends well only when all has ended', `run ${job.run}: ${listed(left)}`);
      if (command === 'stop' && code === 0) allStopped(job);
    },
    /** When all commands have ended: nothing goes on that nobody names. */
    ended(named: (id: string) => boolean): void {
      for (const { id, status, description, group } of underWay()) {
        if (named(id)) continue;
        const { run } = readMarker(description) ?? {};
        report(
          'nothing goes on that nobody names',
          `${id} in ${group.destination} is ${status}, of run ${run}`,
        );
      }
    },
    freed: changes.freed,
  };
}

/** What is ready is left so where it was to be. */
function isLeft(
  { status, group }: ReturnType<typeof deploymentsOf>[number],
  environment: Environment | undefined,
): boolean {
  const destinations = environment ? allDestinations(environment) : [];
  const to = destinations.find(({ id }) => id === group.destination);
  return status === 'Ready' && to?.onReady === 'leave';
}
