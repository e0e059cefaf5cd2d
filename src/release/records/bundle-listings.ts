import type { Artifacts } from '../../aws/artifacts.ts';
import { errorText } from '../../aws/fault-text.ts';
import { listZip } from '../../bundle/zip-listing.ts';
import { UsageError } from '../../problem.ts';
import { type BundleChanges, type BundleListing, compareBundles } from '../bundle-changes.ts';
import type { Untold } from '../changes.ts';

/** Where a zip is. */
export type Place = { key: string; artifacts: Artifacts };

export type ListingPorts = {
  signal: AbortSignal;
  /** Of bundles, which never change: kept from one look to the next. */
  listings: Map<string, Promise<BundleListing>>;
};

/**
 * How the files of two bundles differ, by what the directories of their zips list; or why that is unknown. Of each zip
 * only some pieces are fetched, from the first place that has it and answers.
 */
export async function changesBetween(
  before: readonly Place[],
  after: readonly Place[] | BundleListing,
  ports: ListingPorts,
): Promise<BundleChanges | Untold> {
  try {
    const [old, fresh] = await Promise.all([
      listingIn(before, ports),
      'files' in after ? after : listingIn(after, ports),
    ]);
    return compareBundles(old, fresh);
  } catch (error) {
    if (error instanceof UsageError) return { unknown: error.message };
    return { unknown: errorText(error) };
  }
}

/** Rejects with what the last of the places says. */
async function listingIn(
  [place, ...others]: readonly Place[],
  ports: ListingPorts,
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
  { listings, signal }: ListingPorts,
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
