import { RubyError } from './ruby/errors.ts';
import type { Position } from './ruby/value.ts';
import type { AgentRule } from './rules/agent.ts';
import type { Agent2Rule } from './rules/agent-2.ts';

/** What an agent itself refuses. */
export type RejectionRule = AgentRule | Agent2Rule;

/** Why the agent would not take a file. The message is the agent's own. */
export class Rejection extends Error {
  readonly rule: RejectionRule;
  /** `validation`: the agent has words for it; `yaml`: its YAML reader has; `ruby`: it runs into an exception. */
  readonly kind: 'validation' | 'yaml' | 'ruby';
  readonly at: Position;
  /** What is meant, where the agent's words do not say it. */
  readonly hint: string | undefined;

  constructor(
    rule: RejectionRule,
    kind: Rejection['kind'],
    message: string,
    at: Position,
    hint?: string,
  ) {
    super(message);
    this.name = 'Rejection';
    this.rule = rule;
    this.kind = kind;
    this.at = at;
    this.hint = hint;
  }
}

/** Takes what is wrong, so that reading can go on behind it. */
export type Reject = (rejection: Rejection) => void;

/** The result, or undefined where it was rejected. */
export function attempt<T>(reject: Reject, run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    reject(error);
    return undefined;
  }
}

export function invalid(rule: AgentRule, message: string, at: Position, hint?: string): Rejection {
  return new Rejection(rule, 'validation', message, at, hint);
}

/** Runs something as Ruby would; where Ruby raises an exception, the file is rejected by that rule. */
export function asRuby<T>(rule: AgentRule, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof RubyError)) throw error;
    throw new Rejection(rule, 'ruby', error.message, error.at);
  }
}
