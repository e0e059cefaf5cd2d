import type { RunEvent } from '../release/events.ts';
import type { DestinationResult } from '../release/outcome.ts';
import type { RequestCount } from '../release/request-counts.ts';

/** `ms`: how long something took; `c`: how often. */
export type Metric = {
  name: string;
  value: number;
  type: 'ms' | 'c';
  tags: Readonly<Record<string, string>>;
};

/** What a run's events come to as metrics; to be asked for each event in its turn. */
export function metricsOfRun(): (event: RunEvent, requests?: readonly RequestCount[]) => Metric[] {
  let tags: Record<string, string> = {};
  const began = new Map<string, number>();
  const took = (stage: string, ms: number, more: Record<string, string> = {}): Metric => ({
    name: 'stage.duration',
    value: Math.max(0, Math.round(ms)),
    type: 'ms',
    tags: { ...tags, stage, ...more },
  });
  const count = (name: string, value: number, more: Record<string, string> = {}): Metric => ({
    name,
    value,
    type: 'c',
    tags: { ...tags, ...more },
  });

  const ofRequests = ({ service, account, region, retries, throttles }: RequestCount) =>
    Object.entries({ 'request.retries': retries, 'request.throttles': throttles })
      .filter(([, value]) => value > 0)
      .map(([name, value]) => count(name, value, { service, account, region }));

  return (event, requests = []) => [...ofEvent(event), ...requests.flatMap(ofRequests)];

  function ofEvent(event: RunEvent): Metric[] {
    switch (event.kind) {
      case 'run-started':
        tags = {
          application: event.application,
          environment: event.environment,
          command: event.command,
        };
        return [count('run.started', 1)];
      case 'bundle-ready':
        return [took('bundle', event.seconds * 1000)];
      case 'uploaded':
        return [took('upload', event.seconds * 1000, { region: event.region })];
      case 'wave-started':
        began.set(event.wave, event.at);
        return [];
      case 'baking':
        return [took('bake', event.ms, { wave: event.wave })];
      case 'wave-finished': {
        const from = began.get(event.wave);
        return from === undefined ? [] : [took('wave', event.at - from, { wave: event.wave })];
      }
      case 'trouble':
        return [count('trouble', 1, { destination: event.destination })];
      case 'finished':
        return ofDestination(event.result).map((metric) => ({
          ...metric,
          tags: { ...tags, ...metric.tags },
        }));
      case 'run-finished':
        return [
          count('run.finished', 1, { verdict: event.verdict }),
          {
            name: 'run.duration',
            value: Math.round(event.seconds * 1000),
            type: 'ms',
            tags: { ...tags, verdict: event.verdict },
          },
        ];
      default:
        return [];
    }
  }
}

function ofDestination(result: DestinationResult): Metric[] {
  const { destination, outcome, seconds, instances, checks = [] } = result;
  const tags = { destination, outcome };
  return [
    { name: 'destination.finished', value: 1, type: 'c', tags },
    { name: 'destination.duration', value: Math.round(seconds * 1000), type: 'ms', tags },
    ...(['succeeded', 'failed', 'skipped'] as const).flatMap((state): Metric[] => {
      const value = instances[state];
      return value === 0
        ? []
        : [{ name: 'instances', value, type: 'c', tags: { destination, state } }];
    }),
    ...checks.map(
      (check): Metric => ({
        name: 'stage.duration',
        value: Math.round(check.seconds * 1000),
        type: 'ms',
        tags: { destination, stage: 'verify', check: check.name },
      }),
    ),
  ];
}

/** How a StatsD server is told tags; https://docs.datadoghq.com/developers/dogstatsd/datagram_shell, Telegraf's plugin statsd. */
export type TagStyle = 'telegraf' | 'datadog' | 'none';

/** A metric as StatsD has it, in one line: https://github.com/statsd/statsd/blob/master/docs/metric_types.md */
export function statsdLine({ name, value, type, tags }: Metric, prefix: string, style: TagStyle) {
  const full = `${prefix}.${name}`;
  const pairs = Object.entries(tags).map(([key, text]) => [key, plain(text)] as const);
  if (style === 'telegraf')
    return `${[full, ...pairs.map(([key, text]) => `${key}=${text}`)].join(',')}:${value}|${type}`;
  const end = pairs.map(([key, text]) => `${key}:${text}`).join(',');
  return `${full}:${value}|${type}${style === 'datadog' && end !== '' ? `|#${end}` : ''}`;
}

/** Without what ends a tag, a name or a line. */
function plain(text: string): string {
  return text.replaceAll(/[\s,=:|#@]+/g, '_').slice(0, 200) || 'none';
}
