import { startOf } from '../words/printable.ts';
import { command } from './github-commands.ts';

export type Annotation = {
  title?: string;
  message: string;
  file?: string | undefined;
  line?: number | undefined;
  col?: number | undefined;
};

/**
 * GitHub shows ten annotations of a kind for a step and drops the rest, and cuts a message at 4096 characters (actions/runner:
 * src/Runner.Worker/ExecutionContext.cs). The tenth says how many there would have been.
 */
const MOST = 9;
const MAX_MESSAGE = 4000;
const MAX_TITLE = 250;

export class Annotations {
  readonly #counts = { error: 0, warning: 0 };

  /** The command, or nothing where there are too many already. */
  add(level: 'error' | 'warning', annotation: Annotation): string | undefined {
    this.#counts[level] += 1;
    if (this.#counts[level] > MOST) return undefined;
    const { title, message, file, line, col } = annotation;
    return command(level, cut(message, MAX_MESSAGE), {
      file,
      line,
      // A column without a line is refused.
      col: line === undefined ? undefined : col,
      title: title === undefined ? undefined : cut(title, MAX_TITLE),
    });
  }

  /** What the left-out ones come to, once. */
  rest(): string[] {
    return (['error', 'warning'] as const).flatMap((level) => {
      const left = this.#counts[level] - MOST;
      this.#counts[level] = Math.min(this.#counts[level], MOST);
      const noun = `${level}${left === 1 ? '' : 's'}`;
      return left > 0 ? command(level, `and ${left} more ${noun}: see the log`) : [];
    });
  }
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${startOf(text, length - 1)}…`;
}
