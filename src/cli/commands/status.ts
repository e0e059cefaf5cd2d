import { resolve } from 'node:path';
import { writeReportFile } from '../../ci/report-file.ts';
import { wallTime } from '../../clock.ts';
import type { StatusView } from '../../page/status-view.ts';
import { CancelledError, unlessCancelled } from '../../release/cancel.ts';
import type { EnvironmentStatus } from '../../release/environment-status.ts';
import { isAmiss, isUnread } from '../../release/status/read-status.ts';
import { timing } from '../../release/timing.ts';
import { judge } from '../../release/verdict.ts';
import { statusJson } from '../../report/status-json.ts';
import { overviewLines, statusLines } from '../../report/status-table.ts';
import type { CommandPorts } from '../command-ports.ts';
import type { InputsOf } from '../inputs.ts';
import { shownEnvironments } from '../shown-environments.ts';
import { openStatusLook } from '../status-look.ts';

export async function statusCommand(
  inputs: InputsOf<'status'>,
  ports: CommandPorts,
): Promise<number> {
  const { clock, signal } = ports;
  const status = openStatusLook(await shownEnvironments(inputs, ports), inputs, ports);
  let code = 0;
  try {
    for (;;) {
      const statuses = await unlessCancelled(() => status.read(), signal);
      show(statuses, inputs, ports);
      if (inputs.page) {
        const view = await unlessCancelled(() => status.view(statuses, wallTime(clock)), signal);
        await writeStatusPage(inputs.page, view, ports);
      }
      code = exitCode(statuses.flat(), inputs);
      if (!inputs.watch) return code;
      await clock.sleep(timing.status.watch, signal);
    }
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    // A signal is the only end of a watch, and no failure.
    return inputs.watch ? code : judge([], error.signal).exitCode;
  } finally {
    status.close();
  }
}

function exitCode(statuses: readonly EnvironmentStatus[], { check }: { check: boolean }): number {
  return statuses.some((status) => isUnread(status) || (check && isAmiss(status))) ? 1 : 0;
}

function show(
  statuses: readonly (readonly EnvironmentStatus[])[],
  { json, watch }: InputsOf<'status'>,
  { host, clock }: CommandPorts,
): void {
  if (json) {
    host.result(statusJson(statuses.flat()));
    return;
  }
  const overview = statuses.length > 1 ? [...overviewLines(statuses), ''] : [];
  const lines = [...overview, ...statusLines(statuses.flat())];
  if (!watch) {
    host.print(lines.join('\n'));
    return;
  }
  const time = new Date(wallTime(clock)).toISOString().slice(0, 19).replace('T', ' ');
  const text = [`${time} UTC`, '', ...lines].join('\n');
  if (host.draw) host.draw(text);
  else host.print(`\n${text}`);
}

/** A page that cannot be written changes nothing of what was read. */
async function writeStatusPage(
  path: string,
  view: StatusView,
  { cwd, host }: CommandPorts,
): Promise<void> {
  try {
    const { statusPageOf } = await import('../page-file.ts');
    writeReportFile(resolve(cwd, path), await statusPageOf(view), 'chosen');
  } catch (error) {
    const message = `cannot write the page "${path}": ${(error as Error).message}`;
    const hint = 'name a file in a folder that can be written to';
    host.problems([{ code: 'file-unwritable', message, hint }], 'warning');
  }
}
