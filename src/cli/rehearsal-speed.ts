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
