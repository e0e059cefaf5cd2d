import type { Invariant } from '../../src/rehearsal/search/invariants.ts';
import type { Patch } from './copy.ts';

/** Something that is right in the engine, how to take it out, and the command whose schedules show it then. */
export type Fix = {
  name: string;
  /** What does not hold without it. */
  shows: Invariant;
  command: 'deploy' | 'promote' | 'rollback';
  environment?: string;
  patches: Patch[];
};
