import { faultOf, isTransient } from '../../aws/faults.ts';
import type { Clock } from '../../clock.ts';
import { type Problem, RefusedError } from '../../problem.ts';
import { type Random, systemRandom } from '../../random.ts';
import { duration } from '../../words/quantities.ts';
import type { Emit } from '../events.ts';
import { timing } from '../timing.ts';
import { type LeaseAttempt, leaseAttempts, type lookAtLease } from './attempt-lease.ts';
import type { Homes, Silent } from './homes.ts';
import { keepLease, type Lease } from './keep-lease.ts';
import type { LeaseRecord } from './lease-record.ts';
import { answeringText } from './silence.ts';

export type LeasePorts = {
  homes: Homes;
  clock: Clock;
  random?: Random | undefined;
  emit: Emit;
  signal: AbortSignal;
};

type LeaseRequest = {
  key: string;
  run: string;
  timeout: number;
  token: string;
  /** Why it may be done without, where no majority of the homes answers. */
  without?: string | undefined;
  /** What was read of it before, for the first attempt. */
  ahead?: Promise<Awaited<ReturnType<typeof lookAtLease>> | undefined> | undefined;
};

/**
 * Takes the lease of an environment, so that two runs never interleave; waits while another run has it,
 * for `timeout` ms at most, then rejects with a {@link RefusedError}. A lease that is no longer renewed
 * is taken over. Every write is conditional, and a majority of the homes decides, so of two runs only one can succeed.
 */
export async function takeLease(request: LeaseRequest, ports: LeasePorts): Promise<Lease> {
  const { homes, clock, random = systemRandom, emit, signal } = ports;
  const until = clock.now() + request.timeout;
  const { ahead } = request;
  const attempt = leaseAttempts(request, ports, { ahead });
  let said = '';
  let silentUntil: number | undefined;
  for (;;) {
    const found = await attempt();
    if (found.kind === 'taken') return begin(found);
    if (found.kind !== 'silent') silentUntil = undefined;
    let pause: number = timing.lease.attempt;
    if (found.kind === 'held') {
      const { theirs, bucket, met } = found;
      if (clock.now() >= until) throw busy(request.key, theirs, bucket);
      if (said !== theirs.run) emit(waitingFor(theirs));
      said = String(theirs.run);
      // Two that saw each other must not come back at the same moment.
      if (met) pause += random.next() * timing.lease.apart;
    }
    if (found.kind === 'raced' && homes.voters.length > 1)
      pause += random.next() * timing.lease.apart;
    if (found.kind === 'silent' && found.olderUntil !== undefined) {
      const text = waitingForOlder(found.silent, found.olderUntil - clock.now());
      if (said !== 'older') emit({ kind: 'step', text });
      said = 'older';
      pause = Math.min(timing.lease.attemptOlder, found.olderUntil - clock.now());
    } else if (found.kind === 'silent') {
      silentUntil ??= clock.now() + timing.lease.silence;
      const [first] = found.silent;
      if (homes.voters.length === 1 && first) throw first.error;
      const isOver = clock.now() >= silentUntil || !mayPass(found.silent);
      if (isOver && request.without !== undefined) return goWithout(found.silent);
      if (isOver) throw noMajority(homes, found.silent);
    }
    await clock.sleep(pause, signal);
  }

  function begin({ lease, from, silent }: Extract<LeaseAttempt, { kind: 'taken' }>): Lease {
    if (from) emit(takenOver(from));
    if (silent.length > 0) {
      const message = `the lease is taken: ${answeringText(homes, silent)}`;
      emit({ kind: 'notice', level: 'info', problem: { code: 'home-silent', message } });
    }
    return keepLease(lease, ports);
  }

  /** What answers is written anyway, for others to see. */
  async function goWithout(silent: readonly Silent[]): Promise<Lease> {
    const found = await leaseAttempts(request, ports, { alone: true })();
    if (found.kind === 'held') throw busy(request.key, found.theirs, found.bucket);
    if (found.kind !== 'taken') throw noMajority(homes, silent);
    const message = `continues without the lease of this environment, because ${answeringText(homes, silent)}: ${request.without}`;
    emit({ kind: 'notice', level: 'warning', problem: { code: 'without-lease', message } });
    return { ...keepLease(found.lease, ports), without: request.without as string };
  }
}

function mayPass(silent: readonly Silent[]): boolean {
  return silent.some(({ error }) => isTransient(faultOf(error).kind));
}

function takenOver({ run }: LeaseRecord) {
  const text = `took the lease over from run ${run}, which no longer renews it`;
  return { kind: 'step' as const, text };
}

function waitingFor({ run, since }: LeaseRecord) {
  const text = `waiting for run ${run}, which has been working on this environment since ${since}`;
  return { kind: 'step' as const, text };
}

function waitingForOlder(silent: readonly Silent[], ms: number): string {
  const region = silent[0]?.home.destination.region ?? 'a region';
  return `waiting ${duration(ms / 1000)}: ${region} does not answer, and the lease of a run of an older fanout, which keeps it only there, would have expired by then`;
}

function busy(key: string, { run, since }: LeaseRecord, bucket: string): RefusedError {
  return new RefusedError([
    {
      code: 'lease-taken',
      message: `run ${run} has been working on this environment since ${since}`,
      hint: `wait for it; a lease that is no longer renewed (s3://${bucket}/${key}) is taken over after three minutes`,
    },
  ]);
}

function noMajority(homes: Homes, silent: readonly Silent[]): RefusedError {
  const problem: Problem = {
    code: 'no-majority',
    message: `cannot tell whether another run is at work: ${answeringText(homes, silent)}`,
    hint: 'wait until most of these regions answer; if nobody else is deploying, use rollback --without-lease REASON',
  };
  return new RefusedError([problem]);
}
