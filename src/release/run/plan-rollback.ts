import { allDestinations, type Destination, type Environment } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import { mapLimited } from '../../limit.ts';
import type { Problem } from '../../problem.ts';
import { type Snapshot, takeSnapshot } from '../deployment/group-state.ts';
import { problemsIn } from '../guard/finding.ts';
import { releaseKey } from '../object-keys.ts';
import type { Plan, PlannedDestination } from '../plan.ts';
import { timing } from '../timing.ts';
import { laidOut } from './laid-out.ts';
import { type Coming, plannedFiles } from './plan-files.ts';
import { byDestination, checkRows, type PlanPorts } from './plan-rows.ts';
import { doubtOf, forRollback } from './roll-back.ts';
import { type Bring, type Course, type Courses, chooseCourses } from './rollback-artifacts.ts';

export type RollbackPlanRequest = {
  environment: Environment;
  /** The version for all destinations; the last proven one of each unless told otherwise. */
  to?: string | undefined;
};

/**
 * Where each destination would go back to, and why one cannot. Changes nothing, and never rejects for what AWS
 * answers. What keeps one destination keeps none of the others from going.
 */
export async function planRollback(request: RollbackPlanRequest, ports: PlanPorts): Promise<Plan> {
  const environment = forRollback(request.environment);
  const { to } = request;
  const destinations = allDestinations(environment);
  ports.aws.announce(destinations);
  const checked = await checkRows({ environment, allowOlder: true, goesBack: true }, ports);
  const { snapshot, unreachable, problems } = await look(checked.rows, ports);
  const chosen = await courses({ environment, to }, { snapshot, unreachable }, ports);
  const row = byDestination(checked.rows.map((each) => withCourse(each, chosen.courses)));
  const coming = ({ destination: { id } }: PlannedDestination) =>
    comingBy(chosen.courses?.get(id), destinations, ports);
  return {
    ...laidOut('rollback', environment, row),
    files: await plannedFiles(checked.rows, coming, ports),
    ...defined({ version: to }),
    how: `${environment.name} would be held from then on`,
    inTheWay: [...checked.inTheWay, ...problems, ...chosen.problems],
    notes: checked.notes,
  };
}

/** What each group runs that answers; of the others it is told already why they do not. */
async function look(rows: readonly PlannedDestination[], { aws }: PlanPorts) {
  const snapshot = new Map<string, NonNullable<ReturnType<Snapshot['get']>>>();
  const unreachable = new Map<string, string>();
  const problems: Problem[] = [];
  await mapLimited(rows, timing.atOnce.destinations, async ({ destination, read, inTheWay }) => {
    const [why] = inTheWay.filter(({ code }) => code !== 'deployment-under-way');
    if (!read || why) {
      unreachable.set(destination.id, why?.message ?? 'it does not answer');
      return;
    }
    try {
      for (const [id, state] of await takeSnapshot([destination], aws)) snapshot.set(id, state);
    } catch (error) {
      const found = problemsIn(error);
      problems.push(...found);
      unreachable.set(destination.id, found[0]?.message ?? 'it does not answer');
    }
  });
  return { snapshot, unreachable, problems };
}

async function courses(
  request: { environment: Environment; to: string | undefined },
  reach: { snapshot: Snapshot; unreachable: ReadonlyMap<string, string> },
  { aws }: PlanPorts,
): Promise<{ courses?: Courses; problems: Problem[] }> {
  // The bytes may have to be copied there first, which a plan does not.
  const bring: Bring = async ({ record }, { artifacts }) => {
    const key = releaseKey(request.environment, record.version, record.digest);
    return { key, eTag: (await artifacts.find(key))?.eTag ?? '' };
  };
  try {
    return { courses: await chooseCourses(request, reach, aws, bring), problems: [] };
  } catch (error) {
    return { problems: problemsIn(error) };
  }
}

function withCourse(row: PlannedDestination, all: Courses | undefined): PlannedDestination {
  const course = all?.get(row.destination.id);
  const version = course && versionOf(course);
  const problem = doubtOf(course, row.destination);
  // Why one does not answer is in its way already.
  const isTold =
    course?.kind === 'cannot' && row.inTheWay.some(({ message }) => message === course.why);
  const told = { ...row, ...defined({ version }) };
  return problem && !isTold ? withProblem(told, problem) : told;
}

/** Where its own bucket has lost the zip, another may have it. */
function comingBy(
  course: Course | undefined,
  destinations: readonly Destination[],
  { aws }: PlanPorts,
): Coming | undefined {
  if (course?.kind !== 'goes') return undefined;
  const { version, digest, bucket, key } = course.artifact;
  const own = destinations.filter((one) => one.bucket === bucket);
  const others = destinations.filter((one) => one.bucket !== bucket);
  const places = [...own, ...others].map((one) => ({ key, artifacts: aws.artifacts(one) }));
  return { version, digest, places };
}

function versionOf(course: Course): string | undefined {
  if (course.kind === 'goes') return course.artifact.version;
  return course.kind === 'stays' ? course.version : undefined;
}

function withProblem(row: PlannedDestination, problem: Problem): PlannedDestination {
  return problem.code === 'cannot-go-back'
    ? { ...row, inTheWay: [...row.inTheWay, problem] }
    : { ...row, notes: [...row.notes, problem] };
}
