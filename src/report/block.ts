import type { DestinationResult } from '../release/outcome.ts';
import type { TailLimits } from '../words/printable.ts';
import { list, many } from '../words/quantities.ts';
import { causeLines } from './cause-lines.ts';
import { collapse } from './causes.ts';
import type { DestinationView, InstanceEvent } from './destination-view.ts';
import { type Line, line } from './line.ts';
import { instancesOf, outcomeText, rolledBackBy, toneOf, wentBack } from './outcomes.ts';

/** How much of a log and how many causes are shown in full. */
export type BlockLimits = TailLimits & { causes: number };

/** Everything about a destination that has ended. */
export type Block = { destination: string; title: string; failed: boolean; lines: Line[] };

export function block(
  view: DestinationView,
  result: DestinationResult,
  limits: BlockLimits,
): Block {
  const title = `${result.destination}: ${outcomeText(result)}`;
  const lines = [
    ...summary(result),
    ...causesBelow(result, limits),
    ...instanceLines(view.instances.deployment, ''),
    ...instanceLines(view.instances.rollback, 'rollback: '),
  ];
  const failed = toneOf(result.outcome) === 'bad' || result.causes.length > 0;
  return {
    destination: result.destination,
    title: line(title).text,
    failed,
    lines: lines.map((each) => ({ ...each, destination: result.destination })),
  };
}

function summary(result: DestinationResult): Line[] {
  const { deploymentId, reason, rollback, consoleUrl } = result;
  const instances = instancesOf(result);
  return [
    ...(deploymentId
      ? [line(`deployment ${deploymentId}${instances ? `, instances done: ${instances}` : ''}`)]
      : []),
    ...(reason ? [line(reason)] : []),
    ...(rollback
      ? [line(`back to ${wentBack(rollback)} (${rolledBackBy(rollback)})`, 'warn')]
      : []),
    ...(consoleUrl ? [line(consoleUrl)] : []),
  ];
}

/** Instances that went through the same events are one. */
function instanceLines(
  instances: ReadonlyMap<string, readonly InstanceEvent[]>,
  prefix: string,
): Line[] {
  const groups = new Map<string, string[]>();
  for (const [instance, events] of instances) {
    const text = events.map(({ event, status }) => `${event} ${inWords(status)}`).join(', ');
    groups.set(text, [...(groups.get(text) ?? []), instance]);
  }
  return [...groups].flatMap(([text, ids]) => [
    line(`${prefix}${list(ids, 5)}:`),
    line(`  ${condensed(text)}`),
  ]);
}

/** `InProgress` as `in progress`. */
function inWords(status: string): string {
  return status.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}

/** `A succeeded, B succeeded, C failed` as `A, B succeeded; C failed`. */
function condensed(text: string): string {
  const runs: { status: string; events: string[] }[] = [];
  for (const part of text.split(', ')) {
    const at = part.indexOf(' ');
    const [event, status] = [part.slice(0, at), part.slice(at + 1)];
    const last = runs.at(-1);
    if (last?.status === status) last.events.push(event);
    else runs.push({ status, events: [event] });
  }
  return runs.map(({ status, events }) => `${events.join(', ')} ${status}`).join('; ');
}

function causesBelow(result: DestinationResult, limits: BlockLimits): Line[] {
  if (result.causes.length === 0) return [];
  const causes = collapse([result]);
  const shown = causes
    .slice(0, limits.causes)
    .flatMap((cause) => [
      line(''),
      ...causeLines({ ...cause, places: cause.places.map(withoutWhatIsAbove) }, limits),
    ]);
  const left = causes.length - limits.causes;
  const rest = left > 0 ? [line(`and ${many(left, 'more cause')}`, 'bad')] : [];
  return [...shown, ...rest, line('')];
}

function withoutWhatIsAbove<P extends { rollback?: unknown; consoleUrl?: unknown }>(
  place: P,
): Omit<P, 'rollback' | 'consoleUrl'> {
  const { rollback: _, consoleUrl: __, ...rest } = place;
  return rest;
}
