import type { DestinationResult } from '../release/outcome.ts';
import { list } from '../words/quantities.ts';
import type { DestinationView, InstanceEvent } from './destination-view.ts';
import { type Line, line } from './line.ts';
import { outcomeText, toneOf } from './outcomes.ts';

/** What each instance of a destination that has ended went through. Why it failed is said once, at the end of the log. */
export type Block = { destination: string; title: string; failed: boolean; lines: Line[] };

export function block(view: DestinationView, result: DestinationResult): Block {
  const lines = [
    ...instanceLines(view.instances.deployment, ''),
    ...instanceLines(view.instances.rollback, 'rollback: '),
  ];
  return {
    destination: result.destination,
    title: line(`${result.destination}: ${outcomeText(result)}`).text,
    failed: toneOf(result.outcome) === 'bad' || result.causes.length > 0,
    lines: lines.map((each) => ({ ...each, destination: result.destination })),
  };
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
