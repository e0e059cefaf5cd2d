import type { Problem } from '../problem.ts';
import type { EventOf } from '../release/events.ts';
import type { CheckResult, DestinationResult, GateResult, Verdict } from '../release/outcome.ts';
import { type RunningRelease, runningOf } from '../release/running-release.ts';
import type { Facts } from './facts.ts';
import { machineJson } from './machine-json.ts';
import { type JsonProblem, problemJson } from './problem-json.ts';

/** The one object of `--json`. What is not known is null. */
export type JsonReport = {
  command: string | null;
  environment: string | null;
  version: string | null;
  digest: string | null;
  verdict: string | null;
  exitCode: number | null;
  /** Why the run was refused, or could not begin; else empty. */
  problems: JsonProblem[];
  /** How many destinations the environment has, where the run was for some of them only. */
  ofDestinations: number | null;
  destinations: JsonDestination[];
};

type JsonDestination = {
  account: string | null;
  accountId: string | null;
  region: string | null;
  deploymentGroup: string | null;
  outcome: string;
  version: string | null;
  /** What runs now; null where the run does not know, or it is not one of ours. */
  runs: string | null;
  /** It is not known what its instances run: part-way between two releases, or nobody could tell. */
  isUnknown: boolean;
  /** `untold`: how its deployment ended could not be found out. */
  whyUnknown: Extract<RunningRelease, { why: string }>['why'] | null;
  /** In words, where the outcome alone does not tell. */
  reason: string | null;
  checks: CheckResult[];
  /** Alarms and metrics that were watched. */
  gates: GateResult[];
  deploymentId: string | null;
  rollbackDeploymentId: string | null;
  seconds: number;
  instances: DestinationResult['instances'];
  causes: DestinationResult['causes'];
  consoleUrl: string | null;
};

export function jsonReport({ started, bundle, finished }: Facts): JsonReport {
  const results = finished?.results ?? [];
  return {
    command: started?.command ?? null,
    environment: started?.environment ?? null,
    version: bundle?.version ?? onlyVersion(results) ?? null,
    digest: bundle?.digest ?? null,
    verdict: finished?.verdict ?? null,
    exitCode: finished?.exitCode ?? null,
    problems: (finished?.problems ?? []).map(problemJson),
    ofDestinations: started?.of ?? null,
    destinations: results.map((result) => jsonDestination(result, started)),
  };
}

/** A rollback may bring other destinations other versions. */
function onlyVersion(results: readonly DestinationResult[]): string | undefined {
  const versions = new Set(results.flatMap(({ version }) => version ?? []));
  return versions.size === 1 ? [...versions][0] : undefined;
}

/** One line, without a line break at its end. */
export function jsonText(facts: Facts): string {
  return machineJson(jsonReport(facts));
}

/** The object of a command that ends before there is a run to tell of. One line, as above. */
export function refusalText(
  command: string | undefined,
  { verdict, exitCode }: { verdict: Verdict; exitCode: number },
  problems: readonly Problem[],
): string {
  const told = problems.map(problemJson);
  return machineJson({ command: command ?? null, verdict, exitCode, problems: told });
}

function jsonDestination(
  result: DestinationResult,
  started: EventOf<'run-started'> | undefined,
): JsonDestination {
  const running = runningOf(result);
  const isUnknown = running.state === 'unknown';
  const label = started?.destinations.find(({ id }) => id === result.destination);
  return {
    account: label?.account ?? null,
    accountId: label?.accountId ?? null,
    region: label?.region ?? null,
    deploymentGroup: label?.deploymentGroup ?? null,
    outcome: result.outcome,
    version: result.version ?? null,
    runs: isUnknown ? null : (running.version ?? null),
    isUnknown,
    whyUnknown: isUnknown ? running.why : null,
    reason: result.reason ?? null,
    checks: result.checks ?? [],
    gates: result.gates ?? [],
    deploymentId: result.deploymentId ?? null,
    rollbackDeploymentId: result.rollback?.deploymentId ?? null,
    seconds: result.seconds,
    instances: result.instances,
    causes: result.causes,
    consoleUrl: result.consoleUrl ?? null,
  };
}
