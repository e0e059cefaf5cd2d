import type * as z from 'zod';
import { defined } from '../defined.ts';
import type { Problem } from '../problem.ts';
import type { ProblemCode } from '../problem-codes.ts';
import { closest, enumerate } from '../words/closest.ts';
import { quoted } from '../words/quoted.ts';
import { pathText } from './path-text.ts';
import { keysAt, schemasAt } from './schema-walk.ts';
import type { Path, Tree } from './yaml-tree.ts';

/** A problem and the piece of the file it is about. */
export type Mistake = { path: Path; problem: Problem };

/** What zod found, in the words of the file, each with its place. */
export function mistakesOf(
  issues: readonly z.core.$ZodIssue[],
  schema: z.ZodType,
  tree: Tree,
  file: string,
): Mistake[] {
  return issues.flatMap((issue) => mistakesOfIssue(issue, [], { schema, tree, file }));
}

type Context = { schema: z.ZodType; tree: Tree; file: string };

function mistakesOfIssue(issue: z.core.$ZodIssue, parent: Path, context: Context): Mistake[] {
  const path = [...parent, ...issue.path];
  if (issue.code === 'unrecognized_keys') return unknownKeys(path, issue.keys, context);
  if (missing(path, context.tree)) return [missingKey(path, issue, context)];
  if (issue.code === 'invalid_union') {
    const branch = meant(issue.errors);
    if (branch) return branch.flatMap((inner) => mistakesOfIssue(inner, path, context));
  }
  const { tree, file } = context;
  const [message = '', hint = guess(issue, valueAt(tree.data, path))] = issue.message.split('\n');
  const key = issue.code === 'invalid_key';
  const text = key
    ? `${prefix(path.slice(0, -1))}a key must be ${message}, not ${quoted(String(path.at(-1)))}`
    : `${pathText(path) || 'the file'} must be ${message}, not ${tree.written(path)}`;
  return [mistake(path, 'bad-value', text, hint, tree.locate(path, key ? 'key' : 'value'), file)];
}

/** Of the alternatives of a union, the one whose kind of value this is, and of those the one with the fewest mistakes. */
function meant(branches: readonly z.core.$ZodIssue[][]): z.core.$ZodIssue[] | undefined {
  const fitting = branches.filter(
    (issues) => !issues.some((issue) => issue.path.length === 0 && issue.code === 'invalid_type'),
  );
  const values = fitting.filter((issues) =>
    issues.every((issue) => issue.code === 'invalid_value'),
  );
  if (values.length > 1 && values.length === fitting.length) return undefined;
  return fitting.toSorted((a, b) => a.length - b.length)[0];
}

/** The first hundred with a hint: of more only the number is told, and hints take their time. */
function unknownKeys(
  path: Path,
  keys: readonly string[],
  { schema, tree, file }: Context,
): Mistake[] {
  const allowed = keysAt(schema, path);
  const where = prefix(path);
  return keys.map((key, index) => {
    const near = index < 100 ? closest(key, allowed) : undefined;
    const hint = near ? `did you mean "${near}"?` : `allowed here: ${enumerate(allowed)}`;
    const at = tree.locate([...path, key], 'key');
    return mistake(
      [...path, key],
      'unknown-key',
      `${where}unknown key ${quoted(key)}`,
      hint,
      at,
      file,
    );
  });
}

function missingKey(path: Path, issue: z.core.$ZodIssue, { schema, tree, file }: Context): Mistake {
  const description = schemasAt(schema, path)
    .map((each) => (each as z.ZodType).description)
    .find(Boolean);
  const hint = description ?? `it must be ${issue.message.split('\n')[0]}`;
  const message = `${prefix(path.slice(0, -1))}${quoted(String(path.at(-1)))} is missing`;
  return mistake(path, 'missing-key', message, hint, tree.locate(path, 'key'), file);
}

function missing(path: Path, tree: Tree): boolean {
  const last = path.at(-1);
  return typeof last === 'string' && valueAt(tree.data, path) === undefined;
}

function guess(issue: z.core.$ZodIssue, value: unknown): string | undefined {
  if (issue.code !== 'invalid_value' || typeof value !== 'string') return undefined;
  const near = closest(
    value,
    issue.values.filter((each) => typeof each === 'string'),
  );
  return near === undefined ? undefined : `did you mean "${near}"?`;
}

function prefix(path: Path): string {
  return path.length === 0 ? '' : `${pathText(path)}: `;
}

function mistake(
  path: Path,
  code: ProblemCode,
  message: string,
  hint: string | undefined,
  at: { line: number; column: number },
  file: string,
): Mistake {
  return { path, problem: { code, message, file, ...at, ...defined({ hint }) } };
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}
