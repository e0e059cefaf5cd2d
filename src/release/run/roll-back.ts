import type { AwsSession } from '../../aws/session.ts';
import {
  allDestinations,
  atAnyTime,
  type Destination,
  type Environment,
} from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import { type Problem, RefusedError } from '../../problem.ts';
import type { GroupState, Running, Snapshot } from '../deployment/group-state.ts';
import type { Emit } from '../events.ts';
import type { Guarded } from '../guard/guard.ts';
import { heldProblem } from '../guard/hold-record.ts';
import { unreadProblem } from '../guard/homes.ts';
import { missingProblem } from '../guard/missing-problem.ts';
import { type HoldPorts, holdEnvironment } from '../guard/set-hold.ts';
import { publishKnown } from '../records/publish.ts';
import { type LeftOut, withRollbackPolicy } from './carry-out.ts';
import type { Prepared, ReleaseArtifact } from './prepared.ts';
import { type Course, type Courses, chooseCourses } from './rollback-artifacts.ts';
import type { RunPorts, RunRequest } from './run-ports.ts';
import { type RunResult, runRelease } from './run-release.ts';

export type RollBackRequest = Omit<RunRequest, 'command' | 'version' | 'allowOlder'> & {
  /** The version for all destinations; the last proven one of each unless told otherwise. */
  to?: string | undefined;
};

/**
 * Takes an environment back, and holds it so that nothing rolls forward again unasked. What will change is
 * told before it does. A destination that cannot go back keeps none of the others from it: it is named
 * beforehand, never started, and keeps the run from succeeding; so is one whose credentials, group or bucket do
 * not answer. The run is refused where none can.
 *
 * The waves and their limits stay, for they keep regions from being taken down together. They do not bake, and
 * a failure does not end the run: what is left behind is worse.
 */
export function rollBack(request: RollBackRequest, ports: RunPorts): Promise<RunResult> {
  const environment = forRollback(request.environment);
  const { to: version, ...rest } = request;
  const run = { ...rest, ...defined({ version }), environment };
  const release = (aws: AwsSession, guarded: Reach) =>
    prepareRollback({ ...request, environment }, aws, guarded, ports);
  const backwards = {
    command: 'rollback',
    allowOlder: true,
    ignoreHold: true,
    acceptsPartial: true,
  };
  return runRelease({ ...run, ...backwards }, async () => ({ release }), ports);
}

type Reach = Pick<Guarded, 'snapshot' | 'unreachable'>;

/** The environment as it is taken back: see {@link rollBack}. */
export function forRollback(environment: Environment): Environment {
  const waves = environment.waves.map((wave) => ({
    ...wave,
    bake: 0,
    destinations: wave.destinations.map(withRollbackPolicy),
  }));
  const { part } = environment;
  // Backwards no wave waits for another one's run.
  const ahead = part ? { part: { ...part, earlier: [] } } : {};
  return { ...atAnyTime(environment), waves, ...ahead, onFailure: 'continue' };
}

async function prepareRollback(
  request: RollBackRequest,
  aws: AwsSession,
  guarded: Reach,
  ports: RunPorts,
): Promise<Prepared> {
  const { environment } = request;
  const courses = await chooseCourses(request, guarded, aws, async (known, recordBucket) => {
    const published = await publishKnown(environment, known, [recordBucket], ports);
    return published.get(recordBucket.artifacts.bucket);
  });
  const going = [...courses.values()].filter((course) => course.kind === 'goes');
  if (going.length === 0) throw nothingCan(environment, courses);
  tell(allDestinations(environment), guarded.snapshot, courses, ports);
  ports.signal.throwIfAborted();
  await hold(request, going, aws, ports);
  return preparedFrom(courses);
}

/** What will change, before it does: one line for each change, one warning for each destination that is left. */
function tell(
  destinations: readonly Destination[],
  snapshot: Snapshot,
  courses: Courses,
  { emit }: RunPorts,
): void {
  const changes = new Map<string, string[]>();
  for (const destination of destinations) {
    const state = snapshot.get(destination.id);
    const course = courses.get(destination.id);
    const problem = doubtOf(course, destination);
    if (problem) emit({ kind: 'notice', level: 'warning', problem });
    if (!course || course.kind === 'cannot') continue;
    const change =
      course.kind === 'stays'
        ? `stays on ${course.version}`
        : `goes back from ${nowText(state)} to ${course.artifact.version}`;
    changes.set(change, [...(changes.get(change) ?? []), destination.id]);
  }
  for (const [change, ids] of changes) emit({ kind: 'step', text: `${change}: ${ids.join(', ')}` });
  tellRelease(courses, emit);
}

export function doubtOf(
  course: Course | undefined,
  { id }: Pick<Destination, 'id'>,
): Problem | undefined {
  if (course?.kind === 'cannot')
    return { code: 'cannot-go-back', destination: id, message: `cannot go back: ${course.why}` };
  if (course?.kind === 'goes' && course.unproven)
    return {
      code: 'going-back-unproven',
      destination: id,
      message: `${course.artifact.version} is not proven here: ${course.unproven}`,
    };
  return undefined;
}

function nowText(state: GroupState | undefined): string {
  const { running, attempted } = state ?? {};
  const said = (one: Running) => one.version ?? 'a revision that is not a release';
  if (attempted) return `${said(attempted)} (whose deployment has not succeeded)`;
  return running ? said(running) : 'nothing';
}

/** Where all that go back go to one release, it is the run's. */
function tellRelease(courses: Courses, emit: Emit): void {
  const going = [...courses.values()].filter((course) => course.kind === 'goes');
  const [first] = going;
  if (!first || going.some(({ artifact }) => artifact.digest !== first.artifact.digest)) return;
  const { version, digest } = first.artifact;
  emit({ kind: 'bundle-ready', version, digest, size: first.size, reused: true, seconds: 0 });
}

/** An earlier hold stays, with its reason: who lifts it should know of that one. */
async function hold(
  { environment, run, reason, withoutLease }: RollBackRequest,
  going: readonly { artifact: ReleaseArtifact }[],
  aws: AwsSession,
  { clock, emit, by = run }: RunPorts,
): Promise<void> {
  const versions = [...new Set(going.map(({ artifact }) => artifact.version))].join(', ');
  const words = {
    reason: `rolled back to ${versions}${reason === undefined ? '' : `: ${reason}`}`,
    by,
  };
  const options = { keepEarlier: true };
  const holdPorts: HoldPorts = {
    aws,
    clock,
    evenFewer: withoutLease !== undefined,
    unread: (home, error) => {
      const problem = unreadProblem(`the hold of ${environment.name} in`, home, error);
      emit({ kind: 'notice', level: 'info', problem });
    },
  };
  const { now, missing } = await holdEnvironment(environment, words, holdPorts, options);
  if (now) emit({ kind: 'notice', level: 'info', problem: heldProblem(environment.name, now) });
  if (!missing) return;
  const problem = missingProblem(environment, missing, 'hold');
  emit({ kind: 'notice', level: 'warning', problem });
}

function preparedFrom(courses: Courses): Prepared {
  const artifacts = new Map<string, ReleaseArtifact>();
  const leftOut = new Map<string, LeftOut>();
  for (const [id, course] of courses) {
    if (course.kind === 'goes') artifacts.set(id, course.artifact);
    else if (course.kind === 'cannot')
      leftOut.set(id, { outcome: 'never-started', reason: `cannot go back: ${course.why}` });
    else {
      const { version } = course;
      const reason = `already runs ${version}, the version that others go back to`;
      leftOut.set(id, { outcome: 'skipped', version, reason });
    }
  }
  return { artifacts, leftOut };
}

function nothingCan({ name }: Environment, courses: Courses): RefusedError {
  const hint = `use --to VERSION to take ${name} to a version of your choice`;
  const problems = [...courses].flatMap(([id, course]) => doubtOf(course, { id }) ?? []);
  return new RefusedError(problems.map((problem) => ({ ...problem, hint })));
}
