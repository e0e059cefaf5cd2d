import type { Clock } from '../../clock.ts';
import { matchesGlob } from '../../config/glob.ts';
import type { WatchRules } from '../scenario/alarm-definition.ts';
import type { Seed } from '../service.ts';
import { ServiceError } from '../service.ts';

export type CloudWatch = {
  describeAlarms(call: Scope, input: unknown): unknown;
  getMetricData(call: Scope, input: unknown): unknown;
  /** Puts other rules in place of the present ones; their seconds count from now. */
  arm(rules: WatchRules): void;
};

export type Scope = { account: string; region: string };

type Asked = { AlarmNames?: string[]; NextToken?: string };
type Query = {
  Id: string;
  MetricStat?: {
    Metric: { Namespace?: string; MetricName?: string };
    Period: number;
    Stat: string;
  };
};
type Range = { MetricDataQueries?: Query[]; StartTime?: number; EndTime?: number; ScanBy?: string };

/** CloudWatch's alarms and metrics, as a scenario drives them. */
export function createCloudWatch(
  seed: Pick<Seed, 'alarms' | 'metrics'>,
  { clock, pageSize }: { clock: Clock; pageSize: number },
): CloudWatch {
  const born = clock.now();
  let armed = { rules: { alarms: [], metrics: [] } as WatchRules, at: born };

  /** The last of the rules that holds at a moment. */
  function ruleAt<R extends { from?: number | undefined; to?: number | undefined }>(
    rules: readonly R[],
    fits: (rule: R) => boolean,
    at: number,
  ): R | undefined {
    const second = (at - armed.at) / 1000;
    return rules.findLast(
      (rule) => (rule.from ?? 0) <= second && second < (rule.to ?? Infinity) && fits(rule),
    );
  }

  return {
    describeAlarms({ account, region }, input) {
      const { AlarmNames = [], NextToken } = input as Asked;
      const now = clock.now();
      const known = (seed.alarms ?? []).filter(
        (alarm) => alarm.account === account && alarm.region === region,
      );
      const all = known
        .filter(({ name }) => AlarmNames.length === 0 || AlarmNames.includes(name))
        .flatMap((alarm) => {
          const rule = ruleAt(
            armed.rules.alarms,
            ({ name, destination }) =>
              isLike(name, [alarm.name]) && isLike(destination, alarm.destinations),
            now,
          );
          if (rule?.state === 'missing') return [];
          const state = rule?.state ?? 'OK';
          const since = (rule ? armed.at + (rule.from ?? 0) * 1000 : born) / 1000;
          return {
            AlarmName: alarm.name,
            AlarmArn: `arn:aws:cloudwatch:${region}:${account}:alarm:${alarm.name}`,
            StateValue: state,
            StateReason: rule?.reason ?? reasons[state],
            StateUpdatedTimestamp: since,
            StateTransitionedTimestamp: since,
          };
        });
      const from = Number(NextToken ?? 0);
      const until = from + pageSize;
      const more = until < all.length ? { NextToken: String(until) } : {};
      return { MetricAlarms: all.slice(from, until), CompositeAlarms: [], ...more };
    },

    getMetricData({ account, region }, input) {
      const { MetricDataQueries = [], StartTime, EndTime, ScanBy } = input as Range;
      if (StartTime === undefined || EndTime === undefined || StartTime >= EndTime)
        throw new ServiceError(
          'ValidationError',
          'The parameter StartTime must be less than the parameter EndTime.',
        );
      const MetricDataResults = MetricDataQueries.map(({ Id, MetricStat }) => {
        if (!MetricStat)
          throw new ServiceError(
            'ValidationError',
            'the emulator knows queries by MetricStat only',
          );
        const { Metric, Period, Stat } = MetricStat;
        const metric = (seed.metrics ?? []).find(
          (one) =>
            one.account === account &&
            one.region === region &&
            one.namespace === Metric.Namespace &&
            one.name === Metric.MetricName,
        );
        const points: [number, number][] = [];
        const first = Math.ceil(StartTime / Period) * Period;
        const last = Math.min(EndTime, clock.now() / 1000 - Period);
        for (let at = first; metric && at < EndTime && at <= last; at += Period) {
          const rule = ruleAt(
            armed.rules.metrics,
            (each) =>
              isLike(each.metric, [`${metric.namespace}/${metric.name}`]) &&
              isLike(each.destination, metric.destinations),
            at * 1000,
          );
          const samples = rule?.samples ?? 100;
          if (samples === 0) continue;
          points.push([at, Stat === 'SampleCount' ? samples : (rule?.value ?? metric.value)]);
        }
        if (ScanBy !== 'TimestampAscending') points.reverse();
        return {
          Id,
          Label: Metric.MetricName,
          Timestamps: points.map(([at]) => at),
          Values: points.map(([, value]) => value),
          StatusCode: 'Complete',
        };
      });
      return { MetricDataResults, Messages: [] };
    },

    arm(rules) {
      armed = { rules, at: clock.now() };
    },
  };
}

const reasons = {
  OK: 'Threshold Crossed: no datapoints were greater than the threshold.',
  ALARM: 'Threshold Crossed: 1 datapoint was greater than the threshold.',
  INSUFFICIENT_DATA: 'Insufficient Data: 1 datapoint was unknown.',
};

function isLike(
  patterns: string | readonly string[] | undefined,
  names: readonly string[],
): boolean {
  if (patterns === undefined) return true;
  return [patterns].flat().some((glob) => names.some((name) => matchesGlob(glob, name)));
}
