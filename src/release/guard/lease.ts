import type { Clock } from '../../clock.ts';
import { RefusedError } from '../../problem.ts';
import type { Random } from '../../random.ts';
import type { Emit } from '../events.ts';
import { isEarlierAttempt } from '../marker.ts';
import { type Homes, type Kept, readOthers, unreadProblem } from './homes.ts';
import { keepLease, type Lease } from './keep-lease.ts';
import { ageOf, holdsFor, type LeaseRecord, leaseIn, takenOverAfter } from './lease-record.ts';

export type LeasePorts = {
  homes: Homes;
  clock: Clock;
  random?: Random | undefined;
  emit: Emit;
  signal: AbortSignal;
};

type LeaseRequest = { key: string; run: string; timeout: number; token: string };

/**
 * Takes the lease of an environment, so that two runs never interleave; waits while another run has it,
 * for `timeout` ms at most, then rejects with a {@link RefusedError}. A lease that is no longer renewed
 * is taken over. Every write is conditional, so of two runs only one can succeed.
 */
export async function takeLease(request: LeaseRequest, ports: LeasePorts): Promise<Lease> {
  const { key, run, token, timeout } = request;
  const { homes, clock, random, emit, signal } = ports;
  const until = clock.now() + timeout;
  const watch = watchLease(clock);
  const isFree = (theirs: LeaseRecord | undefined, kept: Kept | undefined) =>
    !theirs?.until ||
    theirs.token === token ||
    isEarlierAttempt(theirs.run, run) ||
    watch.isDead(kept);
  let said = '';
  let elsewhere: { theirs: LeaseRecord; bucket: string } | undefined;
  for (;;) {
    const found = await homes.own.read(key, signal);
    const theirs = leaseIn(found);
    if (elsewhere) elsewhere = await heldElsewhere();
    if (isFree(theirs, found) && !elsewhere) {
      const since = new Date(found?.now ?? clock.now()).toISOString();
      const kept = await homes.own.write(
        key,
        recordOf({ run, token, since }, clock),
        found,
        signal,
      );
      elsewhere = kept && (await heldElsewhere());
      if (kept && !elsewhere) {
        if (theirs?.until && theirs.token !== token) emit(takenOver(theirs));
        const taken = kept.now ?? clock.now();
        const holder = { run, token, since: new Date(taken).toISOString() };
        return keepLease({ key, holder, kept, taken }, ports);
      }
      if (kept) await homes.own.write(key, { run, since }, kept, signal);
    }
    const holder = elsewhere ?? (theirs?.until ? { theirs, bucket: homes.own.bucket } : undefined);
    if (holder && clock.now() >= until) throw busy(key, holder.theirs, holder.bucket);
    if (holder && said !== holder.theirs.run) emit(waitingFor(holder.theirs));
    said = holder?.theirs.run ?? said;
    // Two that saw each other must not come back at the same moment.
    await clock.sleep(5_000 + (elsewhere ? (random?.next() ?? 0) * 10_000 : 0), signal);
  }

  async function heldElsewhere() {
    const unread = (home: Homes['own'], error: unknown) => {
      const problem = unreadProblem('whether a run keeps its lease in', home, error);
      emit({ kind: 'notice', level: 'info', problem });
    };
    for (const { home, kept } of await readOthers(homes, key, { clock, outer: signal, unread })) {
      const theirs = leaseIn(kept);
      const isLive =
        (ageOf(kept) ?? 0) < takenOverAfter && !isEarlierAttempt(theirs?.run ?? '', run);
      if (theirs?.until && theirs.token !== token && isLive) return { theirs, bucket: home.bucket };
    }
    return undefined;
  }
}

/** Older versions of fanout read `until`, and by their own clock. */
function recordOf(holder: Omit<LeaseRecord, 'until'>, clock: Clock): LeaseRecord {
  return { ...holder, until: new Date(clock.now() + holdsFor).toISOString() };
}

/** Who holds the lease of an environment now, if anyone does; `unread` is told of other homes that do not answer. */
export async function readLease(
  homes: Homes,
  key: string,
  ports: Parameters<typeof readOthers>[2],
): Promise<{ run: string; since: string } | undefined> {
  const own = await homes.own.read(key);
  const others = await readOthers(homes, key, ports);
  for (const kept of [own, ...others.map((one) => one.kept)]) {
    const lease = leaseIn(kept);
    if (!lease?.until || (ageOf(kept) ?? 0) >= takenOverAfter) continue;
    return { run: String(lease.run), since: String(lease.since) };
  }
  return undefined;
}

/**
 * Gives back the lease of a run that can no longer do so itself; tells whether it had it. Jobs of one CI run share its id,
 * so the lease is known by its token; notes of an older fanout have none.
 */
export async function giveLeaseBack(
  { own }: Homes,
  key: string,
  { run, token }: { run: string; token?: string | undefined },
): Promise<boolean> {
  const found = await own.read(key);
  const lease = leaseIn(found);
  if (!found || lease?.run !== run || !lease.until) return false;
  if (token !== undefined && lease.token !== token) return false;
  return (await own.write(key, { run, since: lease.since }, found)) !== undefined;
}

/**
 * Tells when the lease of another run is dead: by S3's own time, which no machine's clock is compared with. Where S3 tells
 * none, it has not changed for as long while we watched.
 */
function watchLease(clock: Clock) {
  let seen = { tag: '', since: 0 };
  return {
    isDead(kept: Kept | undefined): boolean {
      const now = clock.now();
      if (kept?.tag !== seen.tag) seen = { tag: kept?.tag ?? '', since: now };
      return (ageOf(kept) ?? now - seen.since) >= takenOverAfter;
    },
  };
}

function takenOver({ run }: LeaseRecord) {
  const text = `took the lease over from run ${run}, which no longer renews it`;
  return { kind: 'step' as const, text };
}

function waitingFor({ run, since }: LeaseRecord) {
  const text = `waiting for run ${run}, which is at work on this environment since ${since}`;
  return { kind: 'step' as const, text };
}

function busy(key: string, { run, since }: LeaseRecord, bucket: string): RefusedError {
  return new RefusedError([
    {
      code: 'lease-taken',
      message: `run ${run} is at work on this environment since ${since}`,
      hint: `wait for it; a lease that is no longer renewed (s3://${bucket}/${key}) is taken over after three minutes`,
    },
  ]);
}
