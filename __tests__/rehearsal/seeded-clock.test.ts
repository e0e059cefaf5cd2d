import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { seededClock } from '../../src/rehearsal/seeded-clock.ts';

test('hours pass at once, in order, and only when everything waits', async () => {
  const clock = seededClock();
  const began = clock.now();
  const seen: [string, number][] = [];
  const wait = async (name: string, ms: number) => {
    await clock.sleep(ms);
    seen.push([name, clock.now() - began]);
  };
  await Promise.all([wait('late', 7_200_000), wait('soon', 1_000), wait('now', 0)]);
  expect(seen).toEqual([
    ['now', 0],
    ['soon', 1_000],
    ['late', 7_200_000],
  ]);
});

test('reading a file takes no time, and neither does work that is put aside', async () => {
  const clock = seededClock();
  const began = clock.now();
  const asleep = clock.sleep(60_000);
  await readFile(import.meta.filename);
  expect(clock.now()).toBe(began);
  await clock.aside(() => new Promise((resolve) => setTimeout(resolve, 5)));
  expect(clock.now()).toBe(began);
  await asleep;
  expect(clock.now()).toBe(began + 60_000);
});

test('who waits for the same turn comes in the order of names, whoever was first', async () => {
  const clock = seededClock();
  const came: string[] = [];
  await Promise.all(
    ['b', 'c', 'a'].map(async (name) => {
      await clock.turn(name);
      came.push(name);
    }),
  );
  expect(came).toEqual(['a', 'b', 'c']);
});

test('a sleeper that is woken by a signal is forgotten', async () => {
  const clock = seededClock();
  const began = clock.now();
  const controller = new AbortController();
  const asleep = clock.sleep(1_000_000, controller.signal);
  controller.abort(new Error('enough'));
  await expect(asleep).rejects.toThrow('enough');
  await clock.sleep(10);
  expect(clock.now()).toBe(began + 10);
});
