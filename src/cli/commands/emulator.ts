import { once } from 'node:events';
import { resolve } from 'node:path';
import { steadyClock, systemClock } from '../../clock.ts';
import { takeFolder } from '../../emulator/state-lock.ts';
import { describeCall } from '../../emulator/wire/call-log.ts';
import { UsageError } from '../../problem.ts';
import { agentFolders, refuseWithoutAgents } from '../agent-configuration.ts';
import type { CommandPorts } from '../command-ports.ts';
import { type Emulation, startEmulation } from '../emulation.ts';
import type { InputsOf } from '../inputs.ts';
import { loadProject } from '../project.ts';
import { readScenario, refuseMeanwhile } from '../scenario-file.ts';

/** Serves until it is told to stop. The variables go to stdout, to be read by a shell; the calls go to stderr. */
export async function emulatorCommand(
  inputs: InputsOf<'emulator'>,
  ports: CommandPorts,
): Promise<number> {
  const { cwd, host } = ports;
  refuseWithoutAgents(inputs);
  const project = await loadProject({ ...inputs, version: '0', appspec: [], exclude: [] }, ports, {
    required: true,
  });
  const scenario = await readScenario(inputs.scenario, cwd);
  refuseMeanwhile(scenario);
  const state = inputs.state === undefined ? undefined : resolve(cwd, inputs.state);
  const giveBack = state === undefined ? undefined : await take(state);
  try {
    const emulation = await startEmulation(project, {
      clock: inputs.speed === undefined ? systemClock : steadyClock(inputs.speed),
      clientClock: systemClock,
      scenario,
      port: inputs.port,
      state,
      workspace: cwd,
      hooks: inputs.hooks,
      agentFolders: resolve(cwd, inputs.agentConfig ?? agentFolders),
      say: (text) => host.print(text),
      log: (call) => host.print(describeCall(call)),
    });
    await serve(emulation, ports);
  } finally {
    await giveBack?.();
  }
  return 0;
}

async function take(state: string): Promise<() => Promise<void>> {
  return takeFolder(state).catch((cause: Error) => {
    const message = `--state ${state}: ${cause.message}`;
    throw new UsageError([{ code: 'state-unusable', message }], { cause });
  });
}

async function serve(emulation: Emulation, { signal, host }: CommandPorts): Promise<void> {
  const { roles, variables } = emulation;
  if (roles.length > 0) host.print(`roles to assume with these credentials: ${roles.join(', ')}`);
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}=${value}`);
  host.result(lines.join('\n'));
  if (!signal.aborted) await once(signal, 'abort');
  await emulation.close();
}
