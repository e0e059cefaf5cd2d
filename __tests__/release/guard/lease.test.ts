import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Clock } from '../../../src/clock.ts';
import { RefusedError } from '../../../src/problem.ts';
import type { Unstamped } from '../../../src/release/events.ts';
import { giveLeaseBack, readLease } from '../../../src/release/guard/find-lease.ts';
import type { Home, Kept } from '../../../src/release/guard/homes.ts';
import { takeLease } from '../../../src/release/guard/lease.ts';
import { leaseKey } from '../../../src/release/object-keys.ts';
import { handClock } from '../hand-clock.ts';
import { aDestination } from '../makers.ts';

const key = leaseKey({ application: 'orders', name: 'production' });
const minute = 60_000;

/** A bucket with conditional writes, as S3 has them, and S3's own time; `fault` is thrown by what is asked of it. */
function aBucket(clock: Clock) {
  let stored: (Kept & { written: number }) | undefined;
  let writes = 0;
  const state: { fault?: Error; hangs?: boolean } = {};
  const answer = async () => {
    if (state.hangs) await new Promise(() => undefined);
    if (state.fault) throw state.fault;
  };
  const home: Home = {
    bucket: 'bucket',
    destination: aDestination(),
    async read() {
      await answer();
      return stored && { ...stored, now: clock.now() };
    },
    async write(_, value, before) {
      await answer();
      if (stored?.tag !== before?.tag) return undefined;
      const now = clock.now();
      stored = { value: structuredClone(value), tag: `e${++writes}`, now, written: now };
      return stored;
    },
  };
  const homes = { own: home, voters: [home], others: [] };
  return { home, homes, state, stored: () => stored?.value };
}

function aWorld() {
  const time = handClock();
  const bucket = aBucket(time.clock);
  /** A run that wants the lease; it waits for an hour unless told otherwise. */
  function take(
    run: string,
    options: { timeout?: number; clock?: Clock; signal?: AbortSignal } = {},
  ) {
    const { timeout = 60 * minute, clock = time.clock } = options;
    const { signal = new AbortController().signal } = options;
    const said: string[] = [];
    const emit = (event: Unstamped) => {
      if (event.kind === 'step') said.push(event.text);
      if (event.kind === 'notice') said.push(event.problem.message);
    };
    const ports = { homes: bucket.homes, clock, signal, emit };
    return { said, taken: takeLease({ key, run, timeout, token: randomUUID() }, ports) };
  }
  const holder = () => readLease(bucket.homes, key, { clock: time.clock, unread: () => undefined });
  return { ...time, ...bucket, take, holder };
}

/** The clock of a machine that is so far off. */
function off(clock: Clock, ms: number): Clock {
  return { ...clock, now: () => clock.now() + ms };
}

/** The clock of a machine that stopped in the middle of a run: what sleeps on it never wakes. */
function stopped(clock: Clock): Clock {
  return {
    now: clock.now,
    sleep: (_, signal) =>
      new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
      }),
  };
}

/** The clock of a machine that sleeps from now on, and has its time again as soon as something wakes it. */
function asleep(clock: Clock): Clock {
  const now = clock.now();
  return { ...stopped(clock), now: () => now, wall: clock.now };
}

function isSettled(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol();
  const settled = () => true;
  const now = new Promise((resolve) => setImmediate(() => resolve(pending)));
  return Promise.race([promise.then(settled, settled), now]).then((first) => first === true);
}

describe('a run whose machine slept for longer than a lease holds', () => {
  test('knows that another run has it now, before it starts anything', async () => {
    const { clock, pass, take } = aWorld();
    const lease = await take('run:1', { clock: asleep(clock) }).taken;
    const other = take('run:2');
    await pass(4 * minute);
    await other.taken;
    expect(lease.lost.aborted).toBe(false);
    await lease.sure();
    expect(lease.lost.aborted).toBe(true);
  });

  test('renews what nobody has taken, and goes on', async () => {
    const { clock, pass, take, stored } = aWorld();
    const lease = await take('run:1', { clock: asleep(clock) }).taken;
    const before = stored();
    await pass(4 * minute);
    await lease.sure();
    expect(lease.lost.aborted).toBe(false);
    expect(stored()).toMatchObject({ run: 'run:1', token: lease.token });
    expect(stored()).not.toBe(before);
    await lease.release();
  });

  test('tells S3’s time as it is then, by which records are ordered and releases grow old', async () => {
    const { clock, pass, take } = aWorld();
    const lease = await take('run:1', { clock: asleep(clock) }).taken;
    await pass(4 * minute);
    await lease.sure();
    expect(clock.now() - lease.now()).toBeLessThan(minute);
    await lease.release();
  });

  test('asks also where it slept while it took the lease', async () => {
    const { clock, home, take, stored } = aWorld();
    const write = home.write.bind(home);
    let slept = 0;
    home.write = async (...args) => {
      slept = 4 * minute;
      return write(...args);
    };
    const machine = { ...asleep(clock), wall: () => clock.now() + slept };
    const lease = await take('run:1', { clock: machine }).taken;
    const before = stored();
    await lease.sure();
    expect(stored()).not.toBe(before);
    await lease.release();
  });

  test('asks nobody where it slept for a moment', async () => {
    const { clock, pass, take, stored } = aWorld();
    const lease = await take('run:1', { clock: asleep(clock) }).taken;
    const before = stored();
    await pass(minute);
    await lease.sure();
    expect(stored()).toBe(before);
  });
});

describe('of two runs of one environment', () => {
  test('the second waits until the first gives the lease back', async () => {
    const { pass, take, stored } = aWorld();
    const first = await take('run:1').taken;
    const second = take('run:2');
    await pass(20 * minute);
    expect(await isSettled(second.taken)).toBe(false);
    expect(second.said).toEqual([
      'waiting for run run:1, which has been working on this environment since 2026-01-01T00:00:00.000Z',
    ]);
    await first.release();
    await pass(5_000);
    expect(await isSettled(second.taken)).toBe(true);
    expect(stored()).toMatchObject({ run: 'run:2', until: expect.any(String) });
    await (await second.taken).release();
    expect(stored()).toEqual({
      ...{ run: 'run:2', since: expect.any(String), token: expect.any(String) },
      ...{ homes: ['bucket'], settled: true },
    });
  });

  test('only one gets it where both start at the same moment', async () => {
    const { pass, take } = aWorld();
    const both = [take('run:1').taken, take('run:2').taken];
    await pass(minute);
    const settled = await Promise.all(both.map(isSettled));
    expect(settled.toSorted()).toEqual([false, true]);
    await (await both[settled.indexOf(true)])?.release();
    await pass(minute);
    expect(await Promise.all(both.map(isSettled))).toEqual([true, true]);
  });

  test('the second is refused once its timeout is at an end', async () => {
    const { pass, take } = aWorld();
    await take('run:1').taken;
    const { taken } = take('run:2', { timeout: minute });
    const refusal = expect(taken).rejects.toThrow(
      'run run:1 has been working on this environment since 2026-01-01T00:00:00.000Z',
    );
    await pass(2 * minute);
    await refusal;
  });

  test('the second can be cancelled while it waits', async () => {
    const { pass, take } = aWorld();
    await take('run:1').taken;
    const cancelled = new AbortController();
    const { taken } = take('run:2', { signal: cancelled.signal });
    await pass(minute);
    cancelled.abort(new Error('cancelled'));
    await expect(taken).rejects.toThrow('cancelled');
  });
});

describe('a lease', () => {
  test('is renewed for as long as the run lasts, and told to those who ask', async () => {
    const { pass, holder, take } = aWorld();
    const lease = await take('run:1').taken;
    await pass(60 * minute);
    expect(lease.lost.aborted).toBe(false);
    expect(await holder()).toMatchObject({ run: 'run:1' });
    await lease.release();
    expect(await holder()).toBeUndefined();
  });

  test('that is no longer renewed is taken over, and what its run gives back later is not its own', async () => {
    const { clock, pass, take, stored } = aWorld();
    const dead = await take('run:1', { clock: stopped(clock) }).taken;
    const second = take('run:2');
    await pass(2 * minute);
    expect(await isSettled(second.taken)).toBe(false);
    await pass(10 * minute);
    const lease = await second.taken;
    expect(second.said.at(-1)).toBe(
      'took the lease over from run run:1, which no longer renews it',
    );
    await dead.release();
    expect(stored()).toMatchObject({ run: 'run:2', until: expect.any(String) });
    expect(lease.lost.aborted).toBe(false);
  });

  test('that another run has taken over is lost, and not given back', async () => {
    const { pass, home, take, stored } = aWorld();
    const first = take('run:1');
    const lease = await first.taken;
    const theirs = { run: 'run:2', since: 'now', until: '2999-01-01T00:00:00Z' };
    await home.write(key, theirs, await home.read(key));
    await pass(minute);
    expect(lease.lost.aborted).toBe(true);
    expect(first.said).toEqual([expect.stringMatching(/lost.*nothing new is started$/)]);
    await lease.release();
    expect(stored()).toEqual(theirs);
  });

  test('outlives faults that are shorter than it, and is lost by longer ones', async () => {
    const { pass, state, take } = aWorld();
    const first = take('run:1');
    const lease = await first.taken;
    state.fault = Object.assign(new Error('slow down'), { name: 'SlowDown' });
    await pass(minute);
    expect(first.said[0]).toBe('the lease could not be renewed: SlowDown: slow down');
    delete state.fault;
    await pass(10 * minute);
    expect(lease.lost.aborted).toBe(false);
    state.fault = new Error('gone');
    await pass(10 * minute);
    expect(lease.lost.aborted).toBe(true);
  });

  test('is not lost to a renewal of its own whose answer was lost', async () => {
    const { pass, home, take } = aWorld();
    const lease = await take('run:1').taken;
    const { write } = home;
    let lost = 1;
    home.write = async (...args) => {
      const result = await write(...args);
      if (lost-- > 0) throw new Error('socket hang up');
      return result;
    };
    await pass(10 * minute);
    expect(lease.lost.aborted).toBe(false);
  });

  test('nor to one after which nothing answered for three seconds', async () => {
    const { pass, home, state, take } = aWorld();
    const lease = await take('run:1').taken;
    const { write } = home;
    home.write = async (...args) => {
      home.write = write;
      await write(...args);
      state.fault = new Error('socket hang up');
      throw state.fault;
    };
    await pass(33_000);
    delete state.fault;
    await pass(10 * minute);
    expect(lease.lost.aborted).toBe(false);
  });

  test('is known to be renewed where no answer to a renewal comes, and what is read shows it', async () => {
    const { pass, home, take } = aWorld();
    const lease = await take('run:1').taken;
    const { write } = home;
    home.write = async (...args) => {
      await write(...args);
      throw new Error('socket hang up');
    };
    await pass(10 * minute);
    expect(lease.lost.aborted).toBe(false);
    home.write = async () => {
      throw new Error('socket hang up');
    };
    await pass(10 * minute);
    expect(lease.lost.aborted).toBe(true);
  });

  test('of an earlier attempt of the same run is taken over at once, and no later one’s is', async () => {
    const { clock, pass, take } = aWorld();
    await take('github:7.1', { clock: stopped(clock) }).taken;
    const second = take('github:7.2', { timeout: 0 });
    await second.taken;
    const refusal = expect(take('github:7.1', { timeout: 0 }).taken).rejects.toThrow(RefusedError);
    await pass(10_000);
    await refusal;
  });

  test('is kept from another job of the same CI run', async () => {
    const { take, pass } = aWorld();
    const lease = await take('run:1').taken;
    const { taken } = take('run:1', { timeout: 10_000 });
    const refusal = expect(taken).rejects.toThrow(RefusedError);
    await pass(minute);
    await refusal;
    await lease.release();
    await take('run:1', { timeout: 0 }).taken;
  });

  test('is its own process’s where the answer to taking it was lost', async () => {
    const { pass, home, take } = aWorld();
    const { write } = home;
    let lost = 1;
    home.write = async (...args) => {
      const result = await write(...args);
      return lost-- > 0 ? undefined : result;
    };
    const { taken } = take('run:1');
    await pass(5_000);
    expect(await isSettled(taken)).toBe(true);
  });

  test('is given back for a run whose process is gone, and for no other', async () => {
    const { clock, homes, holder, take } = aWorld();
    await take('run:1', { clock: stopped(clock) }).taken;
    expect(await giveLeaseBack(homes, key, { run: 'run:2' }, clock)).toBe(false);
    expect(await holder()).toMatchObject({ run: 'run:1' });
    expect(await giveLeaseBack(homes, key, { run: 'run:1' }, clock)).toBe(true);
    expect(await holder()).toBeUndefined();
  });

  test('is not given back for another job of the same run, which shares its id', async () => {
    const { clock, homes, holder, stored, take } = aWorld();
    await take('github:9.1', { clock: stopped(clock) }).taken;
    const other = { run: 'github:9.1', token: randomUUID() };
    expect(await giveLeaseBack(homes, key, other, clock)).toBe(false);
    expect(await holder()).toMatchObject({ run: 'github:9.1' });
    const { token } = stored() as { token: string };
    expect(await giveLeaseBack(homes, key, { ...other, token }, clock)).toBe(true);
  });
});

describe('whatever a machine’s clock says,', () => {
  test.each([-30, -8, 8, 30])(
    '%i minutes off, a lease that is renewed is not taken',
    async (minutes) => {
      const { clock, pass, take } = aWorld();
      const lease = await take('run:1').taken;
      const second = take('run:2', { clock: off(clock, minutes * minute) });
      await pass(20 * minute);
      expect(await isSettled(second.taken)).toBe(false);
      expect(lease.lost.aborted).toBe(false);
    },
  );

  test.each([-30, 0, 30])(
    '%i minutes off, one that is dead is taken after three',
    async (minutes) => {
      const { clock, pass, take } = aWorld();
      await take('run:1', { clock: stopped(off(clock, -minutes * minute)) }).taken;
      const second = take('run:2', { clock: off(clock, minutes * minute) });
      await pass(3 * minute + 5_000);
      expect(await isSettled(second.taken)).toBe(true);
    },
  );

  test('the time of a run is S3’s when it took its lease', async () => {
    const { clock, pass, take } = aWorld();
    const began = clock.now();
    const lease = await take('run:1', { clock: off(clock, 30 * minute) }).taken;
    await pass(10 * minute);
    expect([lease.taken, lease.now()]).toEqual([began, began + 10 * minute]);
  });
});

describe('a renewal that hangs', () => {
  test('is given up in time, so that no two runs are at work', async () => {
    const { pass, state, take } = aWorld();
    const first = take('run:1');
    const lease = await first.taken;
    state.hangs = true;
    await pass(3 * minute);
    expect(lease.lost.aborted).toBe(true);
    expect(first.said[0]).toBe(
      'the lease could not be renewed: TimeoutError: no answer within 20 s',
    );
  });

  test('is aborted, so that it does not take effect later', async () => {
    const { pass, home, take } = aWorld();
    await take('run:1').taken;
    const underWay = new Set<unknown>();
    home.write = (_, value, __, signal) =>
      new Promise((_, reject) => {
        underWay.add(value);
        signal?.addEventListener('abort', () => {
          underWay.delete(value);
          reject(signal.reason);
        });
      });
    await pass(35_000);
    expect(underWay.size).toBe(1);
    await pass(3 * minute);
    expect(underWay.size).toBe(0);
  });

  test('is not waited for when the lease is given back', async () => {
    const { pass, state, stored, take } = aWorld();
    const lease = await take('run:1').taken;
    state.hangs = true;
    await pass(35_000);
    state.hangs = false;
    const released = lease.release();
    expect(await isSettled(released)).toBe(true);
    expect(stored()).toMatchObject({ run: 'run:1', since: expect.any(String) });
    expect(stored()).not.toHaveProperty('until');
  });

  test('and so is giving it back, where that hangs', async () => {
    const { pass, state, take } = aWorld();
    const lease = await take('run:1').taken;
    state.hangs = true;
    const released = lease.release();
    await pass(10_000);
    expect(await isSettled(released)).toBe(true);
  });
});
