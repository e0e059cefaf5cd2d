import { faultOf } from '../../aws/faults.ts';
import { type Clock, within } from '../../clock.ts';
import type { Problem } from '../../problem.ts';
import type { Emit } from '../events.ts';
import type { Homes, Kept } from './homes.ts';
import { holdsFor, type LeaseRecord, leaseIn } from './lease-record.ts';

export type Lease = {
  /** Aborted when another run has taken the lease over: nothing new may start then. */
  readonly lost: AbortSignal;
  /** By which it is known as this run's. */
  readonly token: string;
  /** S3's time when the lease was taken, in ms: the time of the run, whatever this machine's clock says. */
  readonly taken: number;
  /** S3's time now, as far as this machine's clock can tell how long ago that was. */
  now(): number;
  /** Gives it back; does not wait for a renewal that is under way, nor for long. */
  release(): Promise<void>;
};

type Holder = Required<Pick<LeaseRecord, 'run' | 'token' | 'since'>>;
type Taken = { key: string; holder: Holder; kept: Kept; taken: number };

const renewEvery = 30_000;
const renewAgainAfter = 10_000;
/** A renewal that hangs must leave time for others. */
const renewalTimeout = 20_000;
const releaseTimeout = 10_000;

/** Renews a lease until it is given back or lost. */
export function keepLease(
  { key, holder, kept: first, taken }: Taken,
  { homes: { own }, clock, emit }: { homes: Homes; clock: Clock; emit: Emit },
): Lease {
  const lost = new AbortController();
  const ended = new AbortController();
  const began = clock.now();
  let kept = first;
  let heldUntil = began + holdsFor;
  void renew();

  async function renew() {
    for (let pause = renewEvery; ; ) {
      const rest = heldUntil - clock.now();
      await clock.sleep(Math.min(pause, Math.max(0, rest)), ended.signal).catch(() => undefined);
      if (ended.signal.aborted) return;
      const sent = clock.now();
      try {
        // One that comes late, as after the machine stood still, may find that nobody has taken it over.
        const ms = Math.max(5_000, Math.min(renewalTimeout, heldUntil - sent));
        const renewed = await within(ms, { clock, outer: ended.signal }, renewOnce);
        if (ended.signal.aborted) return;
        if (!renewed) return lose();
        kept = renewed;
        heldUntil = sent + holdsFor;
        pause = renewEvery;
      } catch (error) {
        if (ended.signal.aborted) return;
        const { name, message } = faultOf(error);
        const problem: Problem = {
          code: 'lease-not-renewed',
          message: `the lease could not be renewed: ${name}: ${message}`,
        };
        emit({ kind: 'notice', level: 'warning', problem });
        if (clock.now() >= heldUntil) return lose();
        pause = renewAgainAfter;
      }
    }
  }

  /** A renewal whose answer was lost has changed the tag all the same. */
  async function renewOnce(signal: AbortSignal): Promise<Kept | undefined> {
    const until = new Date(clock.now() + holdsFor).toISOString();
    return (await own.write(key, { ...holder, until }, kept, signal)) ?? (await readOwn(signal));
  }

  async function readOwn(signal: AbortSignal): Promise<Kept | undefined> {
    const found = await own.read(key, signal);
    const theirs = leaseIn(found);
    return theirs?.token === holder.token && theirs.until ? found : undefined;
  }

  function lose() {
    const problem: Problem = {
      code: 'lease-lost',
      message:
        'the lease of this environment is lost to another run, or to time; nothing new is started',
    };
    emit({ kind: 'notice', level: 'warning', problem });
    lost.abort(new Error(problem.message));
  }

  async function giveBack(signal: AbortSignal) {
    const { run, since } = holder;
    const free = { run, since };
    if (await own.write(key, free, kept, signal)) return;
    const found = await readOwn(signal);
    if (found) await own.write(key, free, found, signal);
  }

  return {
    lost: lost.signal,
    token: holder.token,
    taken,
    now: () => taken + (clock.now() - began),
    async release() {
      ended.abort();
      if (lost.signal.aborted) return;
      // Left to run out where this fails: it is stale in three minutes.
      await within(releaseTimeout, { clock }, giveBack).catch(() => undefined);
    },
  };
}
