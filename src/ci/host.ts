import type { Problem } from '../problem.ts';
import type { RunEvent } from '../release/events.ts';

/** Where the tool runs: how that place takes inputs, shows a run and hands results on. One per CI system and one for terminals. */
export interface Host {
  readonly name: 'github' | 'teamcity' | 'gitlab' | 'terminal';
  /** Hides a secret in everything printed from now on. */
  mask(secret: string): void;
  /** Shows an event of a run as it happens. */
  take(event: RunEvent): void;
  /** Shows what is wrong before or instead of a run: errors fail it, warnings do not. */
  problems(problems: readonly Problem[], level: 'error' | 'warning'): void;
  /** Plain text for people. */
  print(text: string): void;
  /** The one JSON object of `--json`, or another result: always to stdout. */
  result(text: string): void;
  /** Hands a value to later steps of the job. */
  output(name: string, value: string): void;
  /** Writes what is written once at the end (summary, reports), and waits until all of it is out. */
  close(): Promise<void>;
}
