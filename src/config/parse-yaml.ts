import type * as z from 'zod';
import { defined } from '../defined.ts';
import type { Problem } from '../problem.ts';
import { expectation } from './schema-expectation.ts';
import { type Mistake, mistakesOf } from './schema-problems.ts';
import { isRecord, withoutExtensions } from './schema-walk.ts';
import { type Position, readSource } from './yaml-source.ts';
import { type Path, readTree } from './yaml-tree.ts';

/** A file that was read, and where in its text each piece of it stands. */
export type Located<T> = {
  value: T;
  /** Line and column of the value at `path`, or of its key; of what is not there, where it would be expected. */
  locate(path: Path, what?: 'value' | 'key'): Position;
};

/** What could be understood of a file that has mistakes: the value without what is wrong. */
type PartlyRead<T> = Located<T> & {
  /** As it was written, wrong parts and all. */
  raw: unknown;
  /** What was left out. */
  without: Path[];
};

export type Parsed<T> =
  | ({ ok: true } & Located<T>)
  | { ok: false; problems: Problem[]; partial?: PartlyRead<T> };

const most = 100;

/**
 * Reads a YAML file by its schema. Every mistake is reported, in the order of the file, each with line, column, what is
 * wrong and what is allowed; see {@link expectation} for how a schema words that. Mappings with a fixed set of keys
 * refuse others, but for those that begin with `x-`, which are dropped. Never throws for what the file holds.
 */
export function parseYaml<T>(text: string, file: string, schema: z.ZodType<T>): Parsed<T> {
  const read = readSource(text, file);
  if (!read.ok) return { ok: false, problems: inOrder(read.problems) };
  if (read.source.contents === null) return { ok: false, problems: [empty(file)] };
  const tree = readTree(read.source, file);
  const data = withoutExtensions(schema, tree.data);
  const result = schema.safeParse(data, { error: expectation });
  if (result.success && tree.problems.length === 0)
    return { ok: true, value: result.data, locate: tree.locate };
  const issues = result.error?.issues.slice(0, most * 10) ?? [];
  const mistakes = mistakesOf(issues, schema, tree, file);
  const problems = inOrder([...tree.problems, ...mistakes.map((mistake) => mistake.problem)]);
  const rest = tree.problems.length > 0 ? undefined : retry(schema, data, mistakes);
  if (!rest) return { ok: false, problems };
  return { ok: false, problems, partial: { ...rest, locate: tree.locate, raw: data } };
}

/** By place, each mistake once, and an end to it where a file is hopeless. */
export function inOrder(problems: readonly Problem[]): Problem[] {
  const unlike = new Map(
    problems.map((problem) => [`${problem.line}:${problem.column}:${problem.message}`, problem]),
  );
  const sorted = [...unlike.values()].sort(
    (a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  );
  if (sorted.length <= most) return sorted;
  const file = sorted[0]?.file;
  const message = `there are more mistakes than these ${most}`;
  return [...sorted.slice(0, most), { code: 'more-problems', message, ...defined({ file }) }];
}

function empty(file: string): Problem {
  return { code: 'empty-file', message: 'the file is empty', file, line: 1, column: 1 };
}

/**
 * Leaves out what is wrong and reads again, so that what is right can be checked further. Where something needs what was
 * left out, it goes too.
 */
function retry<T>(
  schema: z.ZodType<T>,
  data: unknown,
  mistakes: readonly Mistake[],
): { value: T; without: Path[] } | undefined {
  const rest = structuredClone(data);
  const without: Path[] = [];
  let wrong = mistakes.map(({ path }) => path);
  if (wrong.length > most) return undefined;
  for (let round = 0; round < 5; round++) {
    without.push(...wrong.map((path) => remove(rest, path)));
    const result = schema.safeParse(rest);
    if (result.success) return { value: result.data, without };
    wrong = result.error.issues.map((issue) => issue.path.slice(0, -1));
    if (wrong.some((path) => path.length === 0)) return undefined;
  }
  return undefined;
}

/** Removes the nearest key at or above `path`: not an entry of a list, as the entries after it would move up. */
function remove(data: unknown, path: Path): Path {
  const end = path.findLastIndex((key) => typeof key !== 'number');
  let parent = data;
  for (const key of path.slice(0, Math.max(end, 0)))
    parent = (parent as Record<PropertyKey, unknown> | undefined)?.[key];
  const last = path[end];
  if (isRecord(parent) && last !== undefined) delete parent[String(last)];
  return path.slice(0, end + 1);
}
