import type { AwsSession } from '../../aws/session.ts';
import { defined } from '../../defined.ts';
import { mapLimited } from '../../limit.ts';
import type { BundleListing } from '../bundle-changes.ts';
import type { Untold } from '../changes.ts';
import type { Current } from '../environment-status.ts';
import { digestOfKey, releaseKey } from '../object-keys.ts';
import type { PlannedDestination, PlannedFiles } from '../plan.ts';
import { changesBetween, type ListingPorts, type Place } from '../records/bundle-listings.ts';
import type { KnownRelease } from '../records/known-release.ts';
import { timing } from '../timing.ts';

/** What a destination would get: where its zip is, what that lists, or why neither is known. */
export type Coming = { version?: string; digest?: string } & (
  | { places: readonly Place[] }
  | { listing: BundleListing }
  | Untold
);

type FilesPorts = Omit<ListingPorts, 'listings'> & { aws: AwsSession };

/**
 * How the files of what would come differ from those of what runs, once for each pair of bundles; nothing of destinations
 * where nothing runs, or of which that is not known. Never rejects for what AWS answers.
 */
export async function plannedFiles(
  rows: readonly PlannedDestination[],
  comingTo: (row: PlannedDestination) => Coming | undefined,
  { aws, signal }: FilesPorts,
): Promise<PlannedFiles[]> {
  const ports = { aws, signal, listings: new Map() };
  const pairs = pairsOf(rows, comingTo);
  return mapLimited(pairs, timing.atOnce.requests, async ({ running, coming }) => {
    const [{ current }] = running as [Running, ...Running[]];
    const digest = digestOfKey(current.key);
    const isSameContent = digest !== undefined && digest === coming.digest;
    return {
      revision: current.text,
      ...defined({ from: current.version, to: coming.version }),
      destinations: running.map(({ destination }) => destination.id),
      isSameContent,
      files: isSameContent ? { files: [], same: 0 } : await filesOf(running, coming, ports),
    };
  });
}

/** The zip of a release that is in some bucket. */
export function comingFrom({ owner, record, holders }: KnownRelease): Coming {
  const { version, digest } = record;
  const key = releaseKey(owner, version, digest);
  return { version, digest, places: holders.map((artifacts) => ({ key, artifacts })) };
}

type Running = PlannedDestination & { current: Current };
type Pair = { running: Running[]; coming: Coming };

function pairsOf(
  rows: readonly PlannedDestination[],
  comingTo: (row: PlannedDestination) => Coming | undefined,
): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const row of rows) {
    const coming = row.current && comingTo(row);
    if (!row.current || !coming) continue;
    const { key, text } = row.current;
    const name = JSON.stringify([key ?? text, coming.version, coming.digest]);
    const pair = pairs.get(name) ?? { running: [], coming };
    pair.running.push({ ...row, current: row.current });
    pairs.set(name, pair);
  }
  return [...pairs.values()].toSorted((a, b) => b.running.length - a.running.length);
}

async function filesOf(
  running: readonly Running[],
  coming: Coming,
  ports: FilesPorts & ListingPorts,
): Promise<PlannedFiles['files']> {
  if ('unknown' in coming) return { unknown: coming.unknown };
  const places = running.flatMap(({ destination, current: { key, bucket } }) =>
    key !== undefined && bucket === destination.bucket
      ? [{ key, artifacts: ports.aws.artifacts(destination) }]
      : [],
  );
  if (places.length === 0)
    return { unknown: 'what runs is not in the buckets of its destinations' };
  return changesBetween(places, 'places' in coming ? coming.places : coming.listing, ports);
}
