import type { Facts } from '../report/facts.ts';
import { junit } from '../report/junit.ts';
import type { Journal } from './journal.ts';
import type { HostPorts } from './ports.ts';
import { writeReportFile } from './report-file.ts';

/** Writes the JUnit file where one was asked for. A file that cannot be written is a warning: the deployment stands. */
export function writeJunit(facts: Facts, { files }: HostPorts, journal: Journal): void {
  if (files?.junit !== undefined) writeOrWarn(files.junit, junit(facts), 'chosen', journal);
}

export function writeOrWarn(
  path: string,
  content: string,
  folder: 'chosen' | 'ours',
  journal: Journal,
): boolean {
  try {
    writeReportFile(path, journal.scrubber.hide(content), folder);
    return true;
  } catch (error) {
    journal.problem({ message: `cannot write "${path}": ${(error as Error).message}` }, 'warning');
    return false;
  }
}
