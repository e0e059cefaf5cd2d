import { expect, test } from '@jest/globals';
import {
  type CloudWatchClient,
  cloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
} from '../../../src/aws/cloudwatch-client.ts';
import { defined } from '../../../src/defined.ts';
import { createCloudWatch } from '../../../src/emulator/cloudwatch/cloudwatch.ts';
import { operationsOf } from '../../../src/emulator/cloudwatch/cloudwatch-protocol.ts';
import type { Seed } from '../../../src/emulator/service.ts';
import { aManualClock } from '../../aws/makers.ts';
import { anEmulator, assumed, dev, retailRole } from '../an-emulator.ts';
import { strangeInJson } from '../answers/against-model.ts';
import { cloudWatchAnswers } from '../answers/json-models.ts';

const alarms = ['a', 'b', 'c'].map((name) => ({
  account: dev,
  region: 'eu-west-1',
  name,
  destinations: ['dev/eu-west-1'],
}));
const metrics = [
  {
    account: dev,
    region: 'eu-west-1',
    namespace: 'Orders',
    name: 'Errors',
    value: 0,
    destinations: ['dev/eu-west-1'],
  },
];

async function aCloudWatch(seed: Partial<Seed> = { alarms, metrics }) {
  const clock = aManualClock();
  const emulator = await anEmulator({ clock, seed });
  const as = async (role?: string): Promise<CloudWatchClient> =>
    cloudWatchClient({
      endpoint: emulator.url,
      region: 'eu-west-1',
      credentials: await assumed(emulator, defined({ role })),
      maxAttempts: 1,
    });
  return { clock, emulator, as, client: await as() };
}

const named = (...AlarmNames: string[]) =>
  new DescribeAlarmsCommand({ AlarmNames, AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] });

const asked = (from: number, to: number, Stat = 'Sum', ScanBy = 'TimestampDescending') =>
  new GetMetricDataCommand({
    MetricDataQueries: ['Errors', 'Others'].map((MetricName, index) => ({
      Id: `q${index}`,
      MetricStat: {
        Metric: { Namespace: 'Orders', MetricName, Dimensions: [] },
        Period: 60,
        Stat,
      },
    })),
    StartTime: new Date(from),
    EndTime: new Date(to),
    ScanBy: ScanBy as 'TimestampDescending',
  });

test("Every alarm that the configuration names is there in its account and region and is OK, unless the scenario's `alarms` have it otherwise.", async () => {
  const { client, emulator, as } = await aCloudWatch();
  const states = async (of = client) =>
    (await of.send(named('a', 'b'))).MetricAlarms?.map(({ StateValue }) => StateValue);
  expect(await states()).toEqual(['OK', 'OK']);
  expect(await states(await as(retailRole))).toEqual([]);
  emulator.armWatched({
    alarms: [{ state: 'ALARM' }, { name: 'b', state: 'missing' }],
    metrics: [],
  });
  expect(await states()).toEqual(['ALARM']);
});

test('DescribeAlarms gives the alarms of the names asked for, page by page, and says nothing of those that are not there.', async () => {
  const { client } = await aCloudWatch();
  const first = await client.send(named('a', 'b', 'c', 'd'));
  expect(first.MetricAlarms?.map(({ AlarmName }) => AlarmName)).toEqual(['a', 'b']);
  const more = new DescribeAlarmsCommand({
    AlarmNames: ['a', 'b', 'c', 'd'],
    AlarmTypes: ['MetricAlarm'],
    NextToken: first.NextToken ?? '',
  });
  const second = await client.send(more);
  expect(second.MetricAlarms?.map(({ AlarmName }) => AlarmName)).toEqual(['c']);
  expect(second.NextToken).toBeUndefined();
});

test('A state is told with its reason and since when it is.', async () => {
  const { client, emulator, clock } = await aCloudWatch();
  const at = clock.now();
  emulator.armWatched({
    alarms: [{ from: 60, to: 120, state: 'ALARM', reason: 'too many' }],
    metrics: [],
  });
  const stateOf = async () => (await client.send(named('a'))).MetricAlarms?.[0];
  expect(await stateOf()).toMatchObject({ StateValue: 'OK' });
  clock.pass(90_000);
  expect(await stateOf()).toMatchObject({ StateValue: 'ALARM', StateReason: 'too many' });
  const since = (await stateOf())?.StateTransitionedTimestamp?.getTime();
  expect(since).toBe(at + 60_000);
  clock.pass(60_000);
  expect(await stateOf()).toMatchObject({ StateValue: 'OK' });
});

test("Every metric that a gate of the configuration names has data with which the gate passes, 100 samples a period, unless the scenario's `metrics` have it otherwise.", async () => {
  const { client, emulator, clock } = await aCloudWatch();
  const now = Math.floor(clock.now() / 60_000) * 60_000;
  const values = async (stat?: string) =>
    (await client.send(asked(now - 120_000, now, stat))).MetricDataResults?.[0]?.Values;
  expect(await values()).toEqual([0, 0]);
  expect(await values('SampleCount')).toEqual([100, 100]);
  emulator.armWatched({ alarms: [], metrics: [{ value: 7, samples: 2 }] });
  const later = async (stat?: string) =>
    (await client.send(asked(now + 120_000, now + 240_000, stat))).MetricDataResults?.[0]?.Values;
  clock.pass(300_000);
  expect(await later()).toEqual([7, 7]);
  expect(await later('SampleCount')).toEqual([2, 2]);
});

test('GetMetricData gives the periods that lie wholly in the time asked for and are over, the newest first unless told otherwise; what nobody has measured is `Complete` and empty.', async () => {
  const { client, clock } = await aCloudWatch();
  const minute = Math.floor(clock.now() / 60_000) * 60_000;
  const times = async (order?: string) => {
    const command = asked(minute - 150_000, minute + 600_000, 'Sum', order);
    const [result] = (await client.send(command)).MetricDataResults ?? [];
    return result?.Timestamps?.map((time) => time.getTime() - minute);
  };
  expect(await times()).toEqual([-60_000, -120_000]);
  expect(await times('TimestampAscending')).toEqual([-120_000, -60_000]);
  const [, unknown] = (await client.send(asked(minute - 60_000, minute))).MetricDataResults ?? [];
  expect(unknown).toMatchObject({ StatusCode: 'Complete', Values: [] });
});

test('Dimensions, labels and expressions are not looked at, and nothing can be written.', async () => {
  const { emulator, client } = await aCloudWatch();
  const expression = { Id: 'e', Expression: 'q0 * 2' };
  const { input } = asked(0, 60_000);
  Object.assign(input, { MetricDataQueries: [expression] });
  await expect(client.send(new GetMetricDataCommand(input))).rejects.toThrow(
    'the emulator knows queries by MetricStat only',
  );
  expect(emulator.calls.at(-1)).toMatchObject({ service: 'cloudwatch', status: 400 });
});

test('every operation of CloudWatch answers with what AWS’s model has, and with nothing else', () => {
  const clock = aManualClock();
  const service = createCloudWatch({ alarms, metrics }, { clock, pageSize: 2 });
  service.arm({ alarms: [{ state: 'ALARM', reason: 'too many' }], metrics: [] });
  const now = clock.now() / 1000;
  const query = (MetricName: string) => ({
    Id: MetricName.toLowerCase(),
    MetricStat: { Metric: { Namespace: 'Orders', MetricName }, Period: 60, Stat: 'Sum' },
  });
  const inputs: Record<string, object> = {
    DescribeAlarms: {},
    GetMetricData: {
      MetricDataQueries: [query('Errors'), query('Others')],
      StartTime: now - 600,
      EndTime: now,
    },
  };
  const operations = operationsOf(service);
  for (const [name, perform] of Object.entries(operations)) {
    const answer = perform({ account: dev, region: 'eu-west-1' }, inputs[name] ?? {});
    expect(
      strangeInJson(cloudWatchAnswers[name] ?? {}, JSON.parse(JSON.stringify(answer))),
    ).toEqual([]);
  }
  expect(Object.keys(operations)).toEqual(Object.keys(cloudWatchAnswers));
});
