import { defined } from '../defined.ts';
import type { Problem } from '../problem.ts';
import type { ProblemCode } from '../problem-codes.ts';
import type { Located } from './parse-yaml.ts';
import { pathText } from './path-text.ts';
import type { Path } from './yaml-tree.ts';

/** Collects what is wrong with a configuration that has the right shape. */
export class Findings {
  readonly problems: Problem[] = [];
  readonly #file: string;
  readonly #locate: Located<unknown>['locate'];
  readonly #said = new Set<string>();

  constructor(file: string, locate: Located<unknown>['locate']) {
    this.#file = file;
    this.#locate = locate;
  }

  /** `about` tells repetitions: one template may go wrong in the same way for every destination, and is named once. */
  add(
    path: Path,
    code: ProblemCode,
    message: string,
    {
      hint,
      what = 'value',
      about = message,
    }: { hint?: string | undefined; what?: 'key' | 'value'; about?: string } = {},
  ): void {
    const key = `${pathText(path)} ${about}`;
    if (this.#said.has(key)) return;
    this.#said.add(key);
    this.problems.push({
      code,
      message: `${pathText(path)}${message}`,
      file: this.#file,
      ...this.#locate(path, what),
      ...defined({ hint }),
    });
  }
}
