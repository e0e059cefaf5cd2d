import { hostname } from 'node:os';
import type { LeftOver } from './interrupted-run.ts';

/**
 * Whether a run may still be at work. A CI finishes a run when its job is over. Elsewhere its process
 * tells, as far as this machine can know it: one of another machine or container may be.
 */
export function mayBeAtWork({ run, process: noted }: LeftOver): boolean {
  if (!run.startsWith('local:')) return false;
  if (!noted || noted.host !== hostname()) return true;
  if (noted.pid === process.pid) return false;
  try {
    process.kill(noted.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** A run that has something to finish, or may still be at it. */
export function isUnfinished(leftOver: LeftOver): boolean {
  const { finished, leased, begun } = leftOver;
  return !finished && (leased === true || begun.size > 0 || mayBeAtWork(leftOver));
}
