import { expect, test } from '@jest/globals';
import { leapingClock } from '../../src/rehearsal/leaping-clock.ts';

const day = 24 * 60 * 60 * 1000;

test('it leaps over what is waited for, each wakes in its turn and not before its time', async () => {
  const clock = leapingClock(20);
  const began = clock.now();
  const woken: number[] = [];
  const wait = async (days: number) => {
    await clock.sleep(days * day);
    woken.push(days);
    expect(clock.now() - began).toBeGreaterThanOrEqual(days * day);
  };
  await Promise.all([wait(3), wait(1), wait(2)]);
  expect(woken).toEqual([1, 2, 3]);
  expect(clock.now() - began).toBeLessThan(4 * day);
});

test.each([[day], [-day]])('it counts on where the machine’s is set by %s ms', async (step) => {
  const clock = leapingClock(20);
  const { now } = Date;
  const began = clock.now();
  try {
    Date.now = () => now() + step;
    await clock.aside?.(() => clock.sleep(1_000));
    expect(clock.now() - began).toBeGreaterThanOrEqual(1_000);
    expect(clock.now() - began).toBeLessThan(day / 2);
  } finally {
    Date.now = now;
  }
});

test('it does not leap while something is done aside', async () => {
  const clock = leapingClock(20);
  const began = clock.now();
  const asleep = clock.sleep(day);
  const others = clock.sleep(200);
  await clock.aside?.(() => others);
  expect(clock.now() - began).toBeLessThan(day / 2);
  await asleep;
  expect(clock.now() - began).toBeGreaterThanOrEqual(day);
});

test('a build takes as long by it as by the clocks of people', async () => {
  const clock = leapingClock(20);
  const asleep = clock.sleep(day);
  const took = await clock.atPace?.(async () => {
    const [began, really] = [clock.now(), Date.now()];
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { shown: clock.now() - began, real: Date.now() - really };
  });
  // Twenty times as much where it went on at its own speed.
  expect(took?.shown).toBeLessThan((took?.real ?? 0) * 10);
  expect(took?.shown).toBeGreaterThan(100);
  // It leaps again.
  await asleep;
});

test('it does not leap while others are given time to settle', async () => {
  const clock = leapingClock(20);
  const began = clock.now();
  const asleep = clock.sleep(day);
  await clock.settle?.(2_000);
  expect(clock.now() - began).toBeGreaterThanOrEqual(2_000);
  expect(clock.now() - began).toBeLessThan(day / 2);
  await asleep;
});

test('who no longer waits is told why, and nobody is waited for', async () => {
  const clock = leapingClock(20);
  const over = new AbortController();
  const asleep = clock.sleep(day, over.signal);
  over.abort(new Error('enough'));
  await expect(asleep).rejects.toThrow('enough');
  const before = clock.now();
  await clock.sleep(1000);
  expect(clock.now() - before).toBeLessThan(day / 2);
});
