import { defined } from '../defined.ts';
import { type Agents, concerns } from './agent-versions.ts';
import type { Position } from './ruby/value.ts';
import { type Finding, mayBeOff, type RuleId, rules } from './rules.ts';

/** Past this, findings of a file are only counted. */
const MOST = 200;
/** Past this, a message is cut: it may hold whole parts of the file. */
const LONGEST = 1000;

/** Collects the findings of one file. */
export class Finder {
  readonly #file: string;
  readonly #off: ReadonlySet<string>;
  readonly #findings: Finding[] = [];
  #left = 0;
  /** What the hosts run: what concerns them not is a warning at most. */
  readonly agents: Agents;
  /** Also of those that are only counted. */
  hasErrors = false;

  constructor(file: string, off: Iterable<string> = [], agents: Agents = '1') {
    this.#file = file;
    this.agents = agents;
    this.#off = new Set(off);
  }

  /** Whether findings are only counted from now on, so that no one need think of hints. */
  get isFull(): boolean {
    return this.#findings.length >= MOST;
  }

  /** Without a hint of its own, the rule's is given; without agents, those the rule is for. */
  add(
    rule: RuleId,
    message: string,
    at?: Partial<Position>,
    hint: string = rules[rule].fix,
    agent: Agents = rules[rule].agent ?? 'both',
  ): void {
    if (this.isFull) {
      this.count(rule, 1);
      return;
    }
    if (this.#isOff(rule)) return;
    const severity = concerns(agent, this.agents) ? rules[rule].severity : 'warning';
    this.hasErrors ||= severity === 'error';
    const finding: Finding = {
      rule,
      severity,
      agent,
      message: message.length > LONGEST ? `${message.slice(0, LONGEST)}…` : message,
      file: this.#file,
      ...defined({ line: at?.line, column: at?.column }),
      hint,
    };
    if (!this.#findings.some((other) => isSame(other, finding))) this.#findings.push(finding);
  }

  /** Findings that are not told one by one. */
  count(rule: RuleId, findings: number): void {
    if (findings === 0 || this.#isOff(rule)) return;
    this.hasErrors ||= rules[rule].severity === 'error';
    this.#left += findings;
  }

  #isOff(rule: RuleId): boolean {
    return this.#off.has(rule) && mayBeOff(rule, this.agents);
  }

  /** In the order of the file. */
  findings(): Finding[] {
    const sorted = this.#findings.toSorted(
      (one, other) =>
        (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0),
    );
    if (this.#left === 0) return sorted;
    const message = `${this.#left} more finding${this.#left === 1 ? '' : 's'} left out`;
    const { severity, fix: hint } = rules['lint/more'];
    return [
      ...sorted,
      { rule: 'lint/more', severity, agent: 'both', message, file: this.#file, hint },
    ];
  }
}

function isSame(one: Finding, other: Finding): boolean {
  return (
    one.rule === other.rule &&
    one.line === other.line &&
    one.column === other.column &&
    one.message === other.message
  );
}
