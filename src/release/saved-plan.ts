import type { allDestinations, Environment } from '../config/destination.ts';
import { defined } from '../defined.ts';
import type { Problem } from '../problem.ts';
import type { Plan } from './plan.ts';

/** What a plan was made on, so that a run may be held to it. */
export type SavedPlan = {
  fanout: 'plan/1';
  environment: string;
  application: string;
  bundle: string | null;
  version: string;
  /** Of the content, where a release of the version was there or the digest was given. */
  digest: string | null;
  /** In the order in which they would be deployed. */
  waves: { name: string; destinations: PlannedOn[] }[];
};

/** What a destination was, and what it had. */
type PlannedOn = {
  id: string;
  account: string;
  region: string;
  application: string;
  deploymentGroup: string;
  bucket: string;
  /** The deployment whose revision runs, and the last one, where that is another; null: none. */
  running: string | null;
  attempted: string | null;
};

/** What a plan to deploy is kept as. */
export function savedPlan(plan: Plan, version: string): SavedPlan {
  return {
    fanout: 'plan/1',
    environment: plan.environment,
    application: plan.application,
    bundle: plan.bundleName ?? null,
    version,
    digest: plan.digest ?? null,
    waves: plan.waves.map(({ name, destinations }) => ({
      name,
      destinations: destinations.map(({ destination, current, lastAttempt }) => ({
        ...placeOf(destination),
        running: current?.deploymentId ?? null,
        attempted: lastAttempt?.deploymentId ?? null,
      })),
    })),
  };
}

function placeOf({
  id,
  account,
  region,
  application,
  deploymentGroup,
  bucket,
}: ReturnType<typeof allDestinations>[number]) {
  return { id, account: account.id ?? '', region, application, deploymentGroup, bucket };
}

/** What a run has before it, as far as a plan described it. */
export type Ahead = {
  environment: Environment;
  version: string;
  digest: string;
  /** By destination: the deployments that run there now, and were tried last. */
  deployments: ReadonlyMap<string, { running: string | null; attempted: string | null }>;
};

/** What has changed since a plan was made. */
export function movedSince(saved: SavedPlan, ahead: Ahead): Problem[] {
  const { environment, version, digest, deployments } = ahead;
  const moved = (message: string, destination?: string): Problem => ({
    code: 'plan-moved',
    message,
    hint: 'make the plan again, and have it approved',
    ...defined({ destination }),
  });
  const of = `${saved.application}${saved.bundle === null ? '' : `/${saved.bundle}`}`;
  const here = `${environment.application}${environment.bundleName === undefined ? '' : `/${environment.bundleName}`}`;
  if (saved.environment !== environment.name || of !== here)
    return [
      moved(
        `the plan is for ${of} in ${saved.environment}, not for ${here} in ${environment.name}`,
      ),
    ];
  const shape = (
    waves: { name: string; destinations: Omit<PlannedOn, 'running' | 'attempted'>[] }[],
  ) =>
    JSON.stringify(
      waves.map(({ name, destinations }) => [
        name,
        destinations.map((one) => [
          one.id,
          one.account,
          one.region,
          one.application,
          one.deploymentGroup,
          one.bucket,
        ]),
      ]),
    );
  const now = environment.waves.map(({ name, destinations }) => ({
    name,
    destinations: destinations.map(placeOf),
  }));
  const known = saved.waves.flatMap(({ destinations }) => destinations);
  return [
    ...(saved.version === version
      ? []
      : [moved(`the plan is for version ${saved.version}, but this run would deploy ${version}`)]),
    ...(saved.digest === null || saved.digest === digest
      ? []
      : [
          moved(
            `the content is not what was planned: ${digest.slice(0, 16)} instead of ${saved.digest.slice(0, 16)}`,
          ),
        ]),
    ...(shape(saved.waves) === shape(now)
      ? []
      : [
          moved(
            'the waves and destinations are not those of the plan: the configuration has changed',
          ),
        ]),
    ...known.flatMap(({ id, running, attempted }) => {
      const is = deployments.get(id);
      // What a rollback was for counts as an attempt in a plan, and is not a deployment of its own here.
      const isTriedAgain = is?.attempted != null && is.attempted !== attempted;
      if (!is || (is.running === running && !isTriedAgain)) return [];
      const what = is.running === running ? 'was deployed to' : 'runs something else';
      return [
        moved(
          `it ${what} since the plan was made: deployment ${is.attempted ?? is.running ?? 'none'}`,
          id,
        ),
      ];
    }),
  ];
}
