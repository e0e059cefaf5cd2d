import type { Problem } from '../problem.ts';

/** How an environment stands to one that it comes `after`. */
export type Behind = { environment: string } & (
  | {
      /** What most of that environment's destinations run. */
      version: string;
      /** Releases from there back to what runs here; absent where they could not be listed, for this `problem`. */
      versions?: number;
      problem?: Problem;
    }
  /** Why it is unknown. */
  | { unknown: string; problem?: Problem }
);
