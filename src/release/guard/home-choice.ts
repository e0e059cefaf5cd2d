import {
  allDestinations,
  type Destination,
  type Environment,
  wholeOf,
} from '../../config/destination.ts';

/**
 * The destinations in whose buckets an environment's lease is kept: an odd number of regions, of one account where it has
 * three, so that no region's outage takes the majority. The first is the only home that fanouts before this one know.
 * Fewer than three regions have no majority without each of them: one home is left then.
 */
export function homeDestinations(environment: Environment): Destination[] {
  const main = recordsDestinationOf(environment);
  const whole = wholeOf(environment);
  const elsewhere = whole.filter(
    ({ region, bucket }) => region !== main.region && bucket !== main.bucket,
  );
  const near = elsewhere.filter(({ account }) => account.name === main.account.name);
  const rest = oneOfEachRegion(regionsIn(near) >= 2 ? near : elsewhere);
  const count = Math.min(mostHomes, rest.length + 1);
  const size = count % 2 === 1 ? count : count - 1;
  return whole.length < 3 || size < 3 ? [main] : [main, ...rest.slice(0, size - 1)];
}

const mostHomes = 5;

/** The destination in whose bucket the lease is in any case, and was before there were several. */
export function recordsDestinationOf(environment: Environment): Destination {
  if (environment.recordsDestination) return environment.recordsDestination;
  const [first] = allDestinations(environment);
  if (!first) throw new Error('an environment has at least one destination');
  return first;
}

function regionsIn(destinations: readonly Destination[]): number {
  return new Set(destinations.map(({ region }) => region)).size;
}

/** By name, so that the order in a file changes nothing. */
function oneOfEachRegion(destinations: readonly Destination[]): Destination[] {
  const sorted = destinations.toSorted(
    (a, b) => compare(a.region, b.region) || compare(a.bucket, b.bucket),
  );
  const buckets = new Set<string>();
  const byRegion = new Map<string, Destination>();
  for (const one of sorted) {
    if (byRegion.has(one.region) || buckets.has(one.bucket)) continue;
    buckets.add(one.bucket);
    byRegion.set(one.region, one);
  }
  return [...byRegion.values()];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
