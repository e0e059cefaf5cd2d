import { type Context, createContext, runInContext } from 'node:vm';
import type { RunEvent } from '../release/events.ts';
import type { Cause, DestinationResult } from '../release/outcome.ts';
import { redact, withoutSequences } from '../words/printable.ts';
import { Masker } from './masker.ts';

/** How long the patterns may take on one text, and how often they may take too long before they are no longer tried. */
const TIME_LIMIT_MS = 200;
const MOST_TIMEOUTS = 3;
const LEFT_OUT = '[withheld: the redact patterns took too long on this text]';

/** Hides secrets everywhere, and what the user's patterns match in text that came from instances. */
export class Scrubber {
  readonly #masker = new Masker();
  readonly #patterns: readonly RegExp[];
  #context: Context | undefined;
  #timeouts = 0;

  constructor(patterns: readonly RegExp[]) {
    this.#patterns = patterns;
  }

  /** The lines of the secret that are hidden from now on, and were not before. */
  mask(secret: string): string[] {
    return this.#masker.add(secret);
  }

  /** Text that is about to be printed, colours and all. */
  hide(text: string): string {
    return this.#masker.hide(text);
  }

  /** Text from outside: hides also what escape sequences had taken apart, and so drops them. */
  hideIn(text: string): string {
    return this.#masker.hide(withoutSequences(text));
  }

  /** The same value with every text in it hidden; run events also redacted. */
  scrub<T>(value: T): T {
    return deep(isEvent(value) ? (this.#redacted(value) as T) : value, (text) => this.hideIn(text));
  }

  #redacted(event: RunEvent): RunEvent {
    if (this.#patterns.length === 0) return event;
    const over = (text: string) => this.#redact(text);
    switch (event.kind) {
      case 'instance':
        return event.diagnostics ? { ...event, diagnostics: deep(event.diagnostics, over) } : event;
      case 'finished':
        return { ...event, result: redactedResult(event.result, over) };
      case 'run-finished':
        return { ...event, results: event.results.map((result) => redactedResult(result, over)) };
      default:
        return event;
    }
  }

  /** A pattern that backtracks for ever is ended by the virtual machine's own time limit; what it was to search is left out. */
  #redact(text: string): string {
    if (this.#timeouts >= MOST_TIMEOUTS) return LEFT_OUT;
    this.#context ??= createContext({});
    this.#context.work = () => redact(withoutSequences(text), this.#patterns);
    try {
      return runInContext('work()', this.#context, { timeout: TIME_LIMIT_MS });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
      this.#timeouts += 1;
      return LEFT_OUT;
    }
  }
}

function isEvent(value: unknown): value is RunEvent {
  return typeof value === 'object' && value !== null && 'kind' in value && 'at' in value;
}

function redactedResult(
  result: DestinationResult,
  over: (text: string) => string,
): DestinationResult {
  return { ...result, causes: result.causes.map((cause) => redactedCause(cause, over)) };
}

function redactedCause(cause: Cause, over: (text: string) => string): Cause {
  const { script, message, log } = cause;
  return {
    ...cause,
    message: over(message),
    ...(script !== undefined && { script: over(script) }),
    ...(log !== undefined && { log: over(log) }),
  };
}

function deep<T>(value: T, over: (text: string) => string): T {
  if (typeof value === 'string') return over(value) as T;
  if (Array.isArray(value)) return value.map((each) => deep(each, over)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [over(key), deep(each, over)]),
  ) as T;
}
