import type {
  Current,
  DestinationStatus,
  EnvironmentStatus,
  LastAttempt,
  ProbeAnswer,
} from '../release/environment-status.ts';
import { machineJson } from './machine-json.ts';
import { problemJson } from './problem-json.ts';

/** The one object of `status --json`, as one line. What is not known is null; times are ISO 8601. */
export function statusJson(environments: readonly EnvironmentStatus[]): string {
  const problems = environments.flatMap(({ problems: own, destinations, behind }) => [
    ...own,
    ...destinations.flatMap(({ problem }) => problem ?? []),
    ...behind.flatMap(({ problem }) => problem ?? []),
  ]);
  return machineJson({
    environments: environments.map(environmentJson),
    problems: [...new Set(problems)].map(problemJson),
  });
}

function environmentJson(status: EnvironmentStatus) {
  const { environment, application, hold, freezes, lease, behind, problems, destinations } = status;
  return {
    environment,
    application,
    bundle: status.bundleName ?? null,
    held: hold ? { since: hold.time, by: hold.by, reason: hold.reason } : null,
    freezes: freezes ?? [],
    lease: lease ?? null,
    behind: behind.map((one) => ({
      environment: one.environment,
      version: 'version' in one ? one.version : null,
      versions: 'version' in one ? (one.versions ?? null) : null,
      reason: 'unknown' in one ? one.unknown : null,
    })),
    problems,
    destinations: destinations.map(destinationJson),
  };
}

function destinationJson(status: DestinationStatus) {
  const { destination, problem, lastKnown, current, lastAttempt, stale, drift } = status;
  const { account, region, deploymentGroup } = destination;
  return {
    account: account.name,
    accountId: account.id ?? null,
    region,
    deploymentGroup,
    problem: problem ?? null,
    lastKnown: lastKnown ?? null,
    current: current ? currentJson(current) : null,
    lastAttempt: lastAttempt ? attemptJson(lastAttempt) : null,
    stale,
    drift,
    probe: status.probe?.map(probeJson) ?? null,
  };
}

export function currentJson(current: Current) {
  const { version, key, bucket, text, deploymentId, since, build, commit, startedBy } = current;
  return {
    version: version ?? null,
    key: key ?? null,
    bucket: bucket ?? null,
    revision: text,
    deploymentId,
    since: since?.toISOString() ?? null,
    build: build ?? null,
    commit: commit ?? null,
    startedBy: startedBy ?? null,
    proven: current.proven,
    reason: current.reason ?? null,
    instances: current.instances,
  };
}

function attemptJson({ version, key, text, since, message, ...rest }: LastAttempt) {
  return {
    version: version ?? null,
    key: key ?? null,
    revision: text,
    deploymentId: rest.deploymentId,
    status: rest.status,
    since: since?.toISOString() ?? null,
    instances: rest.instances,
    message: message ?? null,
  };
}

function probeJson({ check, holds, says }: ProbeAnswer) {
  return { check, holds, says };
}
