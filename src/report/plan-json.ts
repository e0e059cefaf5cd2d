import { countAll } from '../release/outcome.ts';
import {
  obstacles,
  type Plan,
  type PlannedDestination,
  type PlannedRelease,
} from '../release/plan.ts';
import { machineJson } from './machine-json.ts';
import { plannedFilesJson } from './plan-files.ts';
import { problemJson } from './problem-json.ts';
import { currentJson } from './status-json.ts';

/** The one object of `plan --json`, as one line. What is not known is null; durations are seconds. */
export function planJson(plan: Plan): string {
  const { command, environment, application, version, offline, release, waves, inTheWay, notes } =
    plan;
  return machineJson({
    command: 'plan',
    of: command,
    environment,
    application,
    bundle: plan.bundleName ?? null,
    version: version ?? null,
    offline: offline !== undefined,
    clear: offline === undefined ? obstacles(plan).length === 0 : null,
    release: release ? releaseJson(release) : null,
    ofDestinations: plan.of ?? null,
    problems: obstacles(plan).map(problemJson),
    inTheWay,
    notes,
    files: plannedFilesJson(plan),
    waves: waves.map(({ name, bake, maxParallel, maxFailures, failureMode, destinations }) => ({
      name,
      bake: bake / 1000,
      maxParallel,
      failureMode,
      maxFailures,
      destinations: destinations.map((row) => destinationJson(row)),
    })),
  });
}

function releaseJson(release: PlannedRelease) {
  if (!release.exists) return { exists: false };
  const { digest, commit, build, time } = release.record;
  return {
    exists: true,
    digest,
    commit: commit ?? null,
    build,
    time,
    buckets: release.buckets,
    of: release.of,
  };
}

function destinationJson(row: PlannedDestination) {
  const { destination, current, lastAttempt, inTheWay, notes, unchecked } = row;
  const { account, region, deploymentGroup, bucket } = destination;
  const last = lastAttempt ?? current;
  return {
    account: account.name,
    accountId: account.id ?? null,
    region,
    deploymentGroup,
    bucket,
    instances: last ? countAll(last.instances) : null,
    current: current ? currentJson(current) : null,
    version: row.version ?? null,
    inTheWay,
    notes,
    unchecked,
  };
}
