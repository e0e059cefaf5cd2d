import { expect, test } from '@jest/globals';
import { type Clock, wallTime } from '../../../src/clock.ts';
import type { Gate } from '../../../src/config/destination.ts';
import { watchUntil } from '../../../src/release/run/watch.ts';
import { watchesOf } from '../../../src/release/run/watches.ts';
import { aManualClock } from '../../aws/makers.ts';
import { aDestination } from '../makers.ts';

const minute = 60_000;
const aGate: Gate = {
  name: 'errors',
  metric: { namespace: 'Orders', name: 'Errors', dimensions: {} },
  stat: 'Sum',
  period: minute,
  above: 10,
  minSamples: 1,
  interval: 20_000,
  failures: 2,
  onInconclusive: 'stop',
  dryRun: false,
};

/** Watches ten minutes of a metric that CloudWatch has as `value` tells, each point so many ms after its period. */
async function watch(
  value: (ms: number) => number | undefined,
  late = 0,
  gate = aGate,
  clock: Clock = aManualClock(),
) {
  const began = Math.ceil(clock.now() / minute) * minute;
  await clock.sleep(began - clock.now(), new AbortController().signal);
  const destination = aDestination({ gates: [gate] });
  const watches = watchesOf(destination, {
    clock,
    ask: async () => undefined,
    cloudwatch: () => ({
      alarms: async () => [],
      metric: async (_, from, to) => {
        const points = [];
        for (let at = to - minute; at >= from; at -= minute) {
          const one = value(at - began);
          if (one !== undefined && at + minute + late <= wallTime(clock))
            points.push({ at, value: one });
        }
        return [{ points }, { points: points.map(({ at }) => ({ at, value: 5 })) }];
      },
    }),
  }).filter(({ kind }) => kind === 'metric');
  const told = [];
  const { signal } = new AbortController();
  const watching = watchUntil(began + 10 * minute, new Map([['a', watches]]), { clock, signal });
  for await (const each of watching)
    told.push(...each.map(({ verdict, text }) => ({ verdict, text, ms: clock.now() - began })));
  return told;
}

test('a metric that stops coming does not go on holding', async () => {
  const told = await watch((ms) => (ms < 3 * minute ? 0 : undefined));
  expect(told.map(({ verdict }) => verdict)).toEqual(['pass', 'inconclusive']);
  expect(told[1]?.text).toMatch(/there is nothing newer than \S+:00Z of Errors \(2 times in a row/);
  expect(told[1]?.ms).toBeLessThanOrEqual(7 * minute);
});

test.each([0, 1, 2])('one that comes %d min late holds', async (late) => {
  expect(await watch(() => 0, late * minute)).toMatchObject([{ verdict: 'pass' }]);
});

test('one bad value counts once, however often it is found', async () => {
  const spike = await watch((ms) => (ms === 3 * minute ? 40 : 0));
  expect(spike).toMatchObject([{ verdict: 'pass' }]);
  const lasting = await watch((ms) => (ms >= 3 * minute ? 40 : 0));
  expect(lasting).toMatchObject([{ verdict: 'pass' }, { verdict: 'fail', ms: 5 * minute }]);
});

test('one that is not due before the bake ends is looked at once, at the end', async () => {
  const seldom = { ...aGate, interval: 20 * minute, failures: 1 };
  expect(await watch(() => 0, 0, seldom)).toMatchObject([{ verdict: 'pass', ms: 10 * minute }]);
  expect(await watch(() => 40, 0, seldom)).toMatchObject([{ verdict: 'fail', ms: 10 * minute }]);
});

test('one with a verdict is not looked at again because the bake ends', async () => {
  const once = { ...aGate, interval: 7 * minute, failures: 1 };
  const late = (ms: number) => (ms >= 8 * minute ? 40 : 0);
  expect(await watch(late, 0, once)).toMatchObject([{ verdict: 'pass', ms: 7 * minute }]);
});

test('where the machine slept before the bake, or its clock was set, what was measured in the bake counts', async () => {
  const hour = 60 * minute;
  for (const ahead of [hour, -hour]) {
    const steady = aManualClock();
    const clock = { ...steady, wall: () => steady.now() + ahead };
    const inBake = (ms: number) => ms >= ahead && ms < ahead + 10 * minute;
    const told = await watch((ms) => (inBake(ms) ? 40 : 0), 0, aGate, clock);
    expect(told).toMatchObject([{ verdict: 'fail' }]);
  }
});
