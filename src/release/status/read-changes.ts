import type { Artifacts } from '../../aws/artifacts.ts';
import { errorText } from '../../aws/fault-text.ts';
import type { AwsSession } from '../../aws/session.ts';
import { listZip } from '../../bundle/zip-listing.ts';
import type { Clock } from '../../clock.ts';
import type { Environment } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import { RefusedError, UsageError } from '../../problem.ts';
import { type BundleListing, compareBundles } from '../bundle-changes.ts';
import type { Changes, ChangesFrom, FindCommits } from '../changes.ts';
import type { Current, DestinationStatus } from '../environment-status.ts';
import { digestOfKey, releaseKey } from '../object-keys.ts';
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

export type ChangesPorts = {
  aws: AwsSession;
  clock: Clock;
  signal: AbortSignal;
  commits: FindCommits;
  /** Of bundles, which never change: kept from one look to the next. */
  listings: Map<string, Promise<BundleListing>>;
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
  try {
    const [before, after] = await Promise.all([
      listingIn(places, ports),
      listingIn(
        known.holders.map((artifacts) => ({ key: comingKey, artifacts })),
        ports,
      ),
    ]);
    return compareBundles(before, after);
  } catch (error) {
    if (error instanceof UsageError) return { unknown: error.message };
    return { unknown: errorText(error) };
  }
}

type Place = { key: string; artifacts: Artifacts };

/** From the first place that has it and answers; rejects with what the last one says. */
async function listingIn(
  [place, ...others]: readonly Place[],
  ports: ChangesPorts,
): Promise<BundleListing> {
  if (!place) throw new Error('its zip is in none of the buckets');
  try {
    return await listed(place, ports);
  } catch (error) {
    if (others.length === 0 || ports.signal.aborted) throw error;
    return listingIn(others, ports);
  }
}

function listed(
  { key, artifacts }: Place,
  { listings, signal }: ChangesPorts,
): Promise<BundleListing> {
  const shownAs = `s3://${artifacts.bucket}/${key}`;
  const there = listings.get(shownAs);
  if (there !== undefined) return there;
  const reading = (async () => {
    const zip = await artifacts.pieces(key, signal);
    if (!zip) throw new Error(`${shownAs} no longer exists`);
    return listZip({ ...zip, shownAs });
  })();
  listings.set(shownAs, reading);
  reading.catch(() => listings.delete(shownAs));
  return reading;
}

/** A record comes from a bucket, and what it names is asked of git. */
function commitIn(text: unknown): string | undefined {
  return typeof text === 'string' && /^[0-9a-f]{7,64}$/i.test(text) ? text : undefined;
}
