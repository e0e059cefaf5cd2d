import type { Kept } from './homes.ts';

/** Who may change an environment now: `${application}/locks/${environment}.json`. */
export type LeaseRecord = {
  run: string;
  /** Random, and of one process: jobs of one CI run have the same `run`. */
  token?: string;
  /** ISO 8601. */
  since: string;
  /** Absent once it is given back. */
  until?: string;
};

/** After a renewal; three may fail in a row. */
export const holdsFor = 2 * 60_000;
/** Longer, for a renewal may be on its way for a while before S3 takes it. */
export const takenOverAfter = 1.5 * holdsFor;

export function leaseIn(kept: Kept | undefined): LeaseRecord | undefined {
  return (kept?.value ?? undefined) as LeaseRecord | undefined;
}

/** How long nobody has written it, in ms by S3's own time; undefined where S3 does not tell. */
export function ageOf(kept: Kept | undefined): number | undefined {
  const { now, written } = kept ?? {};
  return now === undefined || written === undefined ? undefined : now - written;
}
