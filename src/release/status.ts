import { describeFault } from '../aws/advice.ts';
import type { AwsSession } from '../aws/session.ts';
import type { Clock } from '../clock.ts';
import {
  allDestinations,
  type Check,
  type Destination,
  type Environment,
} from '../config/destination.ts';
import { mapLimited } from '../limit.ts';
import type { Problem } from '../problem.ts';
import { keeperOf } from './guard.ts';
import { type Hold, holdKey, readHold } from './hold.ts';
import { leaseKey, readLease } from './lease.ts';
import type { InstanceCounts } from './outcome.ts';
import { type Behind, behindOf } from './status-behind.ts';
import { readDestination } from './status-destination.ts';
import { driftOf } from './status-drift.ts';
import type { Memory } from './status-memory.ts';

/** What a deployment brought, read by its revision. */
export type Revision = {
  /** Where the revision is one of ours. */
  version?: string;
  /** Of the object, where it came from S3. */
  key?: string;
  bucket?: string;
  /** The revision as it is: `s3://bucket/key`, `GitHub owner/repository@commit`. */
  text: string;
};

/** What runs in a destination: the last deployment that succeeded. */
export type Current = Revision & {
  deploymentId: string;
  since?: Date;
  /** Which run built it, as its release's record tells, else its deployment's description. */
  build?: string;
  commit?: string;
  /** Full content digest, where the release's record tells. */
  digest?: string;
  /** Who started the deployment, where it was none of ours: `by hand`, `by CodeDeploy's rollback`. */
  startedBy?: string;
  proven: boolean;
  /** Why it is not proven. */
  reason?: string;
  /** A run's record says that it failed here, rather than that nothing is known. */
  failed: boolean;
  /** Of the deployment. */
  instances: InstanceCounts;
};

/** The last deployment, where it is another one than what runs, or what was rolled back to what runs. */
export type Attempt = Revision & {
  deploymentId: string;
  /** CodeDeploy's: `Failed`, `Stopped`, `InProgress`, … */
  status: string;
  since?: Date;
  instances: InstanceCounts;
  /** CodeDeploy's own error. */
  message?: string;
};

/** What a status endpoint says; `says` holds only values that were compared. */
export type ProbeAnswer = { check: string; holds: boolean; says: string };

export type DestinationStatus = {
  destination: Destination;
  /** Why nothing is known of it. */
  problem?: Problem;
  /** Absent: nothing was ever deployed with success. */
  current?: Current;
  lastAttempt?: Attempt;
  /** Instances that are not on the current revision, as far as the deployments tell. */
  stale: string[];
  drift: string[];
  /** Absent: it was not asked. */
  probe?: ProbeAnswer[];
};

export type EnvironmentStatus = {
  environment: string;
  application: string;
  hold?: Hold;
  /** The run that is at work. */
  lease?: { run: string; since: string };
  behind: Behind[];
  /** What of the environment itself could not be read. */
  problems: Problem[];
  destinations: DestinationStatus[];
};

export type StatusPorts = {
  aws: AwsSession;
  clock: Clock;
  /** Records that never change, kept from one look to the next. */
  memory: Memory;
  /** Makes a check once; gives what is wrong. */
  probe?(
    check: Check,
    destination: Destination,
    release: { version: string; digest: string },
  ): Promise<string | undefined>;
};

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
  // Which regions STS may be asked in is known only once every destination was named.
  for (const { destination } of cells) ports.aws.codedeploy(destination);
  const read = await mapLimited(cells, 20, async ({ environment, destination }) => ({
    environment,
    status: await readDestination(destination, environment, {
      ...ports,
      brief: !shown.includes(environment),
    }),
  }));
  const rows = new Map(
    environments.map((environment) => [
      environment.name,
      read.filter((one) => one.environment === environment).map(({ status }) => status),
    ]),
  );
  return Promise.all(shown.map((environment) => describe(environment, rows, environments, ports)));
}

/** Whether anything of it could not be read. */
export function isUnread({ problems, destinations }: EnvironmentStatus): boolean {
  return problems.length > 0 || destinations.some(({ problem }) => problem !== undefined);
}

/** Whether what runs is not what should: drift, or a failure that nothing has mended since. */
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
  const { name, application } = environment;
  const destinations = rows.get(name) ?? [];
  const [keeping, behind] = await Promise.all([
    readKeeping(environment, ports),
    behindOf(environment, rows, all, ports.aws),
  ]);
  const drift = driftOf(destinations);
  return {
    environment: name,
    application,
    ...keeping,
    behind,
    destinations: destinations.map((status) => ({
      ...status,
      drift: drift.get(status.destination.id) ?? [],
    })),
  };
}

/** The hold and the lease, with what stood in the way of reading them. */
export async function readKeeping(
  environment: Environment,
  { aws, clock }: Pick<StatusPorts, 'aws' | 'clock'>,
): Promise<Pick<EnvironmentStatus, 'hold' | 'lease' | 'problems'>> {
  const { application, name } = environment;
  const destination = keeperOf(environment);
  const records = aws.artifacts(destination);
  const problems: Problem[] = [];
  const told = async <T>(what: string, work: Promise<T>): Promise<T | undefined> => {
    try {
      return await work;
    } catch (error) {
      const { message, ...rest } = describeFault(error, { destination, operation: 's3:GetObject' });
      problems.push({ message: `${what} cannot be told: ${message}`, ...rest });
      return undefined;
    }
  };
  const [hold, lease] = await Promise.all([
    told(`whether ${name} is held`, readHold(records, holdKey(application, name))),
    told('who is at work', readLease(records, leaseKey(application, name), clock)),
  ]);
  return { ...(hold ? { hold } : {}), ...(lease ? { lease } : {}), problems };
}
