import type { Artifacts } from '../../aws/artifacts.ts';
import { faultOf } from '../../aws/faults.ts';
import type { Clock } from '../../clock.ts';
import { RefusedError } from '../../problem.ts';
import type { Random } from '../../random.ts';
import type { Emit } from '../events.ts';
import { isEarlierAttempt } from '../marker.ts';

/** Who may change an environment now: `${application}/locks/${environment}.json`. */
type LeaseRecord = {
  run: string;
  /** Random, and of one process: jobs of one CI run have the same `run`. */
  token?: string;
  /** ISO 8601. */
  since: string;
  /** Until when it holds unless it is renewed; absent once it is given back. */
  until?: string;
};

type Holder = Required<Pick<LeaseRecord, 'run' | 'token' | 'since'>>;

export type Lease = {
  /** Aborted when another run has taken the lease over: nothing new may start then. */
  readonly lost: AbortSignal;
  /** Gives it back. */
  release(): Promise<void>;
};

export type LeasePorts = {
  /** The bucket that all runs of the environment agree on. */
  records: Artifacts;
  clock: Clock;
  random?: Random | undefined;
  emit: Emit;
  signal: AbortSignal;
};

/** Three renewals may fail before anyone may take the lease over. */
const renewEvery = 30_000;
const holdsFor = 2 * 60_000;
/** AWS takes requests from machines whose clocks are off by five minutes, so such machines may be at work. */
const clockSkew = 6 * 60_000;

/**
 * Takes the lease of an environment, so that two runs never interleave; waits while another run has it,
 * for `timeout` ms at most, then rejects with a {@link RefusedError}. A lease that is no longer renewed
 * is taken over. Every write is conditional, so of two runs only one can succeed.
 */
export async function takeLease(
  { key, run, timeout, token }: { key: string; run: string; timeout: number; token: string },
  ports: LeasePorts,
): Promise<Lease> {
  const { records, clock, emit, signal } = ports;
  const until = clock.now() + timeout;
  const watch = watchLease(clock);
  let said = '';
  for (;;) {
    const found = await records.readJson(key);
    const theirs = found && (found.value as LeaseRecord);
    const isOver =
      theirs && (isEarlierAttempt(theirs.run, run) || watch.isDead(found?.eTag, theirs));
    if (!theirs?.until || isOver || theirs.token === token) {
      const holder = { run, token, since: new Date(clock.now()).toISOString() };
      const eTag = await write(key, holder, found?.eTag, ports);
      if (eTag) {
        if (theirs?.until && theirs.token !== token)
          emit({
            kind: 'step',
            text: `took the lease over from run ${theirs.run}, which no longer renews it`,
          });
        return keepLease({ key, holder, eTag }, ports);
      }
    } else {
      if (clock.now() >= until) throw busy(key, theirs, records.bucket);
      if (said !== theirs.run)
        emit({
          kind: 'step',
          text: `waiting for run ${theirs.run}, which is at work on this environment since ${theirs.since}`,
        });
      said = theirs.run;
    }
    await clock.sleep(5_000, signal);
  }
}

/** Who holds the lease of an environment now, if anyone does. */
export async function readLease(
  records: Artifacts,
  key: string,
  clock: Clock,
): Promise<{ run: string; since: string } | undefined> {
  const lease = (await records.readJson(key))?.value as LeaseRecord | null | undefined;
  if (!lease?.until || isStale(lease, clock)) return undefined;
  return { run: String(lease.run), since: String(lease.since) };
}

function keepLease(
  { key, holder, eTag: first }: { key: string; holder: Holder; eTag: string },
  ports: LeasePorts,
): Lease {
  const { records, clock, emit } = ports;
  const lost = new AbortController();
  const ended = new AbortController();
  let eTag = first;
  let heldUntil = clock.now() + holdsFor;
  const renewing = renew();

  async function renew() {
    for (;;) {
      await clock.sleep(renewEvery, ended.signal).catch(() => undefined);
      if (ended.signal.aborted) return;
      try {
        const written = await write(key, holder, eTag, ports);
        const kept = written ?? (await ownTag());
        if (!kept) return lose();
        eTag = kept;
        heldUntil = clock.now() + holdsFor;
      } catch (error) {
        const { name, message } = faultOf(error);
        const problem = { message: `the lease could not be renewed: ${name}: ${message}` };
        emit({ kind: 'notice', level: 'warning', problem });
        if (clock.now() > heldUntil) return lose();
      }
    }
  }

  /** A renewal whose answer was lost has changed the tag all the same. */
  async function ownTag(): Promise<string | undefined> {
    const found = await records.readJson(key);
    const theirs = found?.value as LeaseRecord | null | undefined;
    return theirs?.token === holder.token && theirs.until ? found?.eTag : undefined;
  }

  function lose() {
    const problem = {
      message:
        'the lease of this environment is lost to another run, or to time; nothing new is started',
    };
    emit({ kind: 'notice', level: 'warning', problem });
    lost.abort(new Error(problem.message));
  }

  return {
    lost: lost.signal,
    async release() {
      ended.abort();
      await renewing;
      if (lost.signal.aborted) return;
      // Left to run out where this fails: it is stale in two minutes.
      const { run, since } = holder;
      await records.writeJson(key, { run, since }, { ifMatch: eTag }).catch(() => undefined);
    },
  };
}

/**
 * Gives back the lease of a run that can no longer do so itself; tells whether it had it. Jobs of one CI run share its id,
 * so the lease is known by its token; notes of an older fanout have none.
 */
export async function giveLeaseBack(
  records: Artifacts,
  key: string,
  { run, token }: { run: string; token?: string | undefined },
): Promise<boolean> {
  const found = await records.readJson(key);
  const lease = found?.value as LeaseRecord | null | undefined;
  if (!found || lease?.run !== run || !lease.until) return false;
  if (token !== undefined && lease.token !== token) return false;
  const { since } = lease;
  return (await records.writeJson(key, { run, since }, { ifMatch: found.eTag })).written;
}

/** The new tag, or undefined where somebody else was first. */
async function write(
  key: string,
  holder: Holder,
  eTag: string | undefined,
  { records, clock }: LeasePorts,
): Promise<string | undefined> {
  const until = new Date(clock.now() + holdsFor).toISOString();
  const record: LeaseRecord = { ...holder, until };
  const condition = eTag ? { ifMatch: eTag } : { ifNoneMatch: true as const };
  const result = await records.writeJson(key, record, condition);
  return result.written ? result.eTag : undefined;
}

/** Machines' clocks differ: half a lease more is waited before another's is taken for dead. */
function isStale({ until = '' }: LeaseRecord, clock: Clock): boolean {
  const end = Date.parse(until);
  return Number.isNaN(end) || end + holdsFor / 2 < clock.now();
}

/**
 * Tells when the lease of another run is dead: it has not changed while we watched for as long as it holds
 * and half as long again, or it ran out so long ago that no difference of clocks explains it.
 */
function watchLease(clock: Clock) {
  let seen = { eTag: '', since: 0 };
  return {
    isDead(eTag: string | undefined, { until = '' }: LeaseRecord): boolean {
      const now = clock.now();
      if (eTag !== seen.eTag) seen = { eTag: eTag ?? '', since: now };
      const ranOut = Date.parse(until);
      const longAgo = Number.isNaN(ranOut) || now - ranOut > clockSkew;
      return longAgo || now - seen.since >= 1.5 * holdsFor;
    },
  };
}

function busy(key: string, { run, since }: LeaseRecord, bucket: string): RefusedError {
  return new RefusedError([
    {
      message: `run ${run} is at work on this environment since ${since}`,
      hint: `wait for it; a lease that is no longer renewed (s3://${bucket}/${key}) is taken over after three minutes`,
    },
  ]);
}
