import { defined } from '../defined.ts';
import type { Cause, DestinationResult, Rollback } from '../release/outcome.ts';
import { countAll, isGood, notRehearsed } from '../release/outcome.ts';
import { many } from '../words/quantities.ts';
import { inWords, isFailure } from './outcomes.ts';

/** Where a cause was found. */
export type Place = {
  destination: string;
  /** Instances that failed in this way; empty where CodeDeploy names none. */
  instances: string[];
  outcome: DestinationResult['outcome'];
  deploymentId?: string;
  consoleUrl?: string;
  rollback?: Rollback;
};

/**
 * Causes of the same event, script, code and message, but for the instance, destination, deployment, time or process they
 * speak of. The log is that of the first. Texts are still raw.
 */
export type CollapsedCause = Omit<Cause, 'instances' | 'of'> & {
  /** Logs that say something else, by their last line; a time, an id, a duration or a port is nothing else. */
  otherLogs: { last: string; instances: number }[];
  /** `5 of 18 instances`, or `2 of 6 destinations` where no instance is named. */
  extent: string;
  /** `scripts/check_service.sh exit 1 in ValidateService`. */
  title: string;
  places: Place[];
  /** False where every place succeeded anyway. */
  failed: boolean;
};

/** The causes of all destinations, equal ones as one, those of most instances first. */
export function collapse(results: readonly DestinationResult[]): CollapsedCause[] {
  const groups = new Map<string, Group>();
  const seen: Seen = new Map();
  for (const result of results) {
    for (const cause of causesOf(result)) {
      const key = keyOf(cause, result, seen);
      const group = groups.get(key) ?? { cause, places: [], logs: new Map() };
      if (!groups.has(key)) groups.set(key, group);
      addPlace(group.places, placeOf(cause, result));
      addLog(group, cause, result, seen);
    }
  }
  const of = results.reduce((sum, result) => sum + instanceCount(result), 0);
  return [...groups.values()]
    .map((group) => collapsed(group, { instances: of, destinations: results.length }))
    .sort((a, b) => Number(b.failed) - Number(a.failed) || weight(b) - weight(a));
}

/** The code that a script ended with, as the agent words it (aws/aws-codedeploy-agent: hook_executor.rb). */
export function scriptExitCode(message: string): number | undefined {
  const digits = /\bexit code (\d{1,5})\b/i.exec(message)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** `scripts/check_service.sh exit 1 in ValidateService`. */
export function titleOf({ script, event, code, message }: Omit<Cause, 'instances' | 'of'>): string {
  const exit = scriptExitCode(message);
  const during = event === undefined ? '' : ` in ${event}`;
  if (code === notRehearsed) return `not rehearsed: ${script ? `${script}${during}` : event}`;
  if (script && exit !== undefined) return `${script} exit ${exit}${during}`;
  if (script) return `${script}: ${code ?? message}${during}`;
  if (event) return `${event} failed: ${code ?? message}`;
  return code === undefined ? message : `${code}: ${message}`;
}

/** Deployment-level codes that only say that instances failed. */
const consequences = new Set(['HEALTH_CONSTRAINTS']);

function causesOf(result: DestinationResult): Cause[] {
  const { causes, outcome, reason } = result;
  if (causes.length === 0) {
    const message = reason ?? `the deployment ${inWords(outcome)}`;
    return isFailure(outcome) ? [{ instances: [], of: instanceCount(result), message }] : [];
  }
  const own = causes.filter(
    (cause) => !(cause.instances.length === 0 && consequences.has(cause.code ?? '')),
  );
  return own.length > 0 ? own : causes;
}

function placeOf(cause: Cause, result: DestinationResult): Place {
  const { destination, outcome, deploymentId, consoleUrl, rollback } = result;
  return {
    destination,
    instances: [...cause.instances],
    outcome,
    ...defined({ deploymentId, consoleUrl, rollback }),
  };
}

function addPlace(places: Place[], place: Place): void {
  const known = places.find(({ destination }) => destination === place.destination);
  if (known) known.instances.push(...place.instances);
  else places.push(place);
}

type Group = {
  cause: Cause;
  places: Place[];
  /** By what they say; the first is that of `cause`. */
  logs: Map<string, { log: string; instances: number }>;
};

function addLog({ logs }: Group, cause: Cause, result: DestinationResult, seen: Seen): void {
  const { log = '', instances } = cause;
  const key = withoutPlace(folded(log, inLogs, seen), instances, result.destination);
  const count = Math.max(1, instances.length);
  const known = logs.get(key);
  if (known) known.instances += count;
  else logs.set(key, { log, instances: count });
}

function lastLine(log: string): string {
  return log.trimEnd().split('\n').at(-1) ?? '';
}

function collapsed(
  { cause: { instances: _, of: __, ...cause }, places, logs }: Group,
  all: { instances: number; destinations: number },
): CollapsedCause {
  const otherLogs = [...logs.values()]
    .slice(1)
    .map(({ log, instances }) => ({ last: lastLine(log), instances }));
  const count = places.reduce((sum, place) => sum + place.instances.length, 0);
  const extent =
    count > 0
      ? `${count} of ${many(Math.max(all.instances, count), 'instance')}`
      : `${places.length} of ${many(all.destinations, 'destination')}`;
  const failed = places.some(({ outcome }) => !isGood(outcome));
  const [first, ...others] = places;
  const script =
    cause.script && first && others.length > 0
      ? { script: withoutPlace(cause.script, [], first.destination) }
      : {};
  return { ...cause, otherLogs, extent, title: titleOf({ ...cause, ...script }), places, failed };
}

function weight({ places }: CollapsedCause): number {
  return places.reduce((sum, { instances }) => sum + Math.max(1, instances.length), 0);
}

function instanceCount(result: DestinationResult): number {
  return Math.max(countAll(result.instances), ...result.causes.map(({ of }) => of));
}

/** Texts whose variable parts are known already: instances often say exactly the same. */
type Seen = Map<string, string>;

function keyOf(cause: Cause, result: DestinationResult, seen: Seen): string {
  const { event, script, code, message, advice, instances } = cause;
  const text = withoutPlace(folded(message, variable, seen), instances, result.destination);
  // What is to be done about it may be told by the log alone.
  // A check without a name is called by its address, which has the region in it.
  const named = script && withoutPlace(script, [], result.destination);
  return JSON.stringify([event, named, code, text, advice, instances.length > 0]);
}

/** What tells one instance's text from another's though they mean the same, and what to read in its place. */
const variable: readonly (readonly [RegExp, string])[] = [
  [/\bm?i-[0-9a-f]{8,17}\b/g, '<instance>'],
  [/\bip-\d{1,3}(?:-\d{1,3}){3}\b/g, '<host>'],
  [/\bd-[0-9A-Z]{9}\b/g, '<deployment>'],
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '<uuid>'],
  [/\b\d{4}[-/]\d{2}[-/]\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?/g, '<time>'],
  [/\b[A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2}\b/g, '<time>'],
  [/\b\d{1,2}:\d{2}:\d{2}\b/g, '<time>'],
  [/<time>(?:[.,]\d{1,9})?(?: ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})\b)?/g, '<time>'],
  [/\b\d{10}(?:\d{3})?\b/g, '<time>'],
  [/\b(pid)([ =:]{1,3})\d{1,7}\b/gi, '$1$2<pid>'],
  [/(\w)\[\d{1,7}\]/g, '$1[<pid>]'],
  [/\b\d{12}\b/g, '<account>'],
];

/** In logs, in which numbers mean less. */
const inLogs: typeof variable = [
  ...variable,
  [/\b\d+(?:\.\d+)? ?(?:ns|µs|us|ms|s|secs?|seconds?|min|minutes?)\b/g, '<duration>'],
  [/\b(port)([ =:]{1,3})\d{2,5}\b/gi, '$1$2<port>'],
  [/(?<=[\w\]]):\d{2,5}\b/g, ':<port>'],
];

function folded(text: string, by: typeof variable, seen: Seen): string {
  const key = by === inLogs ? `log ${text}` : text;
  const known = seen.get(key) ?? withoutVariables(text, by);
  seen.set(key, known);
  return known;
}

function withoutVariables(text: string, by: typeof variable): string {
  return by.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
}

/** Instances may have any name where they are not Amazon's. */
function withoutPlace(text: string, instances: readonly string[], destination: string): string {
  const region = destination.split('/')[1];
  const result = instances.reduce(
    (before, name) => (name === '' ? before : before.replaceAll(name, '<instance>')),
    text,
  );
  return region ? result.replaceAll(region, '<region>') : result;
}
