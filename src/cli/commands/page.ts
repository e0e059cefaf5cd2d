import { resolve } from 'node:path';
import { writeReportFile } from '../../ci/report-file.ts';
import { mergeRuns } from '../../page/merge-runs.ts';
import { type Problem, UsageError } from '../../problem.ts';
import { readNamedFile } from '../../read-named-file.ts';
import type { RunEvent } from '../../release/events.ts';
import { readEvents } from '../../report/read-events.ts';
import type { CommandPorts } from '../command-ports.ts';
import type { InputsOf } from '../inputs.ts';
import { pageOf } from '../page-file.ts';

/** Beyond this a file of events is of no run that a page could show. */
const MAX_FILE = 256 * 1024 * 1024;

/** Makes one page of the events of one or several jobs. */
export async function pageCommand(
  { eventsFile: files, out = 'page.html' }: InputsOf<'page'>,
  { host, cwd }: CommandPorts,
): Promise<number> {
  const doubts: Problem[] = [];
  const wrong: Problem[] = [];
  const runs: RunEvent[][] = [];
  for (const file of files) {
    try {
      const read = readEvents(readNamedFile(resolve(cwd, file), { most: MAX_FILE }));
      runs.push(host.scrub(read.events));
      doubts.push(
        ...read.doubts.map((message) => ({ code: 'events-incomplete' as const, file, message })),
      );
    } catch (error) {
      const message = `cannot read its events: ${(error as Error).message}`;
      wrong.push({
        code: 'file-unreadable',
        file,
        message,
        hint: 'name a file that --events has written',
      });
    }
  }
  if (wrong.length > 0) throw new UsageError(wrong);
  if (doubts.length > 0) host.problems(doubts, 'warning');
  const page = await pageOf(merged(runs));
  try {
    writeReportFile(resolve(cwd, out), page, 'chosen');
  } catch (error) {
    const message = `cannot write the page "${out}": ${(error as Error).message}`;
    throw new UsageError([{ code: 'file-unwritable', message }]);
  }
  host.print(out);
  return 0;
}

function merged(runs: readonly RunEvent[][]): RunEvent[] {
  try {
    return mergeRuns(runs);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = `cannot make one page of these files: ${error.message}`;
    throw new UsageError([{ code: 'options-conflict', message }]);
  }
}
