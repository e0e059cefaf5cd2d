/** How long things take on the emulator's clock, in milliseconds. */
export const timing = {
  /** From creation to Queued, and from there to InProgress. */
  queued: 500,
  starting: 500,
  /** A lifecycle event that is not a hook. */
  shortEvent: 300,
  /** From the end of a deployment to the rollback that follows. */
  rollback: 3000,
  /** From the end of a deployment to the one for instances that were launched meanwhile. */
  autoUpdate: 5000,
  /** Until the instances of a replacement environment are up. */
  provision: 5000,
  /** "A deployment fails if a lifecycle event does not start within 5 minutes" (user guide, limits). */
  startLimit: 5 * 60_000,
  /** "Maximum number of seconds until a deployment lifecycle event times out if not completed" (user guide, limits). */
  eventLimit: 60 * 60_000,
  /** "Maximum number of hours an in-place deployment can run" (user guide, limits). */
  inPlaceLimit: 12 * 60 * 60_000,
  /** "Maximum number of hours that a blue/green deployment can run" (user guide, limits). */
  blueGreenLimit: 109 * 60 * 60_000,
} as const;
