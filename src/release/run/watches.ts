import { describeFault } from '../../aws/advice.ts';
import type { AlarmState, CloudWatchCalls } from '../../aws/cloudwatch.ts';
import { type Clock, wallTime } from '../../clock.ts';
import type { Check, Destination, Gate } from '../../config/destination.ts';
import type { Cause } from '../outcome.ts';
import { timing } from '../timing.ts';
import type { Seen, Watch } from './watch.ts';

type Failure = { problem: string } & Pick<Cause, 'log' | 'advice'>;

export type WatchesPorts = {
  ask(check: Check): Promise<Failure | undefined>;
  /** Called where there are alarms or gates, and only then. */
  cloudwatch(): CloudWatchCalls;
  clock: Clock;
};

/** What is watched of a destination while its wave, or a later one, bakes: the checks that verified it, alarms and metrics. */
export function watchesOf(destination: Destination, ports: WatchesPorts): Watch[] {
  const { verify, gates = [] } = destination;
  return [
    ...verify.map((check) => checkWatch(check, ports.ask)),
    ...alarmWatches(destination, ports),
    ...gates.map((gate) => gateWatch(gate, destination, ports)),
  ];
}

function checkWatch(check: Check, ask: WatchesPorts['ask']): Watch {
  return {
    kind: 'check',
    name: check.name,
    interval: check.interval,
    failures: check.failures,
    unknowns: check.failures,
    onInconclusive: 'stop',
    dryRun: false,
    look: async () => {
      const failure = await ask(check);
      return failure ? { holds: false, ...failure } : { holds: true };
    },
  };
}

export function alarmWatches(
  destination: Destination,
  { cloudwatch, clock }: Pick<WatchesPorts, 'cloudwatch' | 'clock'>,
): Watch[] {
  const { names = [], onInconclusive = 'stop' } = destination.alarms ?? {};
  // One call covers all that are due together.
  const read = shared(clock, timing.bake.alarmsTogether, () => cloudwatch().alarms(names));
  return names.map((name) => ({
    kind: 'alarm',
    name,
    interval: timing.bake.alarms,
    failures: 1,
    unknowns: timing.bake.alarmUnknowns,
    onInconclusive,
    dryRun: false,
    look: () =>
      looked('cloudwatch:DescribeAlarms', destination, async () =>
        alarmSeen(await read(), name, destination),
      ),
  }));
}

function alarmSeen(alarms: readonly AlarmState[], name: string, { region }: Destination): Seen {
  const alarm = alarms.find((one) => one.name === name);
  if (!alarm) return { unknown: `there is no alarm "${name}" in ${region}` };
  // Where it has no data an alarm is not on, for CodeDeploy as well.
  if (alarm.state !== 'ALARM') return { holds: true, text: `it is ${alarm.state}` };
  const since = alarm.since === undefined ? '' : ` since ${stamp(alarm.since)}`;
  const reason = alarm.reason ? `: ${alarm.reason}` : '';
  return { holds: false, problem: `the alarm is on${since}${reason}` };
}

function gateWatch(gate: Gate, destination: Destination, ports: WatchesPorts): Watch {
  const { name, metric, stat, period, interval, failures, onInconclusive, dryRun } = gate;
  return {
    kind: 'metric',
    name,
    interval,
    failures,
    unknowns: failures,
    onInconclusive,
    dryRun,
    look: (since) =>
      looked('cloudwatch:GetMetricData', destination, async () => {
        const now = wallTime(ports.clock);
        // Periods that had begun before measured the release before as well.
        const from = Math.ceil(since / period) * period;
        const to = Math.floor(now / period) * period;
        const early = `no whole period of ${period / 60_000} min was measured since the bake began`;
        if (to <= from) return { early };
        const query = { ...metric, period };
        const [values, samples] = await ports.cloudwatch().metric(
          [
            { ...query, stat },
            { ...query, stat: 'SampleCount' },
          ],
          Math.max(from, to - 10 * period),
          to,
        );
        const partial = values?.partial ?? samples?.partial;
        if (partial) return { unknown: `CloudWatch gave only a part: ${partial}` };
        const newest = values?.points[0];
        if (!newest) {
          const text = `CloudWatch has no data of ${metric.namespace} ${metric.name} since the bake began`;
          return to - from < period + timing.bake.ingestion ? { early: text } : { unknown: text };
        }
        // A metric that stopped coming says nothing of how things are now.
        if (now - (newest.at + period) > period + timing.bake.ingestion)
          return { unknown: `there is nothing newer than ${stamp(newest.at)} of ${metric.name}` };
        const count = samples?.points.find(({ at }) => at === newest.at)?.value ?? 0;
        const seen = judged(gate, newest.value, count);
        return 'holds' in seen && !seen.holds ? { ...seen, at: newest.at } : seen;
      }),
  };
}

function judged({ stat, above, below, minSamples }: Gate, value: number, samples: number): Seen {
  const told = `${stat} is ${shown(value)}`;
  if (samples < minSamples)
    return { unknown: `${told}, from only ${samples} samples; at least ${minSamples} are needed` };
  if (above !== undefined && !(value <= above))
    return { holds: false, problem: `${told}, more than ${above}` };
  if (below !== undefined && !(value >= below))
    return { holds: false, problem: `${told}, less than ${below}` };
  return { holds: true, text: told };
}

function stamp(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

function shown(value: number): string {
  return String(Number(value.toPrecision(6)));
}

/** What cannot be looked at is an answer of its own. */
async function looked(
  operation: string,
  destination: Destination,
  work: () => Promise<Seen>,
): Promise<Seen> {
  try {
    return await work();
  } catch (error) {
    return { unknown: describeFault(error, { destination, operation }).message };
  }
}

function shared<T>(clock: Clock, ms: number, work: () => Promise<T>): () => Promise<T> {
  let held: { at: number; answer: Promise<T> } | undefined;
  return () => {
    const now = clock.now();
    if (!held || now - held.at >= ms) held = { at: now, answer: work() };
    return held.answer;
  };
}
