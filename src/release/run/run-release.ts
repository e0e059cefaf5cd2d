import type { AwsSession } from '../../aws/session.ts';
import {
  allDestinations,
  type Check,
  type Destination,
  earlierOf,
} from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import { type Problem, RefusedError, UsageError } from '../../problem.ts';
import { cancellationOf } from '../cancel.ts';
import { type Guarded, type GuardPorts, type GuardRequest, guard } from '../guard/guard.ts';
import { SupersededError } from '../guard/version-order.ts';
import { sayingWhoAnswers } from '../guard/who-answers.ts';
import { type Cause, type DestinationResult, isGood, type Verdict } from '../outcome.ts';
import { recordBucketsOf } from '../records/record-buckets.ts';
import { leftBehindBy, recordOf, recordRun } from '../records/record-run.ts';
import { closedProblem } from '../schedule.ts';
import { judge } from '../verdict.ts';
import { carryOut } from './carry-out.ts';
import { hostsByDestination } from './deployed-hosts.ts';
import { passedOver, untouched } from './not-begun.ts';
import type { Prepared } from './prepared.ts';
import { runStarted } from './run-started.ts';
import { type CheckedRelease, type Verify, verifyAgain } from './verify-again.ts';
import { watchesOf } from './watches.ts';

export type RunRequest = GuardRequest & {
  command: string;
  /** Goes into the deployments' descriptions and the run's record. */
  reason?: string | undefined;
};

export type RunPorts = GuardPorts & {
  /** Who started the run, for its record. */
  by?: string;
  /** Fails a run of which anything was not rehearsed. */
  isStrict?: boolean | undefined;
  /** Hosts may be emulated ones, which say what they lack. */
  emulated?: boolean | undefined;
  openAws(): AwsSession;
  verify: Verify;
  /** Makes one check once, as during a bake; gives what is wrong. */
  ask(
    check: Check,
    destination: Destination,
    release: CheckedRelease,
  ): Promise<({ problem: string } & Pick<Cause, 'log' | 'advice'>) | undefined>;
};

/** What a command knows once it has done what needs no credentials for the environment. */
type Ready = {
  /** See {@link GuardRequest}. */
  version?: string;
  /** Under the lease: brings the release to where CodeDeploy finds it. */
  release(aws: AwsSession, guarded: Pick<Guarded, 'snapshot' | 'unreachable'>): Promise<Prepared>;
};

export type Prepare = () => Promise<Ready>;

export type RunResult = { verdict: Verdict; exitCode: number; results: DestinationResult[] };

/**
 * One run from its start to its verdict. Rejects with a {@link UsageError} or {@link RefusedError} before
 * the first deployment, which is its verdict then; from then on failures, and being cancelled, are results.
 */
export async function runRelease(
  request: RunRequest,
  prepare: Prepare,
  ports: RunPorts,
): Promise<RunResult> {
  const { environment } = request;
  const { clock, emit, signal } = ports;
  const began = clock.now();
  emit(runStarted(request));
  const policy = environment.onCancel;
  const onAbort = () => {
    emit({ kind: 'cancelling', signal: cancellationOf(signal) ?? 'abort', policy });
  };
  signal.addEventListener('abort', onAbort, { once: true });

  let results: DestinationResult[];
  let isRecorded = true;
  let isSuperseded: boolean | undefined;
  try {
    ({ results, isRecorded, isSuperseded } = await attempt(request, prepare, ports));
  } catch (error) {
    if (!signal.aborted || isBug(error, signal)) {
      const seconds = (clock.now() - began) / 1000;
      const refusal = refusalOf(error);
      if (refusal) emit({ kind: 'run-finished', ...refusal, seconds, results: [] });
      throw error;
    }
    results = allDestinations(environment).map((destination) =>
      untouched(destination, request.version),
    );
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
  const cancelled = cancellationOf(signal);
  const judged =
    isSuperseded && !cancelled
      ? { verdict: 'superseded' as const, exitCode: 0 }
      : strictly(judge(results, cancelled), ports);
  const seconds = (clock.now() - began) / 1000;
  const unrecorded = isRecorded ? {} : { unrecorded: true as const };
  emit({ kind: 'run-finished', ...judged, seconds, results, ...unrecorded });
  return { ...judged, results };
}

/** Where it is asked for, what was not rehearsed is no success. */
function strictly<T extends Pick<RunResult, 'verdict' | 'exitCode'>>(
  judged: T,
  { isStrict }: Pick<RunPorts, 'isStrict'>,
): T {
  return isStrict && judged.verdict === 'not-rehearsed' ? { ...judged, exitCode: 1 } : judged;
}

/** What being cancelled cannot explain. */
function isBug(error: unknown, signal: AbortSignal): boolean {
  const isAbort = error === signal.reason || (error as Error).name === 'AbortError';
  return !isAbort && refusalOf(error) === undefined;
}

function refusalOf(error: unknown) {
  if (error instanceof UsageError)
    return { verdict: 'invalid' as const, exitCode: 2, problems: error.problems };
  if (error instanceof RefusedError)
    return { verdict: 'refused' as const, exitCode: 3, problems: error.problems };
  return undefined;
}

type Attempted = {
  results: DestinationResult[];
  isRecorded: boolean;
  /** Nothing was begun, for a newer version runs everywhere, and that is to end well. */
  isSuperseded?: boolean;
};

async function attempt(request: RunRequest, prepare: Prepare, ports: RunPorts): Promise<Attempted> {
  const { environment } = request;
  const closed = closedProblem(environment, ports.clock.now());
  if (closed) throw new RefusedError([closed]);
  const { version, release } = await prepare();
  ports.signal.throwIfAborted();
  const aws = ports.openAws();
  try {
    const wanted = { ...request, ...defined({ version }) };
    const guarded = await guard(wanted, aws, ports);
    try {
      const prepared = await release(aws, guarded);
      await verifyEarlier(request, prepared, aws, ports);
      return await deployAndRecord(request, prepared, guarded, aws, ports);
    } finally {
      await guarded.lease.release();
    }
  } catch (error) {
    if (error instanceof SupersededError)
      return {
        results: passedOver(environment, version, error),
        isRecorded: true,
        isSuperseded: true,
      };
    throw sayingWhoAnswers(error, allDestinations(environment));
  } finally {
    aws.close();
  }
}

/** The waves before one that is deployed by itself must hold now, whatever was proven when they were deployed. */
async function verifyEarlier(
  { environment, ignoreHold: goesBack }: RunRequest,
  { release }: Prepared,
  aws: AwsSession,
  ports: RunPorts,
): Promise<void> {
  if (goesBack || !release) return;
  const sources = earlierOf(environment).map((destination) => ({ environment, destination }));
  const waysOn = 'deploy with --only, without regard to the order of waves';
  await verifyAgain(release, sources, aws, ports, waysOn);
}

/** Deploys, and writes down for every destination what became of it. */
async function deployAndRecord(
  request: RunRequest,
  prepared: Prepared,
  { snapshot, snapshotAt, lease }: Guarded,
  aws: AwsSession,
  ports: RunPorts,
): Promise<Attempted> {
  const { environment, command, run, reason } = request;
  const { emit, signal } = ports;
  const destinations = allDestinations(environment);
  const deployedTo = hostsByDestination(aws);
  const { results: carried, earlier } = await carryOut({ ...request, ...prepared }, snapshot, {
    ...ports,
    aws,
    blocked: lease.lost,
    snapshotAt,
    verify: async (destination, _, how) => {
      const artifact = prepared.artifacts.get(destination.id);
      deployedTo.note(destination, how?.deploymentId);
      return artifact
        ? ports.verify(destination, { ...artifact, ...deployedTo.of(destination) }, how)
        : [];
    },
    watches: (destination) => {
      const release = prepared.artifacts.get(destination.id) ?? prepared.release;
      return release && !request.ignoreHold
        ? watchesOf(destination, {
            ask: (check) =>
              ports.ask(check, destination, { ...release, ...deployedTo.of(destination) }),
            cloudwatch: () => aws.cloudwatch(destination),
            clock: ports.clock,
          })
        : [];
    },
  });
  const results = carried.map((result) => {
    const before = snapshot.get(result.destination)?.running?.version;
    return before === undefined ? result : { ...result, before };
  });
  const gone = earlierOf(environment).flatMap((destination) => {
    const result = earlier.find((one) => one.destination === destination.id);
    return result ? [{ destination, result }] : [];
  });
  const record = {
    fanout: 1 as const,
    run,
    ...defined({ by: ports.by }),
    token: lease.token,
    command,
    environment: environment.name,
    started: new Date(lease.taken).toISOString(),
    ended: new Date(lease.now()).toISOString(),
    verdict: judge(results, cancellationOf(signal)).verdict,
    ...defined({ reason, withoutLease: lease.without, ignoredAlarms: environment.ignoredAlarms }),
    destinations: [
      ...destinations.map((destination, index) =>
        recordOf(
          destination,
          results[index] as DestinationResult,
          prepared.artifacts.get(destination.id),
          snapshot,
        ),
      ),
      // What went bad in a wave before is not proven there any more.
      ...gone.map(({ destination, result }) => ({
        ...recordOf(destination, result, undefined, snapshot),
        ...prepared.release,
      })),
    ],
  };
  const buckets = recordBucketsOf(
    [...destinations, ...gone.map(({ destination }) => destination)],
    aws,
  );
  const missing = await recordRun(environment, record, buckets, ports);
  tellLeftBehind(results, emit);
  return {
    results: withoutRecord(results, destinations, missing, emit),
    isRecorded: missing.size === 0,
  };
}

/** That the deployment succeeded is no proof of a release that not all instances run. */
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
