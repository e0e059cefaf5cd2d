import type { AwsSession } from '../../aws/session.ts';
import type { Clock } from '../../clock.ts';
import type { Environment } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import { RefusedError } from '../../problem.ts';
import type { Changes, ChangesFrom, FindCommits } from '../changes.ts';
import type { Current, DestinationStatus } from '../environment-status.ts';
import { digestOfKey, releaseKey } from '../object-keys.ts';
import { changesBetween, type ListingPorts } from '../records/bundle-listings.ts';
import { chooseRelease } from '../records/choose-release.ts';
import { findProven } from '../records/find-proven.ts';
import type { KnownRelease } from '../records/known-release.ts';
import { readSources } from '../run/sources.ts';

export type ChangesRequest = {
  environment: Environment;
  /** The environments in all of whose destinations a release must be proven. */
  sources: readonly Environment[];
  /** The newest that is proven unless told otherwise. */
  version?: string;
};

export type ChangesPorts = ListingPorts & {
  aws: AwsSession;
  clock: Clock;
  commits: FindCommits;
};

/**
 * What runs in an environment against what a promotion would bring: commits by the records, files by what the zips in S3
 * list. Never rejects for what AWS answers.
 */
export async function readChanges(
  request: ChangesRequest,
  running: readonly DestinationStatus[],
  ports: ChangesPorts,
): Promise<Changes> {
  const { name, application, bundleName } = request.environment;
  const coming = await whatComes(request, ports);
  const { known, notes, proven = false } = coming;
  return {
    environment: name,
    application,
    ...defined({ bundleName }),
    provenIn: request.sources.map((source) => source.name),
    ...(known && { to: { ...nameOf(known), proven } }),
    notes,
    from: await Promise.all(groupsOf(running).map((rows) => compare(rows, known, ports))),
    unread: running.flatMap(({ destination: { id }, problem }) =>
      problem ? [{ destination: id, problem }] : [],
    ),
    empty: running.flatMap(({ destination: { id }, problem, current }) =>
      problem || current ? [] : [id],
    ),
  };
}

async function whatComes(
  { environment, sources, version }: ChangesRequest,
  { aws, clock }: ChangesPorts,
): Promise<{ known?: KnownRelease; proven?: boolean } & Pick<Changes, 'notes'>> {
  try {
    const read = await readSources({ sources, environment, version }, aws, {
      emit: () => undefined,
      clock,
    });
    const wanted = {
      ...defined({ version }),
      forced: version !== undefined,
      isLook: true as const,
    };
    const choice = chooseRelease(read, wanted);
    const known = await findProven(choice, { sources }, aws);
    const { unproven, passedOver, doubts } = choice;
    return { known, proven: unproven.length === 0, notes: [...unproven, ...passedOver, ...doubts] };
  } catch (error) {
    if (error instanceof RefusedError) return { notes: [...error.problems] };
    throw error;
  }
}

function nameOf({ record }: KnownRelease) {
  const { version, digest, build, time } = record;
  const commit = commitIn(record.commit);
  return { version, digest, build, time, ...defined({ commit }) };
}

type Running = DestinationStatus & { current: Current };

/** Destinations that run the same, together. */
function groupsOf(running: readonly DestinationStatus[]): Running[][] {
  const groups = new Map<string, Running[]>();
  for (const row of running) {
    if (!row.current) continue;
    const name = row.current.key ?? row.current.text;
    groups.set(name, [...(groups.get(name) ?? []), { ...row, current: row.current }]);
  }
  return [...groups.values()].toSorted((a, b) => b.length - a.length);
}

async function compare(
  rows: readonly Running[],
  known: KnownRelease | undefined,
  ports: ChangesPorts,
): Promise<ChangesFrom> {
  const [first] = rows as [Running, ...Running[]];
  const { version, text, key } = first.current;
  const commit = commitIn(rows.find(({ current }) => current.commit)?.current.commit);
  const comingKey = known && releaseKey(known.owner, known.record.version, known.record.digest);
  const isSame = key !== undefined && key === comingKey;
  const [commits, files] = await Promise.all([
    commitsOf(commit, commitIn(known?.record.commit), ports),
    isSame ? { files: [], same: 0 } : filesOf(rows, known, comingKey, ports),
  ]);
  return {
    revision: text,
    ...defined({ version, commit }),
    destinations: rows.map(({ destination }) => destination.id),
    isSame,
    isSameContent: isSame || hasDigest(key, comingKey),
    commits,
    files,
  };
}

function hasDigest(key: string | undefined, comingKey: string | undefined): boolean {
  const digest = digestOfKey(key);
  return digest !== undefined && digest === digestOfKey(comingKey);
}

async function commitsOf(
  before: string | undefined,
  after: string | undefined,
  { commits }: ChangesPorts,
): Promise<ChangesFrom['commits']> {
  if (after === undefined) return { unknown: 'no record names the commit of what would come' };
  if (before === undefined) return { unknown: 'no record names the commit of what runs' };
  if (before === after) return { coming: [], leaving: [], more: 0, isShallow: false };
  return commits(before, after);
}

async function filesOf(
  rows: readonly Running[],
  known: KnownRelease | undefined,
  comingKey: string | undefined,
  ports: ChangesPorts,
): Promise<ChangesFrom['files']> {
  if (!known || comingKey === undefined) return { unknown: 'nothing would come' };
  const places = rows.flatMap(({ destination, current: { key, bucket } }) =>
    key !== undefined && bucket === destination.bucket
      ? [{ key, artifacts: ports.aws.artifacts(destination) }]
      : [],
  );
  if (places.length === 0)
    return { unknown: 'what runs is not in the buckets of its destinations' };
  const coming = known.holders.map((artifacts) => ({ key: comingKey, artifacts }));
  return changesBetween(places, coming, ports);
}

/** A record comes from a bucket, and what it names is asked of git. */
function commitIn(text: unknown): string | undefined {
  return typeof text === 'string' && /^[0-9a-f]{7,64}$/i.test(text) ? text : undefined;
}
