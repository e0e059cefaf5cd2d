import { timing } from '../timing.ts';
import { lookInTurn } from './cadence.ts';

/**
 * Deployments of one release that are followed in one run. The first of them to come to their ends tell the others, which will
 * hardly take much longer; and they look in turn, so that the first end of all is seen soon.
 */
export type Fellows = {
  /** How long one took, in ms; undefined before any has ended. */
  took(): number | undefined;
  /** One has ended after so long, well or not. */
  ended(took: number): void;
  join(how: Joining): Fellow;
};

type Joining = {
  /** When it was created, by the clock. */
  began: number;
  /** When it is first looked at, by the clock. */
  firstLook: number;
  /** Those of one place share their looks. */
  place: unknown;
  /** Told what is new of an end, until it leaves. */
  onEnd(took: number): void;
};

export type Fellow = {
  /** When to look again, by the clock: about `wait` ms from now. */
  nextLook(now: number, wait: number): number;
  leave(): void;
};

export function openFellows(): Fellows {
  const members = new Set<Joining>();
  const looks = new Map<Joining, number>();
  const places = new Set<unknown>();
  let longest: number | undefined;
  return {
    took: () => longest,
    ended(took) {
      // What takes about as long as is expected tells nothing new.
      if (longest !== undefined && took <= longest * timing.look.expected.latest) return;
      longest = took;
      for (const { onEnd } of members) onEnd(took);
    },
    join(joining) {
      const { began, place, firstLook } = joining;
      members.add(joining);
      if (places.size < timing.look.inTurn.places) places.add(place);
      if (places.has(place)) looks.set(joining, firstLook);
      return {
        nextLook(now, wait) {
          // So many see the end for all.
          if (!places.has(place)) return now + wait;
          looks.delete(joining);
          const others = [...looks];
          const here = others.filter(([other]) => other.place === place).map(([, due]) => due);
          // Deployments that take as long as each other are at the same point when they are of the same age.
          const elsewhere = others
            .filter(([other]) => other.place !== place)
            .map(([other, due]) => due - other.began + began);
          const due = lookInTurn(now, wait, { here, elsewhere });
          looks.set(joining, due);
          return due;
        },
        leave() {
          members.delete(joining);
          looks.delete(joining);
        },
      };
    },
  };
}
