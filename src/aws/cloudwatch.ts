import type { Destination } from '../config/destination.ts';
import { defined } from '../defined.ts';
import type { Clients } from './clients.ts';
import {
  type AlarmOutput,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  type MetricDataOutput,
  type MetricStatInput,
} from './cloudwatch-client.ts';
import type { SharedCredentials } from './credentials.ts';

export type AlarmState = {
  name: string;
  state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  /** In milliseconds since the epoch: since when it is in this state. */
  since?: number;
  /** In CloudWatch's words. */
  reason?: string;
};

/** One data point, its time in milliseconds being that at which its period began. */
type DataPoint = { at: number; value: number };

type MetricQuery = {
  namespace: string;
  name: string;
  dimensions: Readonly<Record<string, string>>;
  stat: string;
  /** Milliseconds, in whole seconds. */
  period: number;
};

/** What is read of CloudWatch in one account and region. What AWS answers with an error is thrown as the SDK made it. */
export interface CloudWatchCalls {
  /** Those of the names that there are, metric alarms and composite ones. */
  alarms(names: readonly string[]): Promise<AlarmState[]>;
  /** The newest first. `partial`: why CloudWatch calls its answer incomplete, where it does. */
  metric(
    queries: readonly MetricQuery[],
    from: number,
    to: number,
  ): Promise<{ points: DataPoint[]; partial?: string }[]>;
}

/** Names in one DescribeAlarms (documentation in the service's model). */
const batch = 100;

export function cloudWatchCalls(
  { region }: Destination,
  credentials: SharedCredentials,
  clients: Pick<Clients, 'cloudwatch'>,
): CloudWatchCalls {
  const client = () => clients.cloudwatch(credentials, region);
  return {
    async alarms(names) {
      const found: AlarmState[] = [];
      for (let from = 0; from < names.length; from += batch) {
        let token: string | undefined;
        do {
          const answer = await client().send(
            new DescribeAlarmsCommand({
              AlarmNames: names.slice(from, from + batch),
              AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
              ...defined({ NextToken: token }),
            }),
          );
          const { MetricAlarms = [], CompositeAlarms = [], NextToken } = answer;
          found.push(...[...MetricAlarms, ...CompositeAlarms].map(alarmState));
          token = NextToken;
        } while (token);
      }
      return found;
    },

    async metric(queries, from, to) {
      const answer = await client().send(
        new GetMetricDataCommand({
          MetricDataQueries: queries.map((query, index) => ({
            Id: `q${index}`,
            MetricStat: statOf(query),
          })),
          StartTime: new Date(from),
          EndTime: new Date(to),
          ScanBy: 'TimestampDescending',
        }),
      );
      const results = answer.MetricDataResults ?? [];
      return queries.map((_, index) => seriesOf(results.find(({ Id }) => Id === `q${index}`)));
    },
  };
}

function alarmState(alarm: AlarmOutput): AlarmState {
  const since = alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp;
  return {
    name: alarm.AlarmName ?? '',
    state: alarm.StateValue ?? 'INSUFFICIENT_DATA',
    ...defined({ since: since?.getTime(), reason: alarm.StateReason || undefined }),
  };
}

function statOf({ namespace, name, dimensions, stat, period }: MetricQuery): MetricStatInput {
  return {
    Metric: {
      Namespace: namespace,
      MetricName: name,
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    },
    Period: period / 1000,
    Stat: stat,
  };
}

function seriesOf(result: MetricDataOutput | undefined) {
  const { Timestamps = [], Values = [], StatusCode, Messages = [] } = result ?? {};
  const points = Timestamps.map((time, index) => ({
    at: time.getTime(),
    value: Values[index] ?? Number.NaN,
  }));
  if (StatusCode === undefined || StatusCode === 'Complete') return { points };
  const why = Messages.map(({ Code, Value }) => [Code, Value].filter(Boolean).join(': '));
  return { points, partial: why.join('; ') || StatusCode };
}
