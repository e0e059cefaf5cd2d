import type { Destination, Environment } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import type { Plan, Plannable } from '../plan.ts';
import { laidOut } from './laid-out.ts';

/** The grid alone. */
export function planOffline(
  {
    command,
    environment,
    version,
  }: { command: Plannable; environment: Environment; version?: string | undefined },
  why: string,
): Plan {
  const known = defined({ version });
  const bare = (destination: Destination) => ({
    destination,
    ...known,
    read: false,
    inTheWay: [],
    notes: [],
    unchecked: [],
  });
  return {
    ...laidOut(command, environment, bare),
    ...known,
    offline: why,
    inTheWay: [],
    notes: [],
  };
}
