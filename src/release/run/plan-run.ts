import { describeFault } from '../../aws/advice.ts';
import type { AwsSession } from '../../aws/session.ts';
import type { Clock } from '../../clock.ts';
import {
  allDestinations,
  type Destination,
  type Environment,
  wholeOf,
} from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import { mapLimited } from '../../limit.ts';
import { type Problem, RefusedError } from '../../problem.ts';
import type { Attempt, Current } from '../environment-status.ts';
import { checkWavesBefore } from '../guard/earlier-waves.ts';
import { problemsOf } from '../guard/finding.ts';
import { longestRun } from '../guard/guard.ts';
import { heldProblem } from '../guard/hold-record.ts';
import { preflight } from '../guard/preflight.ts';
import { checkOrder } from '../guard/version-order.ts';
import type { Plan, PlannedDestination, PlannedRelease, PlanRequest } from '../plan.ts';
import { findRelease } from '../records/find-release.ts';
import { recordBucketsOf } from '../records/record-buckets.ts';
import { closedProblem } from '../schedule.ts';
import { readKeeping } from '../status/environment-status.ts';
import { readDestination } from '../status/status-destination.ts';
import { timing } from '../timing.ts';
import { checkProof } from './sources.ts';

/** The grid alone. */
export function planOffline({ environment, version }: PlanRequest, why: string): Plan {
  const bare = (destination: Destination) => ({
    destination,
    read: false,
    inTheWay: [],
    notes: [],
    unchecked: [],
  });
  return { ...planned(environment, version, bare), offline: why, inTheWay: [], notes: [] };
}

/**
 * Checks everything that a deployment would, and changes nothing. What stands in the way is part of the plan;
 * never rejects for what AWS answers.
 */
export async function planDeployment(
  request: PlanRequest,
  ports: { aws: AwsSession; clock: Clock },
): Promise<Plan> {
  const { environment, version, sources = [] } = request;
  const { aws, clock } = ports;
  const closed = [closedProblem(environment, clock.now())].filter((one) => one !== undefined);
  const destinations = allDestinations(environment);
  // Which regions STS may be asked in is known only once every destination was named.
  for (const destination of [...destinations, ...sources.flatMap(allDestinations)])
    aws.codedeploy(destination);
  const [checked, keeping, ahead, unproven] = await Promise.all([
    mapLimited(destinations, timing.atOnce.destinations, (destination) =>
      check(destination, request, ports),
    ),
    readKeeping(environment, ports),
    checkWavesBefore(environment, version, ports).catch((error) =>
      problemsIn(error).map((problem) => ({ kind: 'problem' as const, problem })),
    ),
    checkProof(version, sources, aws).catch(problemsIn),
  ]);
  const usable = destinations.filter((_, index) => checked[index]?.reached);
  const others = wholeOf(environment).filter(
    ({ id }) => !destinations.some((one) => one.id === id),
  );
  const release = await lookForRelease(request, [...usable, ...others], aws);
  const rows = checked.map(({ row }) => row);
  const byId = new Map(
    (environment.onOlder === 'skip' ? supersededIn(rows) : rows).map((row) => [
      row.destination.id,
      row,
    ]),
  );
  const late =
    usable.length < destinations.length ? [] : aws.lifetime(destinations, longestRun(environment));
  return {
    ...planned(environment, version, ({ id }) => byId.get(id) as PlannedDestination),
    ...defined({ release: release.found }),
    inTheWay: [
      ...closed,
      ...keepingProblems(environment, keeping),
      ...problemsOf('problem', ahead),
      ...unproven,
      ...release.problems,
    ],
    notes: [...release.notes, ...late, ...problemsOf('unchecked', ahead).map(asUnchecked)],
  };
}

function planned(
  { name, application, bundleName, waves, part }: Environment,
  version: string,
  row: (destination: Destination) => PlannedDestination,
) {
  return {
    environment: name,
    application,
    ...defined({ bundleName }),
    version,
    ...defined({ of: part?.whole.length }),
    waves: waves.map(
      ({ name: wave, bake, maxParallel, maxFailures, failureMode, destinations }) => ({
        name: wave,
        bake,
        maxParallel,
        maxFailures,
        failureMode,
        destinations: destinations.map(row),
      }),
    ),
  };
}

async function check(
  destination: Destination,
  { environment, version, allowOlder }: PlanRequest,
  { aws, clock }: { aws: AwsSession; clock: Clock },
): Promise<{ row: PlannedDestination; reached: boolean }> {
  const ports = { aws, clock, memory: new Map(), brief: true };
  const { problem, current, lastAttempt } = await readDestination(destination, environment, ports);
  const checked = await preflight([destination], aws, { clock });
  const order = allowOlder
    ? { problems: [], warnings: [] }
    : orderOf(version, destination, current);
  const found = [...(problem ? [problem] : []), ...checked.problems];
  // What one check after another says about missing credentials is one problem.
  const failed = [...new Map(found.map((one) => [one.message, one])).values()];
  const row = {
    destination,
    read: problem === undefined,
    ...defined({ current, lastAttempt }),
    inTheWay: [...failed, ...underWay(destination, lastAttempt), ...order.problems],
    notes: [...checked.warnings, ...order.warnings],
    unchecked: checked.unchecked,
  };
  return { row, reached: failed.length === 0 };
}

function orderOf(version: string, { id }: Destination, current: Current | undefined) {
  const { deploymentId = '', version: theirs } = current ?? {};
  const running = { deploymentId, ...defined({ version: theirs }) };
  return checkOrder(version, new Map([[id, { group: {}, running }]]));
}

/** Where all run something newer the run would end well: nothing is in its way, and nothing would be deployed. */
function supersededIn(rows: readonly PlannedDestination[]): readonly PlannedDestination[] {
  const isOlder = ({ code }: Problem) => code === 'older-version';
  if (!rows.every(({ inTheWay }) => inTheWay.some(isOlder))) return rows;
  return rows.map((row) => {
    const older = row.inTheWay.filter(isOlder).map(({ hint: _, ...problem }) => problem);
    const notes = older.map((problem) => ({
      ...problem,
      hint: 'the run would end as superseded, with nothing deployed (onOlder: skip)',
    }));
    return {
      ...row,
      inTheWay: row.inTheWay.filter((one) => !isOlder(one)),
      notes: [...row.notes, ...notes],
    };
  });
}

const ended = ['Succeeded', 'Failed', 'Stopped'];

function underWay(
  { id, onBusy, busyTimeout }: Destination,
  attempt: Attempt | undefined,
): Problem[] {
  if (!attempt || ended.includes(attempt.status)) return [];
  const { deploymentId, version, text } = attempt;
  const hints = {
    wait: `a deployment would wait for it, for ${Math.round(busyTimeout / 60_000)} minutes at most (onBusy: wait)`,
    stop: 'a deployment would stop it, unless it is a rollback or of a scale-out (onBusy: stop)',
    fail: 'a deployment would fail there (onBusy: fail)',
  };
  const message = `deployment ${deploymentId} of ${version ?? text} is under way`;
  return [{ code: 'deployment-under-way', destination: id, message, hint: hints[onBusy] }];
}

function keepingProblems(
  { name }: Environment,
  { hold, lease, problems }: Awaited<ReturnType<typeof readKeeping>>,
): Problem[] {
  const taken = lease && {
    code: 'lease-taken' as const,
    message: `run ${lease.run} is at work on ${name} since ${lease.since}`,
    hint: 'a deployment would wait for it',
  };
  return [...(hold ? [heldProblem(name, hold)] : []), ...(taken ? [taken] : []), ...problems];
}

function asUnchecked({ message, ...rest }: Problem): Problem {
  return { message: `not checked: ${message}`, ...rest };
}

function problemsIn(error: unknown): Problem[] {
  if (error instanceof RefusedError) return [...error.problems];
  return [describeFault(error, {})];
}

type Found = { found?: PlannedRelease; problems: Problem[]; notes: Problem[] };

/** Looks in the buckets that can be reached; of the others it is told already. */
async function lookForRelease(
  { environment, version, versionGiven, commit }: PlanRequest,
  destinations: readonly Destination[],
  aws: AwsSession,
): Promise<Found> {
  const of = new Set(wholeOf(environment).map(({ bucket }) => bucket)).size;
  const recordBuckets = recordBucketsOf(destinations, aws);
  if (recordBuckets.length === 0) return { problems: [], notes: [] };
  try {
    const known = await findRelease(environment, version, recordBuckets);
    // In a bucket that could not be read it may be all the same.
    if (!known)
      return {
        ...(recordBuckets.length === of && { found: { exists: false } }),
        problems: [],
        notes: [],
      };
    const { record, holders } = known;
    const found = { exists: true as const, record, buckets: holders.length, of };
    if (!commit || !record.commit || record.commit === commit)
      return { found, problems: [], notes: [] };
    const message = `version "${version}" was built from commit ${record.commit}, not from ${commit}`;
    const hint = versionGiven
      ? 'that release is deployed, not this checkout'
      : 'a build whose content differs is refused: give it a version of its own';
    return { found, problems: [], notes: [{ code: 'other-commit', message, hint }] };
  } catch (error) {
    return { problems: problemsIn(error), notes: [] };
  }
}
