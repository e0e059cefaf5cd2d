import type { AwsSession } from '../../aws/session.ts';
import { wallTime } from '../../clock.ts';
import { allDestinations, earlierOf } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import { RefusedError, UsageError } from '../../problem.ts';
import { cancellationOf } from '../cancel.ts';
import { type Guarded, type GuardRequest, guard } from '../guard/guard.ts';
import { SupersededError } from '../guard/version-order.ts';
import { sayingWhoAnswers } from '../guard/who-answers.ts';
import { type DestinationResult, isGood, type Verdict } from '../outcome.ts';
import { closedProblem, withFreezes } from '../schedule.ts';
import { type Cancellation, judge } from '../verdict.ts';
import { admit } from './admit.ts';
import { deployAndRecord } from './deploy-and-record.ts';
import { passedOver, untouched } from './not-begun.ts';
import type { Prepared } from './prepared.ts';
import type { Attempted, RunPorts, RunRequest } from './run-ports.ts';
import { runStarted } from './run-started.ts';
import { verifyAgain } from './verify-again.ts';

/** What a command knows once it has done what needs no credentials for the environment. */
type Ready = {
  /** See {@link GuardRequest}. */
  version?: string;
  /** Under the lease, beside the last looks of {@link guard}: finds out what `release` needs to know. Never rejects. */
  look?(aws: AwsSession): Promise<void>;
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
  const { clock, emit, signal, isAttended } = ports;
  const began = clock.now();
  emit(runStarted(request));
  const policy = environment.onCancel;
  const onAbort = () => {
    emit({ kind: 'cancelling', signal: cancellationOf(signal) ?? 'abort', policy });
    if (isAttended && cancellationOf(signal) === 'SIGINT')
      emit({ kind: 'step', text: 'following the stops to their end; Ctrl-C again to leave' });
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
      : strictly(judgeBy(request, results, cancelled), ports);
  const seconds = (clock.now() - began) / 1000;
  // What succeeded and is not recorded is not verified already; what is ready or stopped as it was to be has not ended well either.
  const isTold = isRecorded || isGood(judged.verdict);
  const told = isTold ? judged : { ...judged, exitCode: judged.exitCode || 1 };
  const unrecorded = isRecorded ? {} : { unrecorded: true as const };
  emit({ kind: 'run-finished', ...told, seconds, results, ...unrecorded });
  return { ...told, results };
}

/** What is to be stopped has not succeeded when it is. */
function judgeBy(
  { isDone }: RunRequest,
  results: readonly DestinationResult[],
  cancelled: Cancellation | undefined,
): Pick<RunResult, 'verdict' | 'exitCode'> {
  const judged = judge(results, cancelled);
  if (!isDone || cancelled) return judged;
  return { ...judged, exitCode: isDone(results) ? 0 : 1 };
}

/** Where it is asked for, what was not rehearsed is not a success. */
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

async function attempt(request: RunRequest, prepare: Prepare, ports: RunPorts): Promise<Attempted> {
  const { environment } = request;
  const closed = closedProblem(environment, wallTime(ports.clock));
  if (closed) throw new RefusedError([closed]);
  const { version, look, release } = await prepare();
  ports.signal.throwIfAborted();
  const aws = ports.openAws();
  try {
    const wanted = { ...request, ...defined({ version }) };
    const guarded = await guard(wanted, aws, ports, look && (() => look(aws)));
    try {
      aws.expectCreation(environment.waves[0]?.destinations ?? []);
      const chosen = await release(aws, guarded);
      await verifyEarlier(request, chosen, aws, ports);
      const goesBack = request.ignoreHold ?? false;
      const prepared = await admit(chosen, { environment, goesBack }, { ...ports, aws });
      const wanted = { ...request, environment: withFreezes(environment, guarded.freezes) };
      return await deployAndRecord(wanted, prepared, guarded, aws, ports);
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
  const waysOn = 'deploy with --only, which ignores the order of waves';
  await verifyAgain(release, sources, aws, ports, waysOn);
}
