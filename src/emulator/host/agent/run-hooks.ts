import { scriptEvents } from '../../../appspec/lifecycle-events.ts';
import type { Script } from '../../../appspec/server/hooks.ts';
import type { HostCommand } from '../../service.ts';
import type { Machine } from '../machine.ts';
import { readForHooks } from './appspec-file.ts';
import { checkScript } from './check-script.ts';
import { ScriptError } from './event-report.ts';
import { environmentOf } from './hook-environment.ts';
import { JobLog } from './job-log.ts';
import { archiveOf, type Layout } from './layout.ts';
import { readNote, see } from './machine-files.ts';
import { join } from './ruby-paths.ts';
import { runScript } from './script.ts';
import type { ScriptLog } from './script-log.ts';
import type { Work } from './work.ts';

/** The events that scripts may run for. */
export const HOOKS: ReadonlySet<string> = new Set(scriptEvents);

export type HookPorts = Pick<Work, 'machine' | 'clock' | 'hear' | 'environment' | 'timeouts'> & {
  layout: Layout;
  log: ScriptLog;
};

/**
 * Runs the scripts of one event, one after the other until one fails. Source:
 * `aws/aws-codedeploy-agent: lib/instance_agent/plugins/codedeploy/hook_executor.rb`.
 *
 * @throws {ScriptError}
 * @throws {Error} in the agent's words, about the AppSpec file
 */
export async function runHooks(
  command: HostCommand,
  { machine, layout, clock, log, hear, environment, timeouts }: HookPorts,
  signal: AbortSignal,
): Promise<void> {
  const deployment = await chooseDeployment(machine, layout, command);
  if (deployment === undefined) return;
  const archive = archiveOf(deployment);
  const spec = await readForHooks(machine, archive);
  const scripts = spec.hooks.get(command.event) ?? [];
  if (scripts.length === 0) return;
  const journal = new JobLog(machine, layout.scriptLog, clock);
  const write = (entry: Buffer, runas?: string) => {
    log.append(entry);
    journal.write(entry);
    hear(entry.toString('utf8'), runas);
  };
  const env = { ...environmentOf(command), ...environment };
  write(Buffer.from(`LifecycleEvent - ${command.event}\n`));
  try {
    for (const script of scripts) {
      const path = join(archive, script.location);
      await makeExecutable(machine, script, path, { throughLinks: false });
      write(Buffer.from(`Script - ${script.location}\n`));
      await journal.flush();
      const { processes } = machine;
      if (processes) {
        const isKnownLate = timeouts.has(command, script.location);
        const hearing = (entry: Buffer) => write(entry, script.runas);
        const run = { processes, path, env, clock, isKnownLate, log: hearing };
        await timeouts.noting(command, script.location, runScript(script, run, signal));
      }
      if (!processes) await checkScript(script, path, machine, write);
    }
  } finally {
    await journal.flush();
  }
}

/**
 * Whose scripts run: for what stops an application, those of the deployment whose Install succeeded last,
 * also where that deployment failed later on. Undefined where there is none.
 */
export async function chooseDeployment(
  machine: Machine,
  layout: Layout,
  command: HostCommand,
): Promise<string | undefined> {
  const isBlueGreenRollback =
    command.creator === 'codeDeployRollback' && command.deploymentType === 'BLUE_GREEN';
  const note = (isBlueGreenRollback ? OF_ROLLBACK : OF_OTHERS)[command.event];
  if (note === undefined) return layout.deployment;
  if ((await see(machine, layout.archive)).kind !== 'absent') return layout.deployment;
  return readNote(machine, layout[note]);
}

type Note = 'lastInstall' | 'mostRecent';

const OF_OTHERS: Readonly<Record<string, Note>> = {
  BeforeBlockTraffic: 'lastInstall',
  AfterBlockTraffic: 'lastInstall',
  ApplicationStop: 'lastInstall',
};

const OF_ROLLBACK: Readonly<Record<string, Note>> = {
  BeforeBlockTraffic: 'mostRecent',
  AfterBlockTraffic: 'mostRecent',
  ApplicationStop: 'lastInstall',
  BeforeAllowTraffic: 'lastInstall',
  AfterAllowTraffic: 'lastInstall',
};

/** @param throughLinks whether what a link leads to is made executable: Ruby's `FileUtils.chmod` leaves links alone */
export async function makeExecutable(
  machine: Machine,
  script: Script,
  path: string,
  { throughLinks }: { throughLinks: boolean },
): Promise<void> {
  const { location } = script;
  const { kind, mode, link } = await see(machine, path);
  if (kind === 'absent') {
    const message = `Script does not exist at specified location: ${path}`;
    throw new ScriptError(1, location, message);
  }
  if ((mode & 0o111) > 0 || (link && !throughLinks)) return;
  const { failed } = await machine.apply([{ do: 'chmod', path, mode: mode | 0o111 }]);
  if (!failed) return;
  const message = `Unable to set script at specified location: ${location} as executable`;
  throw new ScriptError(2, location, message);
}
