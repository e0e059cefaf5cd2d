import type { Problem } from '../problem.ts';
import type { RunEvent } from '../release/events.ts';
import type { Facts } from '../report/facts.ts';

export type HostName = 'github' | 'teamcity' | 'gitlab' | 'terminal';

/** Where the tool runs: how that place takes inputs, shows a run and hands results on. One per CI system and one for terminals. */
export interface Host {
  readonly name: HostName;
  /** Hides a secret in everything printed from now on. */
  mask(secret: string): void;
  /** A value with its masked secrets and redacted text hidden, as this host would print it; for what others write to files. */
  scrub<T>(value: T): T;
  /** Shows an event of a run as it happens, and hands on its outputs when it ends. Gives the event as it may be written to files. */
  take(event: RunEvent): RunEvent;
  /** What the run has said about itself so far. */
  readonly facts: Facts;
  /** Shows what is wrong before or instead of a run: errors fail it, warnings do not. */
  problems(problems: readonly Problem[], level: 'error' | 'warning'): void;
  /** Shows what the log tells already on the pages that the CI system makes of a build. Present where there are such pages. */
  annotate?(problems: readonly Problem[], level: 'error' | 'warning'): void;
  /** Plain text for people. */
  print(text: string): void;
  /** Text instead of what was drawn before, cut to the terminal's size. Present on terminals only; the last one stays. */
  draw?(text: string): void;
  /** Markdown for the page that the CI system shows of the run. Present where there is one. */
  summary?(markdown: string): void;
  /** Text for those who look for a fault; shown only where that was asked for. */
  debug(text: string): void;
  /** The one JSON object of `--json`, or another result: always to stdout. */
  result(text: string): void;
  /**
   * Hands on the page of a run, an absolute path. Present where a CI system keeps what its builds make: there a page is
   * made of every run.
   */
  keepPage?(path: string): void;
  /** Where such a page has to be, absolute; without it, wherever the run keeps what it makes. */
  readonly pageFolder?: string;
  /** Hands a value to later steps of the job. */
  output(name: string, value: string): void;
  /** Keeps a value for the end of the job (`STATE_<name>` in the post step). Only GitHub has such a place; elsewhere nothing. */
  saveState(name: string, value: string): void;
  /** A fresh identity token of the job, masked. Present where the CI issues them. Throws a UsageError where it may not. */
  idToken?(audience: string): Promise<string>;
  /** Writes what is written once at the end (summary, reports), and waits until all of it is out. */
  close(): Promise<void>;
}
