import type { AwsSession } from '../../aws/session.ts';
import { allDestinations, type Destination, earlierOf } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import type { Problem } from '../../problem.ts';
import { cancellationOf } from '../cancel.ts';
import type { Guarded } from '../guard/guard.ts';
import { type DestinationResult, isGood } from '../outcome.ts';
import { recordBucketsOf } from '../records/record-buckets.ts';
import { leftBehindBy, recordOf, recordRun } from '../records/record-run.ts';
import type { RunRecord } from '../records/run-records.ts';
import { judge } from '../verdict.ts';
import type { CarryOutPorts } from './carry-out.ts';
import { carryOut } from './carry-out.ts';
import { hostsByDestination } from './deployed-hosts.ts';
import type { Prepared } from './prepared.ts';
import type { Attempted, RunPorts, RunRequest } from './run-ports.ts';
import { watchesOf } from './watches.ts';

/** Deploys, and writes down for every destination what became of it. */
export async function deployAndRecord(
  request: RunRequest,
  prepared: Prepared,
  { snapshot, snapshotAt, lease }: Guarded,
  aws: AwsSession,
  ports: RunPorts,
): Promise<Attempted> {
  const { environment } = request;
  const { emit } = ports;
  const destinations = allDestinations(environment);
  const { results: carried, earlier } = await carryOut({ ...request, ...prepared }, snapshot, {
    ...ports,
    aws,
    blocked: lease.lost,
    sure: lease.sure,
    snapshotAt,
    ...checksOf(request, prepared, aws, ports),
  });
  const results = carried.map((result) => {
    const before = snapshot.get(result.destination)?.running?.version;
    return before === undefined ? result : { ...result, before };
  });
  const gone = earlierOf(environment).flatMap((destination) => {
    const result = earlier.find((one) => one.destination === destination.id);
    return result ? [{ destination, result }] : [];
  });
  const record = runRecordOf(request, { results, gone, prepared, snapshot, lease }, ports);
  const buckets = recordBucketsOf(
    [...destinations, ...gone.map(({ destination }) => destination)],
    aws,
  );
  const isDown = (region: string) =>
    (['s3', 'codedeploy'] as const).some((service) => aws.isDown({ service, region }));
  const missing = await recordRun(environment, record, buckets, { ...ports, isDown });
  tellLeftBehind(results, emit);
  return {
    results: withoutRecord(results, destinations, missing, emit),
    isRecorded: missing.size === 0,
  };
}

/** How a destination is verified, and what is watched while it bakes. */
function checksOf(
  { ignoreHold }: RunRequest,
  { artifacts, release: ofAll }: Prepared,
  aws: AwsSession,
  ports: RunPorts,
): Pick<CarryOutPorts, 'verify' | 'watches'> {
  const deployedTo = hostsByDestination(aws);
  return {
    verify: async (destination, _, how) => {
      const artifact = artifacts.get(destination.id);
      deployedTo.note(destination, how?.deploymentId);
      return artifact
        ? ports.verify(destination, { ...artifact, ...deployedTo.of(destination) }, how)
        : [];
    },
    watches: (destination) => {
      const release = artifacts.get(destination.id) ?? ofAll;
      if (!release || ignoreHold) return [];
      return watchesOf(destination, {
        ask: (check) =>
          ports.ask(check, destination, { ...release, ...deployedTo.of(destination) }),
        cloudwatch: () => aws.cloudwatch(destination),
        clock: ports.clock,
      });
    },
  };
}

type Ended = Pick<Guarded, 'snapshot' | 'lease'> & {
  results: readonly DestinationResult[];
  /** What went bad in a wave before. */
  gone: readonly { destination: Destination; result: DestinationResult }[];
  prepared: Prepared;
};

function runRecordOf(
  { environment, command, run, reason }: RunRequest,
  { results, gone, prepared, snapshot, lease }: Ended,
  { by, signal }: RunPorts,
): RunRecord {
  return {
    fanout: 1,
    run,
    ...defined({ by }),
    token: lease.token,
    command,
    environment: environment.name,
    started: new Date(lease.taken).toISOString(),
    ended: new Date(lease.now()).toISOString(),
    verdict: judge(results, cancellationOf(signal)).verdict,
    ...defined({ reason, withoutLease: lease.without, ignoredAlarms: environment.ignoredAlarms }),
    destinations: [
      ...allDestinations(environment).map((destination, index) =>
        recordOf(
          destination,
          results[index] as DestinationResult,
          prepared.artifacts.get(destination.id),
          snapshot,
        ),
      ),
      // It is not proven there any more.
      ...gone.map(({ destination, result }) => ({
        ...recordOf(destination, result, undefined, snapshot),
        ...prepared.release,
      })),
    ],
  };
}

/** That the deployment succeeded is not proof of a release that not all instances run. */
function tellLeftBehind(results: readonly DestinationResult[], emit: RunPorts['emit']): void {
  for (const result of results) {
    const left = leftBehindBy(result);
    if (left === undefined) continue;
    const problem: Problem = {
      code: 'not-proven',
      destination: result.destination,
      message: `${result.version} is not proven here: ${left} left behind`,
      hint: 'deploy it again once they are fixed; until then it is neither promoted nor rolled back to',
    };
    emit({ kind: 'notice', level: 'warning', problem });
  }
}

/** Without its record nothing that a run deployed is proven, whatever it had found out. */
function withoutRecord(
  results: readonly DestinationResult[],
  destinations: readonly Destination[],
  missing: ReadonlySet<string>,
  emit: RunPorts['emit'],
): DestinationResult[] {
  return results.map((result, index) => {
    const bucket = destinations[index]?.bucket ?? '';
    if (!missing.has(bucket) || !isGood(result.outcome)) return result;
    const reason = `it succeeded, but s3://${bucket} did not take the run's record; run again to record it: what runs already is not deployed again`;
    const unproven = { ...result, outcome: 'not-verified' as const, reason };
    emit({ kind: 'finished', destination: result.destination, result: unproven });
    return unproven;
  });
}
