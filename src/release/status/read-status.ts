import { describeFault } from '../../aws/advice.ts';
import { allDestinations, type Environment } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import { mapLimited } from '../../limit.ts';
import type { Problem } from '../../problem.ts';
import type { DestinationStatus, EnvironmentStatus } from '../environment-status.ts';
import { readLease } from '../guard/find-lease.ts';
import { readKept } from '../guard/hold-record.ts';
import { type Home, homesOf, type ReadPorts, unreadProblem } from '../guard/homes.ts';
import { holdKey, leaseKey } from '../object-keys.ts';
import { timing } from '../timing.ts';
import { lastKnownOf } from './last-known.ts';
import { behindOf } from './status-behind.ts';
import { readDestination } from './status-destination.ts';
import { driftOf } from './status-drift.ts';
import type { StatusPorts } from './status-ports.ts';

/**
 * What runs where, asked of CodeDeploy. `others` are the environments that those shown come `after`. Never
 * rejects for what AWS answers: what cannot be read is told in its own row.
 */
export async function readStatus(
  shown: readonly Environment[],
  others: readonly Environment[],
  ports: StatusPorts,
): Promise<EnvironmentStatus[]> {
  const environments = [...shown, ...others];
  const cells = environments.flatMap((environment) =>
    allDestinations(environment).map((destination) => ({ environment, destination })),
  );
  ports.aws.announce(cells.map(({ destination }) => destination));
  const read = await mapLimited(
    cells,
    timing.atOnce.destinations,
    async ({ environment, destination }) => ({
      environment,
      status: await readDestination(destination, environment, {
        ...ports,
        brief: !shown.includes(environment),
      }),
    }),
  );
  const rows = new Map(
    environments.map((environment) => [
      environment.name,
      read.filter((one) => one.environment === environment).map(({ status }) => status),
    ]),
  );
  return Promise.all(shown.map((environment) => describe(environment, rows, environments, ports)));
}

/** Whether anything of it could not be read. */
export function isUnread({ problems, destinations, behind }: EnvironmentStatus): boolean {
  return (
    problems.length > 0 ||
    behind.some(({ problem }) => problem !== undefined) ||
    destinations.some(
      ({ problem, current, isNameless }) =>
        problem !== undefined || current?.unread !== undefined || isNameless,
    )
  );
}

/** Whether what runs is not what should: drift, or a failure that nothing has put right since. */
export function isAmiss({ destinations }: EnvironmentStatus): boolean {
  return destinations.some(
    ({ drift, stale, current, lastAttempt, probe = [] }) =>
      drift.length > 0 ||
      stale.length > 0 ||
      current?.failed === true ||
      ['Failed', 'Stopped'].includes(lastAttempt?.status ?? '') ||
      probe.some(({ holds }) => !holds),
  );
}

async function describe(
  environment: Environment,
  rows: ReadonlyMap<string, DestinationStatus[]>,
  all: readonly Environment[],
  ports: StatusPorts,
): Promise<EnvironmentStatus> {
  const { name, application, bundleName } = environment;
  const destinations = rows.get(name) ?? [];
  const silent = destinations.flatMap((row) => (row.problem ? [row.destination] : []));
  const [keeping, behind, lastKnown] = await Promise.all([
    readKeeping(environment, ports),
    behindOf(environment, rows, all, ports.aws),
    silent.length === 0 ? new Map() : lastKnownOf(silent, environment, ports.aws),
  ]);
  const drift = driftOf(destinations);
  return {
    environment: name,
    application,
    ...defined({ bundleName }),
    ...keeping,
    behind,
    destinations: destinations.map((status) => {
      const { id } = status.destination;
      const known = lastKnown.get(id);
      return { ...status, drift: drift.get(id) ?? [], ...defined({ lastKnown: known }) };
    }),
  };
}

/** The hold and the lease, with what stood in the way of reading them. */
export async function readKeeping(
  environment: Environment,
  { aws, clock }: Pick<StatusPorts, 'aws' | 'clock'>,
): Promise<Pick<EnvironmentStatus, 'hold' | 'freezes' | 'lease' | 'problems'>> {
  const { name } = environment;
  const homes = homesOf(environment, aws);
  const problems: Problem[] = [];
  const told = async <T>(what: string, work: (ports: ReadPorts) => Promise<T>) => {
    const unread = (home: Home, error: unknown) => {
      problems.push(unreadProblem(`${what}, as it is told in`, home, error));
    };
    try {
      return await work({ clock, unread });
    } catch (error) {
      const { destination } = homes.own;
      const { message, ...rest } = describeFault(error, { destination, operation: 's3:GetObject' });
      problems.push({ message: `cannot tell ${what}: ${message}`, ...rest });
      return undefined;
    }
  };
  const [kept, lease] = await Promise.all([
    told(`whether ${name} is held`, (ports) => readKept(homes, holdKey(environment), ports)),
    told('who is at work', (ports) => readLease(homes, leaseKey(environment), ports)),
  ]);
  const { holds: [held] = [], freezes = [] } = kept ?? {};
  return {
    ...defined({ hold: held?.hold, lease }),
    ...(freezes.length > 0 && { freezes }),
    problems,
  };
}
