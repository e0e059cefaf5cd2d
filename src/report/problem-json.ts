import type { Problem } from '../problem.ts';

type Shown = Required<Omit<Problem, 'cause'>>;

/** A problem for machines. What is not known is null. */
export type JsonProblem = { [K in keyof Shown]: Shown[K] | null };

export function problemJson(problem: Problem): JsonProblem {
  const { code, destination, message, file, line, column, hint } = problem;
  return {
    code,
    destination: destination ?? null,
    message,
    file: file ?? null,
    line: line ?? null,
    column: column ?? null,
    hint: hint ?? null,
  };
}
