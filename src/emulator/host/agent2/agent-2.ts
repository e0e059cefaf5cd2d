import type { EventReport, HostCommand } from '../../service.ts';
import { download, removeOld } from '../agent/download.ts';
import { install } from '../agent/install.ts';
import { layoutOf } from '../agent/layout.ts';
import { apply } from '../agent/machine-files.ts';
import { HOOKS } from '../agent/run-hooks.ts';
import { BUNDLE_TYPES, type Work } from '../agent/work.ts';
import { MachineLost } from '../machine.ts';
import { readAppSpecAs2, requireAppSpec } from './appspec-file.ts';
import { type BundleSource, failedAs2, succeededAs2 } from './reports.ts';
import { reuseArchive } from './reuse-archive.ts';
import { runHooksAs2 } from './run-hooks.ts';
import { RunLog } from './run-log.ts';

/** One lifecycle event as agent 2 carries it out. Source: `aws/aws-codedeploy-agent: src/host_command/`, of 2.1.0. */
export async function performAs2(work: Work, signal: AbortSignal): Promise<EventReport> {
  const log = new RunLog(work.clock);
  try {
    return succeededAs2(await carryOut(work, log, signal));
  } catch (error) {
    if (signal.aborted || error instanceof MachineLost) throw error;
    return failedAs2(work.command, error, log.text());
  }
}

/** @returns where DownloadBundle has the bundle from */
async function carryOut(
  { machine, command, revisions, inside, clock, say, hear, environment, timeouts }: Work,
  log: RunLog,
  signal: AbortSignal,
): Promise<BundleSource | undefined> {
  const { event, revision, fileExistsBehavior } = command;
  if (!BUNDLE_TYPES.has(revision.bundleType)) {
    throw new Error('BundleType in S3Revision must be tar, tgz or zip');
  }
  if (!isKnown(command)) throw new Error(`Unsupported command type: ${event}`);
  const layout = layoutOf(machine.agentRoot, command);
  await apply(machine, [{ do: 'folders', path: layout.deployment }]);
  if (event === 'DownloadBundle') {
    await removeOld(machine, layout);
    if (await reuseArchive(machine, layout, command)) return 'archive-reuse';
    await download(machine, layout, command, revisions, inside, '2');
    await requireAppSpec(machine, layout.archive);
    return 'downloaded';
  } else if (event === 'Install') {
    const spec = await readAppSpecAs2(machine, layout.archive);
    await install(machine, layout, spec, fileExistsBehavior, { say, version: '2' });
  } else {
    await runHooksAs2(
      command,
      { machine, layout, clock, log, hear, environment, timeouts },
      signal,
    );
  }
  return undefined;
}

function isKnown({ event }: HostCommand): boolean {
  return event === 'DownloadBundle' || event === 'Install' || HOOKS.has(event);
}
