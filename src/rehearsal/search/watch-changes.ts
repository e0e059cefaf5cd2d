import type { CallRecord } from '../../emulator/wire/call-log.ts';
import { isEarlierAttempt, readMarker } from '../../release/marker.ts';
import {
  deploymentsOf,
  isOver,
  jsonAt,
  leasePlaces,
  listed,
  type Report,
  type Sight,
} from './sight.ts';
import { watchOthers } from './watch-others.ts';

/** After this long without a renewal anybody may take a lease over. */
const leaseHolds = 3 * 60_000;

/** What a run's last attempt to renew may take, where its time is nearly over. */
const lastRound = 5_000;

type Lease = { run?: string; token?: string; since?: string; until?: string };

function isLaterAttempt(run = '', than = ''): boolean {
  return isEarlierAttempt(than, run);
}

/** Whoever changes a group must hold the lease of its environment, and nobody deploys one thing twice. */
export function watchChanges(sight: Sight, report: Report) {
  const renewed = new Map<string, { text: string; at: number }>();
  /** By run and lease: when it was answered about it. */
  const answered = new Map<string, number[]>();
  const seen = new Set<string>();
  /** How many jobs of one CI run there are; each may go back to what ran before. */
  const jobs = new Map<string, number>();
  /** By token: when it was written down where another had been, or none. */
  const taken = new Map<string, number[]>();
  /** Tokens of leases that were given back in a bucket, which may be another run's by now. */
  const givenBack = new Set<string>();
  const places = sight.environments.map((environment) => ({
    name: environment.name,
    ...leasePlaces(environment),
  }));
  const others = watchOthers(sight, { report, withoutLease });

  /** Jobs of one CI run have one name. */
  const isAlone = (run: string): boolean => (jobs.get(run) ?? 1) === 1;

  /** Undefined where the run holds the lease of the environment, or else who does. */
  function withoutLease(run: string, environment: string | undefined): string | undefined {
    const place = places.find(({ name }) => name === environment);
    if (!place) return undefined;
    const found = leasesIn(place);
    const own = found.filter((one) => one.run === run && one.seconds * 1000 <= leaseHolds);
    if (2 * own.length > place.buckets.length) return undefined;
    if (found.length === 0) return 'nobody holds it';
    const told = found.map((one) => `run ${one.run} has it, renewed ${one.seconds} s ago`);
    return [...new Set(told)].join(', ');
  }

  function leasesIn({ buckets, key }: (typeof places)[number]) {
    return buckets.flatMap((bucket) => {
      const lease = jsonAt<Lease>(sight, bucket, key);
      if (!lease?.until) return [];
      const at = renewed.get(`${bucket}/${key}`)?.at ?? 0;
      return [{ run: lease.run, seconds: Math.round((sight.now() - at) / 1000) }];
    });
  }

  /** Who has it in the majority, and has renewed it of late; nobody or one. */
  function majorityIn(place: (typeof places)[number]): string[] {
    const lively = leasesIn(place).filter(({ seconds }) => seconds * 1000 <= leaseHolds);
    const runs = new Set(lively.flatMap(({ run = '' }) => run));
    return [...runs].filter(
      (run) => 2 * lively.filter((one) => one.run === run).length > place.buckets.length,
    );
  }

  function creating(body: string): void {
    const marker = readMarker((JSON.parse(body) as { description?: string }).description);
    if (!marker) return;
    const why = withoutLease(marker.run, marker.environment);
    if (why)
      report(
        'no group is changed without a lease',
        `run ${marker.run} deploys ${marker.version} to ${marker.environment}: ${why}`,
      );
  }

  function put(about: string): void {
    const slash = about.indexOf('/');
    const text = sight.s3.read(about.slice(0, slash), about.slice(slash + 1))?.toString('utf8');
    if (text === undefined || text === renewed.get(about)?.text) return;
    const next = JSON.parse(text) as Lease;
    const { token = '', since } = leaseBefore(about) ?? {};
    // An attempt whose answers did not arrive is followed by another one.
    if (next.until && next.token && (next.token !== token || next.since !== since))
      taken.set(next.token, [...(taken.get(next.token) ?? []), sight.now()]);
    if (next.token && !next.until) givenBack.add(next.token);
    takenOver(about, next);
    renewed.set(about, { text, at: sight.now() });
  }

  function heard(about: string, principal = ''): void {
    const [, id] = /-(\d+\.\d+)$/.exec(principal) ?? [];
    const key = `github:${id} ${about}`;
    answered.set(key, [...(answered.get(key) ?? []), sight.now()]);
  }

  /** When a run was answered last, with time left to ask on. */
  function inTime(run: string, about: string): number {
    const times = answered.get(`${run} ${about}`) ?? [];
    return times.findLast((at) => sight.now() - at >= lastRound) ?? 0;
  }

  function isGivenBack(run: string, { buckets, key }: (typeof places)[number]): boolean {
    const leases = buckets.flatMap((bucket) => jsonAt<Lease>(sight, bucket, key) ?? []);
    const free = leases.filter((one) => one.run === run && !one.until);
    return 2 * free.length > buckets.length;
  }

  function leaseBefore(about: string): Lease | undefined {
    const before = renewed.get(about);
    return before && (JSON.parse(before.text) as Lease);
  }

  /**
   * Nobody may write another's lease down while that is renewed, unless it was given back in another bucket, or he has the
   * majority by the others, and the other had been first in this one alone.
   */
  function takenOver(about: string, next: Lease): void {
    const last = leaseBefore(about);
    if (!last?.until || last.token === next.token || isLaterAttempt(next.run, last.run)) return;
    const place = places.find(({ buckets, key }) =>
      buckets.some((bucket) => about === `${bucket}/${key}`),
    );
    const isFree = last.token !== undefined && givenBack.has(last.token);
    const own = place?.buckets.filter((bucket) => {
      const other = jsonAt<Lease>(sight, bucket, place.key);
      return about !== `${bucket}/${place.key}` && other?.token === next.token && other?.until;
    });
    const isHad = 2 * (own?.length ?? 0) > (place?.buckets.length ?? 0);
    const age = sight.now() - (renewed.get(about)?.at ?? 0);
    // S3 tells whole seconds.
    if (place && !isFree && !isHad && age < leaseHolds - 2_000)
      report(
        'no lease is taken over that is renewed',
        `run ${next.run} takes that of run ${last.run} in ${about} after ${Math.round(age / 1000)} s`,
      );
  }

  /** No more of a wave are under way at once than may be, be they on their way there or back. */
  function crowded(run: string, environment: string, destination: string): void {
    const waves = sight.environments.find(({ name }) => name === environment)?.waves ?? [];
    const wave = waves.find(({ destinations }) =>
      destinations.some(({ id }) => id === destination),
    );
    if (!wave || (jobs.get(run) ?? 1) > 1) return;
    const ids = new Set(wave.destinations.map(({ id }) => id));
    const underWay = deploymentsOf(sight).filter(
      (one) =>
        ids.has(one.group.destination) &&
        readMarker(one.description)?.run === run &&
        readMarker(one.description)?.environment === environment &&
        !isOver(one) &&
        !one.isHalted,
    );
    if (underWay.length > wave.maxParallel)
      report('a wave is no wider than it may be', `run ${run}: ${listed(underWay)}`);
  }

  function created(): void {
    const all = deploymentsOf(sight);
    for (const one of all) {
      if (seen.has(one.id)) continue;
      seen.add(one.id);
      const marker = one.creator === 'user' && readMarker(one.description);
      if (!marker) continue;
      crowded(marker.run, marker.environment, one.group.destination);
      const same = one.group.deployments.filter(({ creator, description }) => {
        const other = creator === 'user' && readMarker(description);
        return other && other.run === marker.run && other.version === marker.version;
      });
      if (same.length > (jobs.get(marker.run) ?? 1))
        report(
          'no two deployments of one run and destination',
          `${marker.version} in ${one.group.destination}, by run ${marker.run}: ${listed(same)}`,
        );
    }
  }

  return {
    /** When the run with this lease may have got it. */
    takenAt: (token: string): readonly number[] => taken.get(token) ?? [],
    isAlone,
    began: (run: string) => void jobs.set(run, (jobs.get(run) ?? 0) + 1),
    adopted: others.adopted,
    onArrival(call: Readonly<CallRecord>, body: () => string): void {
      if (call.operation === 'CreateDeployment') creating(body());
      if (call.operation === 'StopDeployment') others.stopping(call);
      if (call.operation === 'ContinueDeployment') others.continuing(call, body);
    },
    onCall({ operation, error, status, fault, principal, about = '' }: CallRecord): void {
      // One whose answer is lost was carried out anyway.
      if (operation === 'CreateDeployment') created();
      if (operation === 'PutObject' && !error && about.includes('/locks/')) put(about);
      // Half an answer is none, and one that is slow may come when nobody waits for it any more.
      const isHeard = status === 200 && !/truncate|slow/.test(fault ?? '');
      if (isHeard && about.includes('/locks/')) heard(about, principal);
    },
    /** A lease that nobody took, and whose last renewal was carried out and asked about a moment ago, is not lost. */
    lost(run: string, environment: string, hasSlept: boolean): void {
      const place = places.find(({ name }) => name === environment);
      if (!place) return;
      if (!hasSlept && isGivenBack(run, place))
        report('a lease is given back by who has it', `run ${run} is at work`);
      // What jobs of one CI run were answered cannot be told apart.
      if (!isAlone(run) || withoutLease(run, environment) !== undefined) return;
      const quiet = place.buckets
        .map((bucket) => `${bucket}/${place.key}`)
        .map((at) => sight.now() - Math.min(inTime(run, at), renewed.get(at)?.at ?? 0))
        .toSorted((a, b) => a - b)[(place.buckets.length - 1) / 2];
      if (quiet !== undefined && quiet < 100_000)
        report('a lease is lost only to others or to time', `run ${run}`);
    },
    freed(): void {
      for (const place of places)
        for (const run of majorityIn(place))
          report('the lease is free in the end', `run ${run} has that of ${place.name}`);
    },
  };
}
