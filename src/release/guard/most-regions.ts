import { type Home, type Homes, haveMost, type IsEnough } from './homes.ts';

/**
 * Whether whoever looks for a hold has looked at enough to meet it: at some bucket of most regions. With {@link holdIsKept}
 * these have a region in common, in which one has written all buckets and the other has read one, also where one file has
 * a region that the other lacks, or another order. Where one home decides alone, as of fewer than three regions, it does here.
 */
export function holdIsSought(homes: Homes): IsEnough {
  return inMost(homes, (ofRegion, answering) => ofRegion.some((home) => answering.has(home)));
}

/** Whether enough have it: all buckets of most regions. */
export function holdIsKept(homes: Homes): IsEnough {
  return inMost(homes, (ofRegion, answering) => ofRegion.every((home) => answering.has(home)));
}

function inMost(
  homes: Homes,
  counts: (ofRegion: readonly Home[], answering: Parameters<IsEnough>[0]) => boolean,
): IsEnough {
  const { voters, others } = homes;
  const haveMostVoters = haveMost(homes);
  if (voters.length === 1) return haveMostVoters;
  const all = [...voters, ...others];
  const names = new Set(all.map(({ destination }) => destination.region));
  const regions = [...names].map((name) => all.filter((one) => one.destination.region === name));
  return (answering) =>
    haveMostVoters(answering) &&
    2 * regions.filter((ofRegion) => counts(ofRegion, answering)).length > regions.length;
}
