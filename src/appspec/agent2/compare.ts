import type { Agents } from '../agent-versions.ts';
import type { Rejection } from '../rejection.ts';

/** What is refused, by whom. Both have their own words; shown are those of the fleet's. */
export type Refusal = { rejection: Rejection; by: Agents };

/** Joins what both refuse by the same rule in the same line, or at the same place. */
export function compareRejections(
  first: readonly Rejection[],
  second: readonly Rejection[],
  fleet: Agents,
): Refusal[] {
  const joined = new Set<Rejection>();
  const byRule = queuesOf(second, ruleAndLine);
  const byPlace = queuesOf(second, place);
  const next = (queue: Rejection[] = []) => {
    while (queue.length > 0 && joined.has(queue.at(-1) as Rejection)) queue.pop();
    return queue.at(-1);
  };
  const refusals = first.map((one): Refusal => {
    const other = next(byRule.get(ruleAndLine(one))) ?? next(byPlace.get(place(one)));
    if (!other) return { rejection: one, by: '1' };
    joined.add(other);
    return { rejection: fleet === '2' ? other : one, by: 'both' };
  });
  const left = second.filter((each) => !joined.has(each));
  return [...refusals, ...left.map((rejection): Refusal => ({ rejection, by: '2' }))];
}

/** Of what a file has once, the agents may name different places. */
const ONCE = /^(?:yaml|appspec|version|os|file-exists-behavior)\//;

function ruleAndLine({ rule, at }: Rejection): string {
  return ONCE.test(rule) ? rule : `${rule} ${at.line}`;
}

function place({ at }: Rejection): string {
  return `${at.line}:${at.column}`;
}

/** The first comes last. */
function queuesOf(
  rejections: readonly Rejection[],
  keyOf: (rejection: Rejection) => string,
): Map<string, Rejection[]> {
  const queues = new Map<string, Rejection[]>();
  for (const rejection of rejections.toReversed()) {
    const queue = queues.get(keyOf(rejection));
    if (queue) queue.push(rejection);
    else queues.set(keyOf(rejection), [rejection]);
  }
  return queues;
}
