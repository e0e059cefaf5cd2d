import type { Script } from '../../../appspec/server/hooks.ts';
import { defined } from '../../../defined.ts';
import type { HostCommand } from '../../service.ts';
import { checkScript } from '../agent/check-script.ts';
import { ScriptError } from '../agent/event-report.ts';
import { environmentOf } from '../agent/hook-environment.ts';
import { JobLog } from '../agent/job-log.ts';
import { archiveOf, type Layout } from '../agent/layout.ts';
import { readNote, see } from '../agent/machine-files.ts';
import { join } from '../agent/ruby-paths.ts';
import { chooseDeployment, makeExecutable } from '../agent/run-hooks.ts';
import type { Work } from '../agent/work.ts';
import type { Machine } from '../machine.ts';
import { readAppSpecAs2 } from './appspec-file.ts';
import type { RunLog } from './run-log.ts';
import { osError } from './rust-errors.ts';
import { checkExecutable, runScriptAs2 } from './script.ts';

export type HookPorts = Pick<Work, 'machine' | 'clock' | 'hear' | 'environment' | 'timeouts'> & {
  layout: Layout;
  log: RunLog;
};

/**
 * Runs the scripts of one event, one after the other until one fails.
 * Source: `aws/aws-codedeploy-agent: src/lifecycle_event/executor.rs`.
 *
 * @throws {ScriptError}
 * @throws {Error} in the agent's words, about the AppSpec file
 */
export async function runHooksAs2(
  command: HostCommand,
  { machine, layout, clock, log, hear, environment, timeouts }: HookPorts,
  signal: AbortSignal,
): Promise<void> {
  const deployment = await chooseDeployment(machine, layout, command);
  if (deployment === undefined) return;
  const archive = archiveOf(deployment);
  if ((await see(machine, archive)).kind === 'absent') return;
  const { hooks } = await readAppSpecAs2(machine, archive);
  const scripts = hooks.get(command.event) ?? [];
  if (scripts.length === 0) return;
  const journal = new JobLog(machine, layout.scriptLog, clock);
  const write = (entry: string, runas?: string) => {
    log.append(entry);
    journal.write(Buffer.from(`${entry}\n`));
    hear(entry, runas);
  };
  const eTag = await readNote(machine, layout.eTag);
  const env = {
    ...defined({ BUNDLE_ETAG: eTag }),
    ...environmentOf(command),
    ...environment,
  };
  write(`LifecycleEvent - ${command.event}`);
  try {
    for (const script of scripts) {
      const path = join(archive, script.location);
      write(`Script - ${script.location}`);
      await makeExecutable(machine, script, path, { throughLinks: true });
      await journal.flush();
      const { processes } = machine;
      if (processes) {
        const isKnownLate = timeouts.has(command, script.location);
        const hearing = (entry: string) => write(entry, script.runas);
        const run = { machine, processes, path, env, clock, isKnownLate, log: hearing };
        await timeouts.noting(command, script.location, runScriptAs2(script, run, signal));
      } else await checkOnly(script, path, machine, write);
    }
  } finally {
    await journal.flush();
  }
}

/** Without running it. */
async function checkOnly(
  script: Script,
  path: string,
  machine: Machine,
  write: (entry: string) => void,
): Promise<void> {
  await checkExecutable(script, path, machine);
  const log = (entry: Buffer) => write(entry.toString('utf8').trimEnd());
  await checkScript(script, path, machine, log, (code) => {
    const message = `Script at specified location: ${script.location} failed with error ${osError(code)}`;
    return new ScriptError(4, script.location, message);
  });
}
