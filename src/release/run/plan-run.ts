import type { AwsSession } from '../../aws/session.ts';
import { wallTime } from '../../clock.ts';
import { allDestinations, type Destination, wholeOf } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import type { Problem } from '../../problem.ts';
import { problemsIn } from '../guard/finding.ts';
import type { Plan, PlannedRelease, PlanRequest } from '../plan.ts';
import { refuseOther } from '../records/check-content.ts';
import { otherCommit } from '../records/earlier-bytes.ts';
import { findRelease } from '../records/find-release.ts';
import type { KnownRelease } from '../records/known-release.ts';
import { recordBucketsOf } from '../records/record-buckets.ts';
import { closedProblem } from '../schedule.ts';
import { laidOut } from './laid-out.ts';
import { type Coming, comingFrom, plannedFiles } from './plan-files.ts';
import { byDestination, checkRows, checkWaves, type PlanPorts } from './plan-rows.ts';
import { checkProof } from './sources.ts';

/**
 * Checks everything that a deployment would, and changes nothing. What stands in the way is part of the plan;
 * never rejects for what AWS answers.
 */
export async function planDeployment(request: PlanRequest, ports: PlanPorts): Promise<Plan> {
  const { environment, version, sources = [], force } = request;
  const { aws, clock } = ports;
  const closed = closedProblem(environment, wallTime(clock));
  const destinations = allDestinations(environment);
  aws.announce([...destinations, ...sources.flatMap(allDestinations)]);
  const [checked, ahead, unproven] = await Promise.all([
    checkRows(request, ports),
    checkWaves(environment, version, ports),
    checkProof({ version, sources, environment, force }, ports),
  ]);
  const others = wholeOf(environment).filter(
    ({ id }) => !destinations.some((one) => one.id === id),
  );
  const release = await lookForRelease(request, [...checked.reached, ...others], aws);
  const coming = comingOf(request, release);
  const files = await plannedFiles(checked.rows, () => coming, ports);
  return {
    ...laidOut('deploy', environment, byDestination(checked.rows)),
    version,
    ...defined({ release: release.found, digest: coming.digest }),
    files,
    inTheWay: [
      ...(closed ? [closed] : []),
      ...checked.inTheWay,
      ...ahead.problems,
      ...unproven.problems,
      ...release.problems,
    ],
    notes: [...unproven.notes, ...release.notes, ...checked.notes, ...ahead.unchecked],
  };
}

function comingOf({ version, digest, listing }: PlanRequest, { found, known }: Found): Coming {
  if (known) return comingFrom(known);
  const named = { version, ...defined({ digest }) };
  if (listing) return { ...named, listing };
  return {
    ...named,
    unknown: found
      ? `${version} is not built yet; --source gives the zip that another job has packaged`
      : `it is not known whether ${version} is built`,
  };
}

type Found = {
  found?: PlannedRelease;
  known?: KnownRelease;
  problems: Problem[];
  notes: Problem[];
};

/** Looks in the buckets that can be reached; of the others it is told already. */
async function lookForRelease(
  { environment, version, versionGiven, commit, digest }: PlanRequest,
  destinations: readonly Destination[],
  aws: AwsSession,
): Promise<Found> {
  const of = new Set(wholeOf(environment).map(({ bucket }) => bucket)).size;
  const recordBuckets = recordBucketsOf(destinations, aws);
  try {
    const known = await findRelease(environment, version, recordBuckets);
    // In a bucket that could not be read it may be anyway.
    if (!known)
      return {
        ...(recordBuckets.length === of && { found: { exists: false } }),
        problems: [],
        notes: [],
      };
    const { record, holders } = known;
    refuseOther(version, record.digest, digest);
    const found = { exists: true as const, record, buckets: holders.length, of };
    const doubt = otherCommit(record, commit);
    if (!doubt) return { found, known, problems: [], notes: [] };
    const hint = versionGiven
      ? 'that release is deployed, not this checkout'
      : 'a build whose content differs is refused: give it its own version';
    return { found, known, problems: [], notes: [{ ...doubt, hint }] };
  } catch (error) {
    return { problems: problemsIn(error), notes: [] };
  }
}
