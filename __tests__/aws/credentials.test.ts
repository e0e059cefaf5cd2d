import { expect, test } from '@jest/globals';
import { type Credentials, shared } from '../../src/aws/credentials.ts';
import { defined } from '../../src/defined.ts';
import { aManualClock, failureOf } from './makers.ts';

const minute = 60_000;

function aSource({ minutes }: { minutes?: number } = {}) {
  const clock = aManualClock();
  const source = {
    calls: 0,
    failing: false,
    clock,
    async obtain(): Promise<Credentials> {
      source.calls++;
      if (source.failing) throw new Error('STS is away');
      const end =
        minutes === undefined ? {} : { expiration: new Date(clock.now() + minutes * minute) };
      return { accessKeyId: `key-${source.calls}`, secretAccessKey: 's', ...end };
    },
  };
  return source;
}

test('callers at the same time share one call', async () => {
  const source = aSource({ minutes: 60 });
  const credentials = shared(source.obtain, source.clock);
  const all = await Promise.all([credentials(), credentials(), credentials()]);
  expect(source.calls).toBe(1);
  expect(new Set(all).size).toBe(1);
});

test('the SDK is told not to cache them', () => {
  const source = aSource();
  expect(shared(source.obtain, source.clock).memoized).toBe(true);
});

test.each([
  ['an hour', 60, 54, 1],
  ['an hour', 60, 55, 2],
  ['six minutes', 6, 2, 1],
  ['six minutes', 6, 3, 2],
  ['no end', undefined, 100_000, 1],
])('of %s (%p min) after %p minutes it took %p calls', async (_, minutes, after, calls) => {
  const source = aSource(defined({ minutes }));
  const credentials = shared(source.obtain, source.clock);
  await credentials();
  source.clock.pass(after * minute);
  await credentials();
  expect(source.calls).toBe(calls);
});

test('they end by the machine’s clock, also where it slept', async () => {
  const source = aSource({ minutes: 60 });
  let slept = 0;
  const wall = () => source.clock.now() + slept;
  const credentials = shared(source.obtain, { ...source.clock, wall });
  await credentials();
  slept = 56 * minute;
  await credentials();
  expect(source.calls).toBe(2);
});

test('where the machine’s clock is hours ahead they are not asked for at each request', async () => {
  const source = aSource({ minutes: 60 });
  const wall = () => source.clock.now() + 120 * minute;
  const credentials = shared(source.obtain, { ...source.clock, wall });
  for (let request = 0; request < 20; request += 1) {
    await credentials();
    source.clock.pass(1_000);
  }
  expect(source.calls).toBe(1);
});

test('a failure is not kept', async () => {
  const source = aSource();
  const credentials = shared(source.obtain, source.clock);
  source.failing = true;
  await failureOf(credentials());
  source.failing = false;
  expect((await credentials()).accessKeyId).toBe('key-2');
});

test('while renewal fails, what is held is used to its end and asked for twice a minute', async () => {
  const source = aSource({ minutes: 60 });
  const credentials = shared(source.obtain, source.clock);
  await credentials();
  source.failing = true;
  source.clock.pass(56 * minute);
  expect((await credentials()).accessKeyId).toBe('key-1');
  source.clock.pass(29_000);
  await credentials();
  expect(source.calls).toBe(2);
  source.clock.pass(1_000);
  await credentials();
  expect(source.calls).toBe(3);
  source.clock.pass(4 * minute);
  expect((await failureOf(credentials())).message).toBe('STS is away');
});

test('credentials that AWS calls expired are dropped, but not those that came after them', async () => {
  const source = aSource({ minutes: 60 });
  const credentials = shared(source.obtain, source.clock);
  const first = await credentials();
  credentials.renew(first);
  const second = await credentials();
  credentials.renew(first);
  expect((await credentials()).accessKeyId).toBe(second.accessKeyId);
  expect(source.calls).toBe(2);
});
