import { compareVersions } from '../../bundle/version.ts';
import type { Destination, Environment } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import { type Problem, RefusedError } from '../../problem.ts';
import { entryOf, hasDeployed, type Proof, proofBy, proofOf } from './proof.ts';
import { type History, hasMore, type RunRecord } from './run-records.ts';

/** A destination of an environment in which a release must be proven, and what its own bucket says about it. */
export type Source = {
  environment: Environment;
  destination: Destination;
  history: History;
  /** It must have been proven by then, ms since the epoch. */
  provenBy?: number;
};

export type ReleaseChoice = {
  version: string;
  /** As the records have it; absent where none proves the version. */
  digest?: string;
  /** Why it is not proven; empty unless it was forced. */
  unproven: Problem[];
  /** Newer versions that are not proven, and why. */
  passedOver: Problem[];
  /** What the choice leaves unclear. */
  doubts: Problem[];
};

export type Wanted = {
  /** The newest that is proven unless told otherwise. */
  version?: string;
  /** Take it without proof. */
  forced: boolean;
  /** Only to be looked at: nothing could be forced. */
  isLook?: true;
};

/** Versions whose missing proof is told in full. */
const told = 3;

/**
 * Chooses the newest release that is proven in every source. What was deployed last is newest, whatever its
 * number. Rejects with a {@link RefusedError} that names destinations and reasons where there is none, and
 * where the sources prove different content under one version.
 */
export function chooseRelease(
  sources: readonly Source[],
  { version, forced, isLook }: Wanted,
): ReleaseChoice {
  const versions = version === undefined ? versionsIn(sources) : [version];
  if (versions.length === 0) throw nothingDeployed(sources);
  const chosen = versions.find((each) => forced || missingProof(each, sources).length === 0);
  const newer = chosen === undefined ? versions : versions.slice(0, versions.indexOf(chosen));
  const passedOver = tell(newer, sources);
  if (chosen === undefined)
    throw new RefusedError(passedOver.map((each) => withHint(each, isLook)));
  const digest = digestOf(chosen, sources);
  return {
    version: chosen,
    ...defined({ digest }),
    unproven: missingProof(chosen, sources),
    passedOver,
    doubts: higherNumbers(chosen, versions, sources),
  };
}

/** Whether older records than were read could change what {@link chooseRelease} chooses. */
export function isReleaseDecided(sources: readonly Source[], { version, forced }: Wanted): boolean {
  const versions = version === undefined ? versionsIn(sources) : [version];
  for (const each of versions) {
    const proofs = sources.map((source) => proofIn(source, each));
    if (proofs.some((proof) => !proof.proven && proof.more)) return false;
    if (forced || proofs.every(({ proven }) => proven)) return true;
  }
  return version !== undefined || !sources.some(({ history }) => hasMore(history));
}

function proofIn({ destination, history, provenBy }: Source, version: string): Proof {
  return provenBy === undefined
    ? proofOf(version, destination, history)
    : proofBy(provenBy, version, destination, history);
}

/** Every version that was deployed to any of the sources, the one deployed last first. */
function versionsIn(sources: readonly Source[]): string[] {
  const deployed = sources.flatMap(({ destination, history }) =>
    history.flatMap((run) => {
      if ('unread' in run) return [];
      const entry = entryOf(run, destination);
      const isOne = entry?.version !== undefined && hasDeployed(entry);
      return isOne ? [{ version: entry.version as string, started: run.started }] : [];
    }),
  );
  const newestFirst = deployed.toSorted((a, b) => byTime(b, a));
  return [...new Set(newestFirst.map(({ version }) => version))];
}

function byTime(a: Pick<RunRecord, 'started'>, b: Pick<RunRecord, 'started'>): number {
  return a.started < b.started ? -1 : Number(a.started > b.started);
}

/** One problem for each reason, with all destinations that it holds for. */
function missingProof(version: string, sources: readonly Source[]): Problem[] {
  const reasons = new Map<string, { ids: string[]; cause?: string }>();
  for (const source of sources) {
    const { environment, destination } = source;
    const proof = proofIn(source, version);
    if (proof.proven) continue;
    const reason = `${version} is not proven in ${environment.name}: ${proof.why}`;
    const cause = proof.fault && `the records of ${environment.name}: ${proof.fault}`;
    const known = reasons.get(reason) ?? { ids: [], ...defined({ cause }) };
    known.ids.push(destination.id);
    reasons.set(reason, known);
  }
  return [...reasons].map(([reason, { ids, ...rest }]) => ({
    code: 'not-proven',
    message: `${reason} (${ids.join(', ')})`,
    ...rest,
  }));
}

function tell(versions: readonly string[], sources: readonly Source[]): Problem[] {
  const problems = versions.slice(0, told).flatMap((version) => missingProof(version, sources));
  const rest = versions.length - told;
  if (rest > 0)
    problems.push({
      code: 'not-proven',
      message: `and neither are ${rest} earlier versions`,
    });
  return problems;
}

function withHint(problem: Problem, isLook = false): Problem {
  // A cause is only there where a record could not be read.
  const first = problem.cause ? 'make sure that it can be read' : 'deploy and verify it there';
  const hint = isLook ? first : `${first}, or go on without proof with --force "reason"`;
  return { ...problem, hint };
}

function digestOf(version: string, sources: readonly Source[]): string | undefined {
  const proofs = sources.flatMap((source) => {
    const { destination } = source;
    const proof = proofIn(source, version);
    return proof.proven ? [{ digest: proof.digest, destination: destination.id }] : [];
  });
  const [first] = proofs;
  const other = proofs.find(({ digest }) => digest !== first?.digest);
  if (first && other) {
    const said = [first, other].map(({ destination, digest }) => `${destination} has ${digest}`);
    const message = `version "${version}" was proven with different content: ${said.join(', ')}`;
    throw new RefusedError([{ code: 'content-differs', message, hint: 'build a new version' }]);
  }
  return first?.digest;
}

/** Proven versions with a higher number that were deployed before the chosen one. */
function higherNumbers(
  chosen: string,
  versions: readonly string[],
  sources: readonly Source[],
): Problem[] {
  return versions
    .slice(versions.indexOf(chosen) + 1)
    .filter((version) => (compareVersions(version, chosen) ?? 0) > 0)
    .filter((version) => missingProof(version, sources).length === 0)
    .slice(0, told)
    .map((version) => ({
      code: 'higher-version-proven',
      message: `${version} is proven too and has the higher number, but ${chosen} was deployed after it`,
      hint: `to promote that one, pass --version ${version}`,
    }));
}

function nothingDeployed(sources: readonly Source[]): RefusedError {
  const names = [...new Set(sources.map(({ environment }) => environment.name))].join(', ');
  const unread = sources.flatMap(({ history }) =>
    history.flatMap((run) => ('unread' in run ? [run.unread] : [])),
  );
  // What could not be read may well say so.
  const why =
    unread.length > 0
      ? {
          message: `nothing can be promoted: cannot read the records of ${names}, which say what was deployed there`,
          hint: 'make sure that they can be read',
        }
      : {
          message: `nothing can be promoted: no run's record says that anything was deployed to ${names}`,
          hint: 'a deployment by this tool leaves a record; one made by hand proves nothing',
        };
  return new RefusedError([
    { code: 'nothing-to-promote', ...why },
    ...[...new Set(unread)]
      .slice(0, told)
      .map((message) => ({ code: 'record-unreadable' as const, message })),
  ]);
}
