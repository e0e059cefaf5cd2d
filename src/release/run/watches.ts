import type { Check, Destination } from '../../config/destination.ts';
import type { Cause } from '../outcome.ts';
import type { Watch } from './watch.ts';

type Failure = { problem: string } & Pick<Cause, 'log' | 'advice'>;

/** What is watched of a destination while its wave, or a later one, bakes: the checks that verified it. */
export function watchesOf(
  { verify }: Destination,
  ask: (check: Check) => Promise<Failure | undefined>,
): Watch[] {
  return verify.map((check) => ({
    name: check.name,
    interval: check.interval,
    failures: check.failures,
    look: async () => {
      const failure = await ask(check);
      return failure ? { holds: false, ...failure } : { holds: true };
    },
  }));
}
