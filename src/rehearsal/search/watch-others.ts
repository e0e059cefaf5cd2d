import type { CallRecord } from '../../emulator/wire/call-log.ts';
import { isEarlierAttempt, readMarker } from '../../release/marker.ts';
import { deploymentsOf, type Report, type Sight } from './sight.ts';

/** What a run does to deployments that it did not create; its own it may stop whoever has the lease. */
export function watchOthers(
  sight: Sight,
  {
    report,
    withoutLease,
  }: {
    report: Report;
    withoutLease(run: string, environment: string | undefined): string | undefined;
  },
) {
  /** By run: what others began and it goes on with. */
  const adopted = new Map<string, Set<string>>();

  function touched(call: Readonly<CallRecord>) {
    const found = othersIn(call, sight);
    return found && { ...found, why: withoutLease(found.run, found.environment) };
  }

  function changed(what: string, why: string | undefined): void {
    if (why) report('no group is changed without a lease', `${what}: ${why}`);
  }

  return {
    adopted: (run: string, id: string) =>
      void adopted.set(run, (adopted.get(run) ?? new Set<string>()).add(id)),
    stopping(call: Readonly<CallRecord>): void {
      const found = touched(call);
      if (!found) return;
      const { run, one, theirs, why } = found;
      const what = `run ${run} stops ${one.id}`;
      const hasTaken = adopted.get(run)?.has(one.id) ?? false;
      // What it has taken over of an earlier attempt is its own, as for who finishes it.
      if (!hasTaken || !isEarlierAttempt(theirs?.run ?? '', run)) changed(what, why);
      if (hasTaken) return;
      if (theirs?.back || one.creator === 'codeDeployRollback' || one.creator === 'autoscaling')
        report('what goes back is not stopped by another run', what);
    },
    /** A termination wait that is ended shifts nothing. */
    continuing(call: Readonly<CallRecord>, body: () => string): void {
      const found = body().includes('READY_WAIT') ? touched(call) : undefined;
      if (!found) return;
      const { run, one, theirs, environment, why } = found;
      const what = `run ${run} shifts the traffic of ${one.id}`;
      changed(what, why);
      if (theirs?.environment !== environment || theirs?.back)
        report('traffic is shifted to nothing but what a run has brought there', what);
    },
  };
}

/** Who does something to which deployment of another run, or of nobody's. */
function othersIn({ about, principal }: Readonly<CallRecord>, sight: Sight) {
  const [, id] = /-(\d+\.\d+)$/.exec(principal ?? '') ?? [];
  if (id === undefined) return undefined;
  const run = `github:${id}`;
  const one = deploymentsOf(sight).find((each) => each.id === about);
  const theirs = one && readMarker(one.description);
  if (!one || theirs?.run === run) return undefined;
  const environment = sight.environments.find((each) =>
    principal?.includes(`-${each.name}-`),
  )?.name;
  return { run, one, theirs, environment };
}
