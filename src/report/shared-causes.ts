import type { Problem } from '../problem.ts';
import { list } from '../words/quantities.ts';
import { problemText } from './columns.ts';

/** A problem, and what it is called where it is shown: `blocker`, `not checked`. */
export type Told = { label: string; problem: Problem };

/** Reasons that several problems share, so that each is said once. */
export type SharedCauses = {
  /** One text for each, for the head of the page. */
  texts: string[];
  /** Whether it is said there, and need not be said again. */
  has(problem: Pick<Problem, 'message' | 'hint' | 'cause'>): boolean;
};

/** Finds what more than one of the problems speaks of; it is called what the first is called. */
export function sharedCauses(told: readonly Told[]): SharedCauses {
  const groups = new Map<string, Told[]>();
  for (const one of told) {
    const key = keyOf(one.problem);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  for (const [key, group] of groups) if (group.length < 2) groups.delete(key);
  return {
    texts: [...groups.values()].map(text),
    has: (problem) => groups.has(keyOf(problem)),
  };
}

/** How many different reasons there are. */
export function countCauses(problems: readonly Problem[]): number {
  return new Set(problems.map(keyOf)).size;
}

function keyOf({ message, hint, cause }: Pick<Problem, 'message' | 'hint' | 'cause'>): string {
  return cause ?? JSON.stringify([message, hint]);
}

/** The shortest has the fewest words about what it was needed for. */
function text(group: readonly Told[]): string {
  const [{ label } = { label: '' }] = group;
  const problems = group.map(({ problem }) => problem);
  const [plainest] = [...problems].sort((a, b) => a.message.length - b.message.length);
  const ids = new Set(problems.flatMap(({ destination }) => destination ?? []));
  const where = ids.size > 0 ? ` (${list([...ids], 6)})` : '';
  const said = plainest ? problemText({ ...plainest, destination: undefined }) : '';
  return `${label}${where}: ${said}`;
}
