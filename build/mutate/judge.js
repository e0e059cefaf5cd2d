import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';

/**
 * Jest's reporter for a run over a mutant: writes a line for each test file, or the first test that is red and ends. It runs
 * in the process of the tests, so it hears which mutants' places a file passes.
 */
export default class Judge {
  #report = process.env.MUTATE_REPORT ?? '';
  #endsAtRed = process.env.MUTATE_ENDS_AT_RED !== undefined;
  /** @type {Set<number>} */
  #passed = new Set();
  /** @type {string | undefined} */
  #why;

  constructor() {
    Object.assign(globalThis, { passMutant: (/** @type {number} */ id) => this.#passed.add(id) });
  }

  onTestFileStart() {
    this.#passed.clear();
    this.#why = undefined;
  }

  /**
   * @param {{ path: string }} file
   * @param {{ status: string, fullName: string, failureMessages?: string[] | null }} result
   */
  onTestCaseResult({ path }, { status, fullName, failureMessages }) {
    if (status === 'failed') this.#red(path, `${fullName}: ${failureMessages?.[0] ?? ''}`);
  }

  /**
   * @param {{ path: string }} file
   * @param {{ numFailingTests: number, failureMessage?: string | null, perfStats: { runtime: number } }} result
   */
  onTestResult({ path }, { numFailingTests, failureMessage, perfStats }) {
    if (numFailingTests === 0 && failureMessage) this.#red(path, failureMessage);
    const isRed = numFailingTests > 0 || Boolean(failureMessage);
    const told = { isRed, why: this.#why, passed: [...this.#passed] };
    this.#write({ path, milliseconds: perfStats.runtime, ...told });
  }

  onRunComplete() {}

  getLastError() {}

  /**
   * @param {string} path
   * @param {string} why
   */
  #red(path, why) {
    this.#why ??= why;
    if (!this.#endsAtRed) return;
    this.#write({ path, isRed: true, why });
    process.exit(1);
  }

  /** @param {{ path: string }} line */
  #write({ path, ...rest }) {
    const line = { path: relative(process.cwd(), path), ...rest };
    appendFileSync(this.#report, `${JSON.stringify(line)}\n`);
  }
}
