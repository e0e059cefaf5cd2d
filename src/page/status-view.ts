import { defined } from '../defined.ts';
import type { Changes } from '../release/changes.ts';
import type { DestinationStatus, EnvironmentStatus } from '../release/environment-status.ts';
import type { InstanceStatus, InstanceStatuses } from '../release/instance-status.ts';
import { ownerText } from '../release/object-keys.ts';
import type { PastRuns } from '../release/past-run.ts';
import { leadingVersion } from '../release/status/status-drift.ts';
import { problemText } from '../report/columns.ts';
import { instancesOf } from '../report/outcomes.ts';
import { detailsOf, freezeText, notes } from '../report/status-table.ts';
import { many } from '../words/quantities.ts';
import { type ComingView, comingView } from './coming-view.ts';
import type { Standing } from './grid.ts';

/** What runs where, as its page shows it: plain values, so that a server can send them. Times are ms since the epoch. */
export type StatusView = {
  /** When it was looked. */
  at: number;
  environments: EnvironmentView[];
  /** The first look is still under way. */
  pending?: boolean;
};

/** Something to be seen at a glance. */
export type Mark = { kind: MarkKind; text: string };
export type MarkKind =
  | 'unread'
  | 'failed'
  | 'split'
  | 'drift'
  | 'left-behind'
  | 'held'
  | 'frozen'
  | 'planned'
  | 'behind'
  | 'unproven'
  | 'at-work';

export type EnvironmentView = {
  environment: string;
  /** The application, or its bundle. */
  owner: string;
  /** What most of its destinations run; absent where no release runs or nothing could be read. */
  leading?: { version: string; count: number; since?: number };
  marks: Mark[];
  notes: string[];
  destinations: DestinationRow[];
  history: PastRuns;
  /** What a promotion would bring; absent where none comes here. */
  coming?: ComingView;
};

export type DestinationRow = {
  id: string;
  standing: Standing;
  /** `unknown`: it could not be read; `empty`: nothing was ever deployed with success; `other`: no release of this tool. */
  state: 'release' | 'other' | 'empty' | 'unknown';
  version?: string;
  since?: number;
  build?: string;
  commit?: string;
  proven?: boolean;
  instances: string;
  /** Each of them. */
  hosts?: readonly InstanceStatus[];
  deploymentId?: string;
  consoleUrl?: string;
  details: string[];
  /** Present where this is of an earlier look, because the last one failed: when that was. */
  lookedAt?: number;
};

type Links = (destination: DestinationStatus['destination'], deploymentId: string) => string;

/** What was read of an environment; of instances by destination. */
export type Read = {
  status: EnvironmentStatus;
  history: PastRuns;
  coming?: Changes;
  instances?: ReadonlyMap<string, InstanceStatuses>;
};

export function statusView(statuses: readonly Read[], at: number, consoleUrl: Links): StatusView {
  return {
    at,
    environments: statuses.map((read) => environmentView(read, at, consoleUrl)),
  };
}

function environmentView(
  { status, history, coming, instances }: Read,
  now: number,
  consoleUrl: Links,
): EnvironmentView {
  const { destinations } = status;
  const leading = leadingVersion(destinations);
  const since = destinations
    .filter(({ current }) => current?.version === leading?.version)
    .flatMap(({ current }) => current?.since?.getTime() ?? []);
  return {
    environment: status.environment,
    owner: ownerText(status),
    ...(leading && {
      leading: {
        version: leading.version,
        count: leading.count,
        ...(since.length > 0 && { since: Math.max(...since) }),
      },
    }),
    marks: marksOf(status, leading?.version, now),
    notes: notes(status, nothingShared),
    destinations: destinations.map((one) =>
      withHosts(rowOf(one, consoleUrl), instances?.get(one.destination.id)),
    ),
    history,
    ...(coming && { coming: comingView(coming) }),
  };
}

const nothingShared = { texts: [], has: () => false };

function marksOf(status: EnvironmentStatus, leading: string | undefined, now: number): Mark[] {
  const { destinations, hold, freezes = [], lease, behind, problems } = status;
  const read = destinations.filter(({ problem }) => !problem);
  const versions = new Map<string, number>();
  for (const { current } of read)
    if (current?.version) versions.set(current.version, (versions.get(current.version) ?? 0) + 1);
  const count = (kind: MarkKind, holds: (one: DestinationStatus) => boolean, words: string) => {
    const found = destinations.filter(holds).length;
    return found > 0 ? [{ kind, text: `${words} in ${many(found, 'destination')}` }] : [];
  };
  return [
    ...count('unread', ({ problem }) => problem !== undefined, 'cannot be read'),
    ...problems.map((problem) => ({ kind: 'unread' as const, text: problemText(problem) })),
    ...count('failed', hasFailed, 'last attempt failed'),
    ...(versions.size > 1
      ? [{ kind: 'split' as const, text: `split: ${versionsText(versions)}` }]
      : []),
    ...count('drift', (one) => isDrift(one, leading), 'drift'),
    ...count('left-behind', ({ stale }) => stale.length > 0, 'instances left behind'),
    ...(hold ? [{ kind: 'held' as const, text: `held by ${hold.by}: ${hold.reason}` }] : []),
    ...freezes.map((one) => ({
      kind: Date.parse(one.from) > now ? ('planned' as const) : ('frozen' as const),
      text: freezeText(one),
    })),
    ...behind.map((one) => ({
      kind: 'behind' as const,
      text:
        'version' in one
          ? `behind ${one.environment}, which runs ${one.version}`
          : `not known whether behind ${one.environment}`,
    })),
    ...count('unproven', ({ current }) => Boolean(current?.version && !current.proven), 'unproven'),
    ...(lease ? [{ kind: 'at-work' as const, text: `run ${lease.run} is at work` }] : []),
  ];
}

function versionsText(versions: ReadonlyMap<string, number>): string {
  const most = [...versions].toSorted(([, a], [, b]) => b - a);
  const more = most.length > 3 ? ` and ${most.length - 3} more` : '';
  const texts = most.slice(0, 3).map(([version, count]) => `${version} in ${count}`);
  return `${texts.join(', ')}${more}`;
}

function hasFailed({ current, lastAttempt }: DestinationStatus): boolean {
  return current?.failed === true || ['Failed', 'Stopped'].includes(lastAttempt?.status ?? '');
}

/** Beyond another version, which is told as a split. */
function isDrift({ drift, current }: DestinationStatus, leading: string | undefined): boolean {
  const isOther = current?.version !== undefined && current.version !== leading;
  return drift.length > (isOther ? 1 : 0);
}

function rowOf(status: DestinationStatus, consoleUrl: Links): DestinationRow {
  const { destination, problem, current, lastAttempt, drift, stale, probe = [] } = status;
  const details = detailsOf(status, nothingShared);
  if (problem) return { ...bare, id: destination.id, standing: 'bad', state: 'unknown', details };
  const isBad =
    hasFailed(status) || drift.length > 0 || stale.length > 0 || probe.some(({ holds }) => !holds);
  const isBusy = ['Created', 'Queued', 'InProgress', 'Baking', 'Ready'].includes(
    lastAttempt?.status ?? '',
  );
  const standing = isBad ? 'bad' : isBusy ? 'busy' : current ? 'good' : 'untouched';
  if (!current) return { ...bare, id: destination.id, standing, state: 'empty', details };
  const { version, since, build, commit, proven, deploymentId } = current;
  return {
    id: destination.id,
    standing,
    state: version ? 'release' : 'other',
    ...defined({
      version,
      since: since?.getTime(),
      build,
      commit,
    }),
    proven,
    instances: instancesOf(current),
    deploymentId,
    consoleUrl: consoleUrl(destination, deploymentId),
    details,
  };
}

const bare = { instances: '' };

function withHosts(row: DestinationRow, found: InstanceStatuses | undefined): DestinationRow {
  if (found === undefined) return row;
  if ('unknown' in found) return { ...row, details: [...row.details, found.unknown] };
  return { ...row, hosts: found };
}

/**
 * Puts what was known before instead of what could not be read this time, with the time of that look: a server goes on
 * through faults, and what it shows is never read as fresh.
 */
export function keepingKnown(view: StatusView, before: StatusView | undefined): StatusView {
  if (!before) return view;
  return {
    ...view,
    environments: view.environments.map((environment) => {
      const known = before.environments.find(
        (one) => one.environment === environment.environment && one.owner === environment.owner,
      );
      if (!known) return environment;
      const destinations = environment.destinations.map((row) => {
        const earlier = known.destinations.find(({ id }) => id === row.id);
        if (row.state !== 'unknown' || !earlier || earlier.state === 'unknown') return row;
        const details = [...row.details, ...earlier.details.filter((text) => !isUnreadText(text))];
        return {
          ...earlier,
          standing: row.standing,
          details,
          lookedAt: earlier.lookedAt ?? before.at,
        };
      });
      const leading = environment.leading ?? known.leading;
      return { ...environment, ...defined({ leading }), destinations };
    }),
  };
}

function isUnreadText(text: string): boolean {
  return text.startsWith('cannot be read: ');
}
