import { withAny } from '../../any-signal.ts';
import { errorText } from '../../aws/fault-text.ts';
import { type Clock, wallTime } from '../../clock.ts';
import { defined } from '../../defined.ts';
import type { Problem } from '../../problem.ts';
import type { Emit } from '../events.ts';
import { timing } from '../timing.ts';
import { giveBackIn, type Taken } from './ballots.ts';
import { askEach, type Home, type Homes, type Kept, type Silent } from './homes.ts';
import { keepsOut, leaseIn, tellsAge } from './lease-record.ts';
import { hasMajority, homeNames } from './majority.ts';
import { olderSeen } from './older-fanout.ts';
import { answeringText } from './silence.ts';

export type Lease = {
  /** Aborted when another run has taken the lease over: nothing new may start then. */
  readonly lost: AbortSignal;
  /** By which it is known as this run's. */
  readonly token: string;
  /** S3's time when the lease was taken, in ms: the time of the run, whatever this machine's clock says. */
  readonly taken: number;
  /** Why the run goes on although no majority of the homes answered. */
  readonly without?: string;
  /** Resolves once it is known that it was this run's a moment ago, or is lost: a machine that slept does not know. */
  sure(): Promise<void>;
  /** S3's time now, as far as it can be told by when S3 last told it. */
  now(): number;
  /** Gives it back; does not wait for a renewal that is under way, nor for long. */
  release(): Promise<void>;
};

type Ports = { homes: Homes; clock: Clock; emit: Emit };

/** Renews a lease in all its homes until it is given back, or no longer this run's in the majority of them. */
export function keepLease(lease: Taken, { homes, clock, emit }: Ports): Lease {
  const { key, held, sets, known, sent: began, sentAt, taken } = lease;
  let { record } = lease;
  const us = { run: record.run, token: record.token };
  const homesOfLease = [...held.keys()];
  const lost = new AbortController();
  const ended = new AbortController();
  let told = { time: taken, at: clock.now() };
  const ages = tellsAge(clock);
  let heldUntil = began + timing.lease.holds;
  const wall = () => wallTime(clock);
  let knownAt = sentAt;
  let hurry = new AbortController();
  const waiting: (() => void)[] = [];
  let silentBefore = '';
  void renew().finally(tellRound);

  async function renew() {
    for (let pause: number = timing.lease.renew; ; ) {
      const rest = heldUntil - clock.now();
      await withAny([ended.signal, hurry.signal], (wakes) =>
        clock.sleep(Math.min(pause, Math.max(0, rest)), wakes),
      ).catch(() => undefined);
      if (ended.signal.aborted) return;
      hurry = new AbortController();
      const [sent, askedAt] = [clock.now(), wall()];
      // One that comes late, as after the machine stood still, may find that nobody has taken it over.
      const ms = Math.max(
        timing.lease.renewal.least,
        Math.min(timing.lease.renewal.most, heldUntil - sent),
      );
      const round = await renewAll(ms).catch(() => undefined);
      if (ended.signal.aborted) return;
      if (!round) return lose();
      if (round.isHad) {
        heldUntil = sent + timing.lease.holds;
        knownAt = askedAt;
        pause = timing.lease.renew;
        tellRound();
        tellSilent(round.silent);
        await joinRest(ms).catch(() => undefined);
        continue;
      }
      if (!round.mayBeHad) return lose();
      tellNotRenewed(round.silent);
      if (clock.now() >= heldUntil) return lose();
      pause = timing.lease.renewAgain;
    }
  }

  function tellRound() {
    for (const go of waiting.splice(0)) go();
  }

  const isKnown = () => wall() - knownAt < timing.lease.holds || lost.signal.aborted;

  /** Nobody may start anything while it is not known whose the lease is. */
  async function sure(): Promise<void> {
    if (isKnown()) return;
    hurry.abort(new Error('the machine slept'));
    while (!isKnown() && !ended.signal.aborted)
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
      });
  }

  async function renewAll(ms: number) {
    const mine = homesOfLease.filter((home) => held.get(home) !== undefined);
    const asking = { clock, outer: ended.signal, ms };
    const { answers, silent } = await askEach(mine, asking, renewIn);
    const had = mine.filter((home) => answers.get(home));
    const unknown = silent.map(({ home }) => home);
    for (const home of mine)
      if (!had.includes(home) && !unknown.includes(home)) held.set(home, undefined);
    const isHad = (by: readonly Home[]) =>
      sets.every((set) => hasMajority(set, homeNames(by), known));
    return { isHad: isHad(had), mayBeHad: isHad([...had, ...unknown]), silent };
  }

  const renewed = () => ({
    ...record,
    until: new Date(clock.now() + timing.lease.holds).toISOString(),
  });

  /** A renewal whose answer was lost may have been carried out anyway, and has changed the tag then. */
  async function renewIn(home: Home, signal: AbortSignal | undefined): Promise<boolean> {
    const next = renewed();
    let before = held.get(home);
    for (const isLast of [false, true]) {
      let unanswered: { error: unknown } | undefined;
      try {
        const kept = await home.write(key, next, before, signal);
        if (kept) return keep(home, kept);
      } catch (error) {
        unanswered = { error };
      }
      const found = await home.read(key, signal);
      const theirs = leaseIn(found);
      if (theirs?.token !== us.token || !theirs.until) return false;
      if (found && theirs.until === next.until) return keep(home, found);
      // By the tag of one before it, whose answer was lost too.
      before = found;
      if (unanswered && (isLast || signal?.aborted)) throw unanswered.error;
    }
    return false;
  }

  const now = () => told.time + (clock.now() - told.at);

  function keep(home: Home, kept: Kept): boolean {
    if (!ended.signal.aborted) held.set(home, kept);
    // So much later than what was counted it is only where the machine slept.
    if (kept.now !== undefined && kept.now - now() > timing.record.clocks)
      told = { time: kept.now, at: clock.now() };
    return true;
  }

  /** A home that answers again gets the lease as well, unless another run has it there. */
  async function joinRest(ms: number) {
    const rest = homesOfLease.filter((home) => held.get(home) === undefined);
    await askEach(rest, { clock, outer: ended.signal, ms }, async (home, signal) => {
      const found = await home.read(key, signal);
      if (keepsOut(found, us, [], ages(home.bucket, found))) return;
      // What an older fanout left there is written over once the others tell of it.
      const older = olderSeen([found, { value: record, tag: '' }]);
      if (older !== record.older) {
        record = { ...record, ...defined({ older }) };
        return;
      }
      const kept = await home.write(key, renewed(), found, signal);
      if (kept) keep(home, kept);
    });
  }

  function tellSilent(silent: readonly Silent[]) {
    const which = silent.map(({ home }) => home.bucket).join(' ');
    if (which === silentBefore) return;
    silentBefore = which;
    if (silent.length === 0) return;
    const message = `the lease is renewed: ${answeringText(homes, silent)}`;
    emit({ kind: 'notice', level: 'info', problem: { code: 'home-silent', message } });
  }

  function tellNotRenewed(silent: readonly Silent[]) {
    const why =
      homes.voters.length > 1 ? answeringText(homes, silent) : errorText(silent[0]?.error);
    const said = `the lease could not be renewed: ${why}`;
    const problem: Problem = { code: 'lease-not-renewed', message: said };
    emit({ kind: 'notice', level: 'warning', problem });
  }

  function lose() {
    const problem: Problem = {
      code: 'lease-lost',
      message:
        'this run lost the lease of the environment: another run took it, or it expired; nothing new is started',
    };
    emit({ kind: 'notice', level: 'warning', problem });
    lost.abort(new Error(problem.message));
  }

  return {
    lost: lost.signal,
    token: us.token,
    taken,
    sure,
    now,
    async release() {
      ended.abort();
      // Left to run out where this fails: it is stale in three minutes.
      await askEach(homesOfLease, { clock, ms: timing.lease.release }, (home, signal) =>
        giveBackIn(home, key, { token: us.token }, held.get(home), signal, record),
      );
    },
  };
}
