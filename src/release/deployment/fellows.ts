import { timing } from '../timing.ts';

/**
 * Deployments of one release that are followed in one run, and what the first of them to come to their ends tell the others: they
 * will hardly take much longer.
 */
export type Fellows = {
  /** How long one took, in ms; undefined before any has ended. */
  took(): number | undefined;
  /** One has ended after so long, well or not. */
  ended(took: number): void;
  /** `onEnd` is told what is new of it, until the answer is called. */
  join(onEnd: (took: number) => void): () => void;
};

export function openFellows(): Fellows {
  const members = new Set<(took: number) => void>();
  let longest: number | undefined;
  return {
    took: () => longest,
    ended(took) {
      // What takes about as long as is expected tells nothing new.
      if (longest !== undefined && took <= longest * timing.look.expected.latest) return;
      longest = took;
      for (const tell of members) tell(took);
    },
    join(onEnd) {
      members.add(onEnd);
      return () => void members.delete(onEnd);
    },
  };
}
