import { allDestinations, type Destination, type Environment } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import type { SupersededError } from '../guard/version-order.ts';
import { type DestinationResult, noInstances } from '../outcome.ts';

/** What runs stays, in every destination. */
export function passedOver(
  environment: Environment,
  version: string | undefined,
  { running }: SupersededError,
): DestinationResult[] {
  return allDestinations(environment).map(({ id }) => {
    const before = running.get(id) ?? '';
    return {
      destination: id,
      outcome: 'skipped',
      ...defined({ version }),
      before,
      seconds: 0,
      instances: noInstances,
      causes: [],
      reason: `${before} runs there and is newer than ${version}`,
    };
  });
}

export function untouched({ id }: Destination, version: string | undefined): DestinationResult {
  return {
    destination: id,
    outcome: 'never-started',
    ...defined({ version }),
    seconds: 0,
    instances: noInstances,
    causes: [],
    reason: 'the run was cancelled before anything was deployed',
  };
}
