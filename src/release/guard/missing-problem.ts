import type { Environment } from '../../config/destination.ts';
import type { Problem } from '../../problem.ts';
import { list } from '../../words/quantities.ts';

/** That too few buckets have got what was changed of a hold, and which have not. */
export function missingProblem(
  { name }: Pick<Environment, 'name'>,
  missing: readonly string[],
  command: 'hold' | 'unhold',
): Problem {
  const outcome =
    command === 'hold'
      ? 'a run that sees only those may pass over it'
      : 'a run that sees only those is refused as before';
  return {
    code: 'hold-not-everywhere',
    message: `${name} is ${command === 'hold' ? 'held' : 'no longer held'}, but ${list(missing, mostTold)} ${missing.length === 1 ? 'has' : 'have'} not got that: ${outcome}`,
    hint: `repeat fanout ${command} once they answer`,
  };
}

const mostTold = 5;
