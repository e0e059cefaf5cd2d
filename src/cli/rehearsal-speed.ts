/** How many times as fast as a real one the clock of a rehearsal is: fast enough to wait for, slow enough to watch. */
export const rehearsalSpeed = 20;
