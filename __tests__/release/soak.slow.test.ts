import { getEventListeners } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import type { Clock } from '../../src/clock.ts';
import type { FaultRule } from '../../src/emulator/scenario/fault-definition.ts';
import type { CallRecord } from '../../src/emulator/wire/call-log.ts';
import { aDestination, anEnvironment, aWave } from './makers.ts';
import { openWorld } from './world.ts';

const minute = 60_000;
const hours = 2;
const regions = ['ap-east-1', 'ap-northeast-1', 'ap-south-1', 'ap-southeast-1', 'ca-central-1']
  .concat(['eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-2', 'eu-west-3'])
  .concat(['sa-east-1', 'us-east-1', 'us-east-2', 'us-west-1', 'us-west-2']);
const accounts = ['one', 'two', 'three', 'four'].map((name, index) => ({
  name,
  id: `${index + 1}`.repeat(12),
}));
const destinations = accounts.flatMap((account) =>
  regions.map((region) =>
    aDestination({
      id: `${account.name}/${region}`,
      account,
      region,
      role: { arn: `arn:aws:iam::${account.id}:role/codedeploy-fanout`, sessionTags: false },
      bucket: `deploy-${account.id}-${region}`,
      bucketOwner: account.id,
      timeout: 2 * hours * 60 * minute,
    }),
  ),
);

const environment = anEnvironment({
  waves: [aWave({ destinations, maxParallel: destinations.length })],
});
/** None may take an hour: an agent that is silent for so long is given up. */
const events = ['ApplicationStop', 'DownloadBundle', 'BeforeInstall', 'AfterInstall'] as const;

/** What goes wrong all the time, and a region that is down for a minute of each ten. */
const faults: FaultRule[] = [
  { service: 'codedeploy', every: 7, then: 'throttle' },
  { service: 'codedeploy', every: 11, then: 'reset' },
  { service: 'codedeploy', every: 13, then: { slow: 2_000 } },
  { service: 'codedeploy', every: 17, then: 'truncate' },
  { service: 's3', every: 5, then: { status: 503 } },
  { service: 's3', operation: 'PutObject', every: 7, then: 'lost' },
  ...Array.from({ length: 6 * hours }, (_, index) => ({
    region: regions[index % regions.length],
    from: 300 + index * 600,
    to: 360 + index * 600,
    then: 'down' as const,
  })),
];

/** What there is at a moment, once what nobody refers to any longer is gone. */
type Sample = { bytes: number; handles: number; waiting: number; listeners: number };

/**
 * What each call may leave behind: a listener, a promise or an answer that is kept takes several times as much.
 */
const bytesPerCall = 200;

test('a run of two hours to 60 destinations, where much goes wrong, grows neither in memory nor in what is open or waited for', async () => {
  const world = await openWorld({ environment, faults, instances: 1, leaps: true });
  const slow = (hours * 60 * minute) / events.length;
  world.arm(events.map((event) => ({ event, then: { slow } })));
  const { signal } = new AbortController();
  const waiting = countWaiting(world.clock);
  const samples: Sample[] = [];
  let calls = 0;
  let isOver = false;
  const look = async () => {
    for (;;) {
      await world.clock.sleep(4 * minute);
      if (isOver) return;
      // The emulator's log is in the same process.
      calls += (world.emulator.calls as CallRecord[]).splice(0).length;
      collect();
      samples.push({
        bytes: process.memoryUsage().heapUsed,
        handles: process.getActiveResourcesInfo().length,
        waiting: waiting.count,
        listeners: getEventListeners(signal, 'abort').length,
      });
    }
  };
  const looking = look();
  const { exitCode } = await world.deploy({ signal });
  isOver = true;
  await looking;
  expect(exitCode).toBe(0);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
  // As many as two hours have, without the first: what is made once is there then.
  const steady = samples.slice(5, 29);
  expect(steady).toHaveLength(24);
  const growth = (of: keyof Sample) => grown(steady.map((sample) => sample[of]));
  const grew = {
    bytesPerCall: growth('bytes') / (calls / 2),
    handles: growth('handles'),
    waiting: growth('waiting'),
    listeners: growth('listeners'),
  };
  console.log(`${calls} calls; grew by ${JSON.stringify(grew)}`);
  expect(grew.bytesPerCall).toBeLessThan(bytesPerCall);
  expect(grew.handles).toBeLessThanOrEqual(1);
  // One of each is at times under way when it is looked.
  expect(grew.waiting).toBeLessThan(10);
  expect(grew.listeners).toBeLessThan(10);
}, 600_000);

/** How many wait by a clock, from now on. */
function countWaiting(clock: Clock): { count: number } {
  const waiting = { count: 0 };
  const { sleep } = clock;
  clock.sleep = async (...wait) => {
    waiting.count += 1;
    try {
      await sleep(...wait);
    } finally {
      waiting.count -= 1;
    }
  };
  return waiting;
}

/** From the middle of the first third to that of the last one: what comes and goes in between says nothing. */
function grown(values: readonly number[]): number {
  const third = values.length / 3;
  return median(values.slice(-third)) - median(values.slice(0, third));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function collect(): void {
  setFlagsFromString('--expose-gc');
  const gc: () => void = runInNewContext('gc');
  gc();
}
