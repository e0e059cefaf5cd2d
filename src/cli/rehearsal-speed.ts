/**
 * How many times as fast as a real one the clock of a rehearsal is, unless told otherwise: fast enough to wait for, slow
 * enough to watch. Real agents take their own time.
 */
export function rehearsalSpeedOf({
  speed,
  hooks,
}: {
  speed?: number | undefined;
  hooks?: string | undefined;
}): number {
  return speed ?? (hooks === 'agents' ? 1 : 20);
}

/** Whether its clock leaps over what nothing happens in: not where somebody watches it, or said how fast it is to be. */
export function leaps({
  speed,
  hooks,
  serve,
  search,
}: {
  speed?: number | undefined;
  hooks?: string | undefined;
  serve?: boolean | undefined;
  search?: number | undefined;
}): boolean {
  return speed === undefined && hooks !== 'agents' && !serve && search === undefined;
}
