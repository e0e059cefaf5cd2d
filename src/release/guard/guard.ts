import type { AwsSession } from '../../aws/session.ts';
import { type Clock, wallTime } from '../../clock.ts';
import {
  allDestinations,
  type Destination,
  type Environment,
  type Freeze,
} from '../../config/destination.ts';
import { mapLimited } from '../../limit.ts';
import { type Problem, RefusedError } from '../../problem.ts';
import { type Random, systemRandom } from '../../random.ts';
import { readSnapshot, type Snapshot } from '../deployment/group-state.ts';
import type { Emit } from '../events.ts';
import { holdKey, leaseKey } from '../object-keys.ts';
import { closedProblem, longestWave, withFreezes } from '../schedule.ts';
import { timing } from '../timing.ts';
import { lookAtLease } from './attempt-lease.ts';
import { checkWavesBefore } from './earlier-waves.ts';
import { problemsOf } from './finding.ts';
import { freezesOf, heldProblem, readKept } from './hold-record.ts';
import { recordsDestinationOf } from './home-choice.ts';
import { asRefusal, homesOf, unreadProblem } from './homes.ts';
import type { Lease } from './keep-lease.ts';
import { takeLease } from './lease.ts';
import { patientSession } from './patient-session.ts';
import { type Preflight, preflight } from './preflight.ts';
import { refuseOlder } from './version-order.ts';

export type GuardRequest = {
  environment: Environment;
  run: string;
  /** What all destinations are to get; where it differs between them nothing is held against it. */
  version?: string | undefined;
  /** The version may go over a newer one. */
  allowOlder: boolean;
  /** A hold is not an obstacle: the run leads away from what the environment is held for. */
  ignoreHold?: boolean | undefined;
  /** Destinations that do not answer keep none of the others from going on, as long as there are any. */
  acceptsPartial?: boolean | undefined;
  /** Why it goes on where most of the lease's homes do not answer. */
  withoutLease?: string | undefined;
};

export type GuardPorts = {
  clock: Clock;
  /** The machine's own chance unless told otherwise. */
  random?: Random | undefined;
  emit: Emit;
  signal: AbortSignal;
};

/** What a run holds and knows when it may begin. */
export type Guarded = {
  lease: Lease;
  snapshot: Snapshot;
  /** When it was begun, by the run's clock. */
  snapshotAt: number;
  /** By destination, why nothing can be done there; empty unless the run goes on without it. */
  unreachable: ReadonlyMap<string, string>;
  /** That somebody has planned, beside those of the configuration. */
  freezes: readonly Freeze[];
};

/**
 * Everything that must be right before anything is changed: credentials, groups and buckets of all
 * destinations, the lease, no hold, no older version over a newer one. Rejects with a
 * {@link RefusedError} that holds all findings of the step that failed, and then holds no lease. `beside` is begun together
 * with the last looks, under the lease.
 */
export async function guard(
  request: GuardRequest,
  aws: AwsSession,
  ports: GuardPorts,
  beside?: () => Promise<void>,
): Promise<Guarded> {
  const environment = environmentLease(request, aws, ports);
  // Where one destination need not keep the others from going on, it does not keep them waiting either.
  const patient = request.acceptsPartial ? aws : patientSession(aws, ports);
  const { unreachable, lastSeen } = await checkAll(request, patient, ports, environment.look);
  const lease = await environment.take();
  try {
    const snapshotAt = ports.clock.now();
    // All are asked at once, and the first of them in this order that refuses is told.
    const [freezes = [], , taken] = await inOrder([
      request.ignoreHold ? undefined : refuseHeld(request.environment, aws, ports),
      refuseAhead(request, aws, ports),
      snapshotInOrder(request, { unreachable, lastSeen }, patient, ports),
      beside?.(),
    ]);
    return { lease, snapshotAt, freezes, ...taken };
  } catch (error) {
    await lease.release();
    throw error;
  }
}

/** Waits for all, so that nothing is left on its way; rejects as the first of them does in their order. */
async function inOrder<T extends readonly unknown[]>(
  work: readonly [...T],
): Promise<{ [K in keyof T]: Awaited<T[K]> }> {
  const [refused] = (await Promise.allSettled(work)).filter(({ status }) => status === 'rejected');
  if (refused?.status === 'rejected') throw refused.reason;
  return Promise.all(work);
}

/** `unreachable`: the destinations that the run has to make do without. */
type Checked = Pick<Guarded, 'unreachable'> & Pick<Preflight, 'lastSeen'>;

/** `onIdentified` is called once all credentials are there. */
async function checkAll(
  { environment, acceptsPartial = false, ignoreHold: goesBack }: GuardRequest,
  aws: AwsSession,
  { emit, clock }: GuardPorts,
  onIdentified: () => void,
): Promise<Checked> {
  const destinations = allDestinations(environment);
  const count = destinations.length;
  emit({ kind: 'step', text: `checking ${count} ${count === 1 ? 'destination' : 'destinations'}` });
  aws.announce(destinations);
  if (!acceptsPartial) {
    await aws.identify(destinations);
    onIdentified();
  }
  const checked = acceptsPartial
    ? await mapLimited(destinations, timing.atOnce.destinations, (destination) =>
        checkAlone(destination, aws, { clock, goesBack }),
      )
    : [await preflight(destinations, aws, { clock, goesBack })];
  const [problems, warnings, unchecked] = [
    checked.flatMap((one) => one.problems),
    checked.flatMap((one) => one.warnings),
    checked.flatMap((one) => one.unchecked),
  ];
  tellUnchecked(unchecked, emit);
  const isNobodyLeft = checked.every((one) => one.problems.length > 0);
  const late = problems.length > 0 ? [] : aws.lifetime(destinations, longestRun(environment));
  for (const problem of [...late, ...warnings]) emit({ kind: 'notice', level: 'warning', problem });
  for (const problem of aws.untagged(destinations))
    emit({ kind: 'notice', level: 'info', problem });
  if (problems.length > 0 && (!acceptsPartial || isNobodyLeft)) throw new RefusedError(problems);
  const unreachable = destinations.flatMap(({ id }, index) => {
    const [problem] = acceptsPartial ? (checked[index]?.problems ?? []) : [];
    return problem ? [[id, problem.message] as const] : [];
  });
  const lastSeen = checked.flatMap((one) => [...one.lastSeen]);
  return { unreachable: new Map(unreachable), lastSeen: new Map(lastSeen) };
}

function tellUnchecked(problems: readonly Problem[], emit: Emit): void {
  for (const { message, ...rest } of problems) {
    const problem = { message: `not checked: ${message}`, ...rest };
    emit({ kind: 'notice', level: 'info', problem });
  }
}

/** Where the credentials are wrong nothing else is asked. */
async function checkAlone(
  destination: Destination,
  aws: AwsSession,
  options: Parameters<typeof preflight>[2],
): Promise<Preflight> {
  try {
    await aws.identify([destination]);
    return await preflight([destination], aws, options);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return { problems: [...error.problems], warnings: [], unchecked: [], lastSeen: new Map() };
  }
}

/** How long the run may take at most, in ms: the waves after one another, each with its time-out and bake. */
export function longestRun({ waves }: Environment): number {
  return waves.reduce((sum, wave) => sum + longestWave(wave), 0);
}

/** Takes the environment's lease, of which `look` reads ahead what is in its homes. */
function environmentLease(
  { environment, run, withoutLease }: GuardRequest,
  aws: AwsSession,
  ports: GuardPorts,
) {
  const key = leaseKey(environment);
  const homes = homesOf(environment, aws);
  let ahead: ReturnType<typeof lookAtLease> | undefined;
  return {
    look() {
      ahead = lookAtLease(key, { ...ports, homes });
      ahead.catch(() => undefined);
    },
    async take(): Promise<Lease> {
      const request = {
        key,
        run,
        timeout: recordsDestinationOf(environment).busyTimeout,
        token: (ports.random ?? systemRandom).uuid(),
        without: withoutLease,
        ahead,
      };
      ports.emit({ kind: 'leasing', token: request.token });
      try {
        const lease = await takeLease(request, { ...ports, homes });
        ports.emit({ kind: 'leased', taken: new Date(lease.taken).toISOString() });
        return lease;
      } catch (error) {
        ports.signal.throwIfAborted();
        throw asRefusal(error, environment, 's3:PutObject');
      }
    },
  };
}

async function refuseHeld(
  environment: Environment,
  aws: AwsSession,
  { clock, emit, signal }: GuardPorts,
): Promise<readonly Freeze[]> {
  const { name } = environment;
  const key = holdKey(environment);
  const { holds, freezes: planned } = await readKept(homesOf(environment, aws), key, {
    clock,
    outer: signal,
    unread: (home, error) => {
      const problem = unreadProblem(`whether ${name} is held in`, home, error);
      emit({ kind: 'notice', level: 'info', problem });
    },
  }).catch((error) => {
    signal.throwIfAborted();
    throw asRefusal(error, environment, 's3:GetObject');
  });
  const [held] = holds;
  if (held) throw new RefusedError([heldProblem(name, held.hold)]);
  const freezes = freezesOf(planned);
  const closed =
    freezes.length > 0 && closedProblem(withFreezes(environment, freezes), wallTime(clock));
  if (closed) throw new RefusedError([closed]);
  return freezes;
}

/** A wave that is deployed by itself comes after those before it anyway. */
async function refuseAhead(
  { environment, version }: GuardRequest,
  aws: AwsSession,
  { clock, emit }: GuardPorts,
): Promise<void> {
  if (version === undefined) return;
  const found = await checkWavesBefore(environment, version, { aws, clock });
  tellUnchecked(problemsOf('unchecked', found), emit);
  const problems = problemsOf('problem', found);
  if (problems.length > 0) throw new RefusedError(problems);
}

/** What no longer answers is done without, as what did not answer before. */
async function snapshotInOrder(
  { environment, version, allowOlder, acceptsPartial = false }: GuardRequest,
  { unreachable: before, lastSeen }: Checked,
  aws: AwsSession,
  { emit }: GuardPorts,
): Promise<Pick<Guarded, 'snapshot' | 'unreachable'>> {
  const reachable = allDestinations(environment).filter(({ id }) => !before.has(id));
  const { snapshot, problems: unread } = await readSnapshot(reachable, aws, lastSeen);
  if (unread.length > 0 && (!acceptsPartial || snapshot.size === 0)) throw new RefusedError(unread);
  const gone = unread.map(({ destination = '', message }) => [destination, message] as const);
  const taken = { snapshot, unreachable: new Map([...before, ...gone]) };
  if (allowOlder || version === undefined) return taken;
  for (const problem of refuseOlder(version, snapshot, environment))
    emit({ kind: 'notice', level: 'warning', problem });
  return taken;
}
