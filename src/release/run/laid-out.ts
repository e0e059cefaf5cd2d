import type { Destination, Environment } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import type { Plan, Plannable, PlannedDestination } from '../plan.ts';

/** The waves with a row for each destination. */
export function laidOut(
  command: Plannable,
  { name, application, bundleName, waves, part }: Environment,
  row: (destination: Destination) => PlannedDestination,
): Pick<Plan, 'command' | 'environment' | 'application' | 'bundleName' | 'of' | 'waves'> {
  return {
    command,
    environment: name,
    application,
    ...defined({ bundleName, of: part?.whole.length }),
    waves: waves.map(
      ({ name: wave, bake, maxParallel, maxFailures, failureMode, destinations }) => ({
        name: wave,
        bake,
        maxParallel,
        maxFailures,
        failureMode,
        destinations: destinations.map(row),
      }),
    ),
  };
}
