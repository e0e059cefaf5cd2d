import type { Outline } from './outline.ts';

/** Of what a story is made: where it plays, and what would happen if nothing went wrong. */
export type Scene = {
  destinations: readonly { id: string; region: string }[];
  /** Names of the environments besides. */
  others: readonly string[];
  outline: Outline;
  /** A run leaves it ready, and somebody else shifts its traffic. */
  isLeft: boolean;
};
