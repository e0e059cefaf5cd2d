import type { AwsSession } from '../../aws/session.ts';
import { type Clock, wallTime } from '../../clock.ts';
import { allDestinations, type Destination, type Environment } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import { mapLimited } from '../../limit.ts';
import type { Problem } from '../../problem.ts';
import type { Current, LastAttempt } from '../environment-status.ts';
import { checkWavesBefore } from '../guard/earlier-waves.ts';
import { problemsIn, problemsOf } from '../guard/finding.ts';
import { longestRun } from '../guard/guard.ts';
import { freezesOf, heldProblem } from '../guard/hold-record.ts';
import { preflight } from '../guard/preflight.ts';
import { checkOrder } from '../guard/version-order.ts';
import type { PlannedDestination } from '../plan.ts';
import { closedProblem, withFreezes } from '../schedule.ts';
import { readKeeping } from '../status/read-status.ts';
import { readDestination } from '../status/status-destination.ts';
import { timing } from '../timing.ts';

export type PlanPorts = { aws: AwsSession; clock: Clock; signal: AbortSignal };

type Wanted = {
  environment: Environment;
  /** What all destinations would get, as far as it is known. */
  version?: string | undefined;
  allowOlder: boolean;
  /** Neither hold nor alarms are in the way. */
  goesBack?: boolean;
};

/** What any command finds in its way that leaves everything as it is: of each destination, and of the environment. */
export async function checkRows(wanted: Wanted, ports: PlanPorts) {
  const { environment } = wanted;
  const destinations = allDestinations(environment);
  const [checked, keeping] = await Promise.all([
    mapLimited(destinations, timing.atOnce.destinations, (destination) =>
      check(destination, wanted, ports),
    ),
    readKeeping(environment, ports),
  ]);
  const rows = checked.map(({ row }) => row);
  const reached = destinations.filter((_, index) => checked[index]?.reached);
  const isWhole = reached.length === destinations.length;
  return {
    rows: environment.onOlder === 'skip' ? supersededIn(rows) : rows,
    reached,
    inTheWay: keepingProblems(wanted, keeping, wallTime(ports.clock)),
    notes: [
      ...(isWhole ? ports.aws.lifetime(destinations, longestRun(environment)) : []),
      ...plannedFreezes(keeping, wallTime(ports.clock)),
    ],
  };
}

/** What the waves before one that is planned by itself have against it. */
export async function checkWaves(
  environment: Environment,
  version: string | undefined,
  ports: PlanPorts,
): Promise<{ problems: Problem[]; unchecked: Problem[] }> {
  if (version === undefined) return { problems: [], unchecked: [] };
  try {
    const found = await checkWavesBefore(environment, version, ports);
    const unchecked = problemsOf('unchecked', found).map(asUnchecked);
    return { problems: problemsOf('problem', found), unchecked };
  } catch (error) {
    return { problems: problemsIn(error), unchecked: [] };
  }
}

export function byDestination(rows: readonly PlannedDestination[]) {
  const byId = new Map(rows.map((row) => [row.destination.id, row]));
  return ({ id }: Destination) => byId.get(id) as PlannedDestination;
}

async function check(
  destination: Destination,
  { environment, version, allowOlder, goesBack = false }: Wanted,
  { aws, clock }: Pick<PlanPorts, 'aws' | 'clock'>,
): Promise<{ row: PlannedDestination; reached: boolean }> {
  const ports = { aws, clock, memory: new Map(), brief: true };
  const { problem, current, lastAttempt } = await readDestination(destination, environment, ports);
  const checked = await preflight([destination], aws, { clock, goesBack });
  const order =
    allowOlder || version === undefined
      ? { problems: [], warnings: [] }
      : orderOf(version, destination, current);
  const found = [...(problem ? [problem] : []), ...checked.problems];
  // What one check after another says about missing credentials is one problem.
  const failed = [...new Map(found.map((one) => [one.message, one])).values()];
  const row = {
    destination,
    ...defined({ version, current, lastAttempt }),
    read: problem === undefined,
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
  attempt: LastAttempt | undefined,
): Problem[] {
  if (!attempt || ended.includes(attempt.status)) return [];
  const { deploymentId, version, text } = attempt;
  const hints = {
    wait: `a deployment would wait for it, for ${Math.round(busyTimeout / 60_000)} minutes at most (onBusy: wait)`,
    stop: 'a deployment would stop it, unless it is a rollback or belongs to a scale-out (onBusy: stop)',
    fail: 'a deployment would fail there (onBusy: fail)',
  };
  const message = `deployment ${deploymentId} of ${version ?? text} is under way`;
  return [{ code: 'deployment-under-way', destination: id, message, hint: hints[onBusy] }];
}

function keepingProblems(
  { environment, goesBack }: Wanted,
  { hold, freezes = [], lease, problems }: Awaited<ReturnType<typeof readKeeping>>,
  now: number,
): Problem[] {
  const { name } = environment;
  // What the configuration says of itself is told already.
  const closed =
    goesBack || closedProblem(environment, now)
      ? undefined
      : closedProblem(withFreezes(environment, freezesOf(freezes)), now);
  const taken = lease && {
    code: 'lease-taken' as const,
    message: `run ${lease.run} has been working on ${name} since ${lease.since}`,
    hint: `a ${goesBack ? 'rollback' : 'deployment'} would wait for it`,
  };
  return [
    ...(hold && !goesBack ? [heldProblem(name, hold)] : []),
    ...(closed ? [closed] : []),
    ...(taken ? [taken] : []),
    ...problems,
  ];
}

/** They keep a run from beginning later. */
function plannedFreezes(
  { freezes = [] }: Awaited<ReturnType<typeof readKeeping>>,
  now: number,
): Problem[] {
  return freezes
    .filter(({ from }) => Date.parse(from) > now)
    .map(({ from, until, by, reason }) => ({
      code: 'closed',
      message: `nothing may be deployed from ${from} to ${until}: ${reason} (set by ${by})`,
    }));
}

function asUnchecked({ message, ...rest }: Problem): Problem {
  return { message: `not checked: ${message}`, ...rest };
}
