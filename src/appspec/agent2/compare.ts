import type { Agents } from '../agents.ts';
import type { Rejection } from '../rejection.ts';

/** What is refused, by whom. Both have their own words; shown are those of the fleet's. */
export type Refusal = { rejection: Rejection; by: Agents };

/** Joins what both refuse at the same place, or by the same rule in the same line. */
export function compareRejections(
  first: readonly Rejection[],
  second: readonly Rejection[],
  fleet: Agents,
): Refusal[] {
  const left = new Set(second);
  const refusals = first.map((one): Refusal => {
    const all = [...left];
    const other = all.find((each) => isAlike(one, each)) ?? all.find((each) => isAt(one, each));
    if (!other) return { rejection: one, by: '1' };
    left.delete(other);
    return { rejection: fleet === '2' ? other : one, by: 'both' };
  });
  return [...refusals, ...[...left].map((rejection): Refusal => ({ rejection, by: '2' }))];
}

function isAlike(one: Rejection, other: Rejection): boolean {
  return one.rule === other.rule && one.at.line === other.at.line;
}

function isAt(one: Rejection, other: Rejection): boolean {
  return one.at.line === other.at.line && one.at.column === other.at.column;
}
