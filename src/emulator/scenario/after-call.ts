import * as z from 'zod';
import { matchesGlob } from '../../config/glob.ts';
import { globs } from '../../config/scalars.ts';

/** A call from which time counts, instead of the start. */
export const afterCall = z.strictObject({
  operation: globs.describe('As AWS names it, such as "CreateDeployment".'),
  skip: z.int().min(0).optional().describe('So many of these calls come before. Default: 0.'),
});

export type AfterCall = z.output<typeof afterCall>;

/** Given each call as it arrives, tells whether this is the one. */
export function awaitedCall({ operation, skip = 0 }: AfterCall): (operation: string) => boolean {
  let left = skip;
  return (asked) => {
    if (!matchesAny(operation, asked)) return false;
    left -= 1;
    return left === -1;
  };
}

function matchesAny(wanted: AfterCall['operation'], operation: string): boolean {
  return [wanted].flat().some((glob) => matchesGlob(glob, operation));
}
