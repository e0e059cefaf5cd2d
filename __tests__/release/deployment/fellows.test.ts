import { describe, expect, test } from '@jest/globals';
import { firstLookOf } from '../../../src/release/deployment/cadence.ts';
import { type Fellows, openFellows } from '../../../src/release/deployment/fellows.ts';
import { pollDeployments } from '../../../src/release/deployment/poll-deployments.ts';
import { timing } from '../../../src/release/timing.ts';
import { leapingClock } from '../../emulator/codedeploy/leaping-clock.ts';
import { aDeployment } from '../makers.ts';

function join(fellows: Fellows, onEnd = (_took: number) => {}, place: unknown = {}) {
  return fellows.join({ began: 0, firstLook: timing.look.first, place, onEnd });
}

describe('deployments of one release in one run', () => {
  test('are told how long the first of them took, and later ones know it from the start', () => {
    const fellows = openFellows();
    const heard: number[] = [];
    join(fellows, (took) => heard.push(took));
    expect(fellows.took()).toBeUndefined();
    fellows.ended(60_000);
    expect({ heard, took: fellows.took() }).toEqual({ heard: [60_000], took: 60_000 });
  });

  test('hear nothing of those that took about as long, or less, and only of what was much longer', () => {
    const fellows = openFellows();
    const heard: number[] = [];
    join(fellows, (took) => heard.push(took));
    for (const took of [20_000, 10_000, 21_000, 60_000, 61_000]) fellows.ended(took);
    expect(heard).toEqual([20_000, 60_000]);
  });

  test('hear nothing more once they have ended themselves', () => {
    const fellows = openFellows();
    const heard: number[] = [];
    join(fellows, (took) => heard.push(took)).leave();
    fellows.ended(60_000);
    expect(heard).toEqual([]);
  });
});

describe('looks of deployments of one release', () => {
  const { earliest, latest, places } = timing.look.inTurn;
  const wait = 6_000;
  const many = (fellows: Fellows, count: number, place?: unknown) =>
    Array.from({ length: count }, () => join(fellows, undefined, place));

  test('of one alone come when they are due', () => {
    expect(join(openFellows()).nextLook(4_000, wait)).toBe(10_000);
  });

  test('come in turn in several accounts and regions, also where all were looked at at once', () => {
    const looks = many(openFellows(), 6).map((fellow) => fellow.nextLook(3_000, wait) - 3_000);
    const sorted = looks.toSorted((a, b) => a - b);
    const gaps = sorted.slice(1).map((look, index) => look - (sorted[index] ?? 0));
    expect(new Set(looks).size).toBeGreaterThan(3);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(wait / 3);
    expect(sorted[0]).toBeGreaterThanOrEqual(wait * earliest);
    expect(sorted.at(-1)).toBeLessThanOrEqual(wait * latest);
  });

  test('come together in one account and region, where they share a call', () => {
    const looks = many(openFellows(), 3, {}).map((fellow) => fellow.nextLook(4_000, wait));
    expect(looks).toEqual([10_000, 10_000, 10_000]);
  });

  test('go by how long each has run, not by when it was created', () => {
    const fellows = openFellows();
    join(fellows).nextLook(4_000, wait);
    const later = fellows.join({ began: 100_000, firstLook: 0, place: {}, onEnd: () => {} });
    expect(later.nextLook(104_000, wait)).toBe(110_000 + wait / 2);
  });

  test('need not come in turn in more places than it takes to see the end soon', () => {
    const fellows = openFellows();
    for (const fellow of many(fellows, places)) fellow.nextLook(4_000, wait);
    expect(join(fellows).nextLook(4_000, wait)).toBe(10_000);
  });
});

describe('a look that somebody waits for', () => {
  const clock = leapingClock();
  const get = async (ids: readonly string[]) =>
    ids.map((deploymentId) => aDeployment({ deploymentId }));
  const open = () => pollDeployments(get, { clock, signal: new AbortController().signal });

  test('comes sooner where that is asked for', async () => {
    const read = open();
    const began = clock.now();
    const look = read('d-1', 30_000);
    read.hasten?.('d-1', began + 2_000);
    await look;
    expect(clock.now() - began).toBe(2_000);
  });

  test('comes no later than it was due, and of others nothing changes', async () => {
    const read = open();
    const began = clock.now();
    const look = read('d-1', 3_000);
    read.hasten?.('d-1', began + 20_000);
    read.hasten?.('d-2', began);
    await look;
    expect(clock.now() - began).toBe(3_000);
  });
});

test('six accounts and regions are first looked at in turn, less than a quarter of the time between two looks apart', () => {
  const looks = [0, 1, 2, 3, 4, 5].map(firstLookOf).toSorted((a, b) => a - b);
  expect(looks[0]).toBe(timing.look.first);
  const gaps = looks.slice(1).map((look, index) => look - (looks[index] ?? 0));
  expect(Math.max(...gaps)).toBeLessThan(timing.look.far.least / 4);
  expect(looks.at(-1)).toBeLessThan(timing.look.first + timing.look.far.least);
});
