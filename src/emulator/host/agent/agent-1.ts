import type { EventReport } from '../../service.ts';
import { MachineLost } from '../machine.ts';
import { readForInstall } from './appspec-file.ts';
import { download, removeOld } from './download.ts';
import { ScriptError, scriptReport, succeeded, unknownReport } from './event-report.ts';
import { install } from './install.ts';
import { layoutOf } from './layout.ts';
import { apply } from './machine-files.ts';
import { HOOKS, runHooks } from './run-hooks.ts';
import { ScriptLog } from './script-log.ts';
import { BUNDLE_TYPES, type Work } from './work.ts';

/** One lifecycle event as agent 1.8 carries it out. */
export async function performAs1(work: Work, signal: AbortSignal): Promise<EventReport> {
  const log = new ScriptLog();
  try {
    await carryOut(work, log, signal);
    return succeeded;
  } catch (error) {
    if (signal.aborted || error instanceof MachineLost) throw error;
    if (error instanceof ScriptError) return scriptReport(error, log.text());
    return unknownReport(error instanceof Error ? error : new Error(String(error)));
  }
}

async function carryOut(
  { machine, command, revisions, inside, clock, say, hear, environment, timeouts }: Work,
  log: ScriptLog,
  signal: AbortSignal,
): Promise<void> {
  const { event, revision, fileExistsBehavior } = command;
  if (!BUNDLE_TYPES.has(revision.bundleType)) {
    throw new Error('BundleType in S3Revision must be tar, tgz or zip');
  }
  const known = event === 'DownloadBundle' || event === 'Install' || HOOKS.has(event);
  if (!known) throw new Error(`Unsupported command type: ${event}.`);
  const layout = layoutOf(machine.agentRoot, command);
  await apply(machine, [{ do: 'folders', path: layout.deployment }]);
  if (event === 'DownloadBundle') {
    await removeOld(machine, layout);
    await download(machine, layout, command, revisions, inside, '1');
  } else if (event === 'Install') {
    const spec = await readForInstall(machine, layout.archive);
    await install(machine, layout, spec, fileExistsBehavior, { say, version: '1' });
  } else {
    await runHooks(command, { machine, layout, clock, log, hear, environment, timeouts }, signal);
  }
}
