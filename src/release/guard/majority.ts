import type { Home, Homes, Kept } from './homes.ts';
import { setsIn } from './lease-record.ts';

/** The names of buckets of which a majority must be had. */
export type HomeSet = readonly string[];

export function homeNames(homes: readonly Pick<Home, 'bucket'>[]): string[] {
  return homes.map(({ bucket }) => bucket);
}

/** Of a set that names buckets which the configuration no longer has, what is left must do. */
export function hasMajority(set: HomeSet, had: HomeSet, known: HomeSet): boolean {
  const needed = Math.floor(set.length / 2) + 1;
  const left = set.filter((name) => known.includes(name)).length;
  return set.filter((name) => had.includes(name)).length >= Math.min(needed, left);
}

/**
 * All sets of which a run must have the majority: its own voters, and whatever other records name, for a file that was
 * changed names other voters. As in Raft's joint consensus, who has the majority of the old set and of the new one meets the
 * runs of both; what it writes names the new one, so that runs of the old one learn of it.
 */
export function setsOf(
  { voters }: Pick<Homes, 'voters'>,
  records: readonly (Kept | undefined)[],
): HomeSet[] {
  const own = homeNames(voters);
  const sets = new Map([[keyOf(own), own as HomeSet]]);
  for (const named of records.flatMap(setsIn)) sets.set(keyOf(named), named);
  return [...sets.values()];
}

export function isSameSet(a: HomeSet, b: HomeSet): boolean {
  return keyOf(a) === keyOf(b);
}

function keyOf(set: HomeSet): string {
  return JSON.stringify([...new Set(set)].toSorted());
}
