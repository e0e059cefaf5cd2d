import { once } from 'node:events';
import { resolve } from 'node:path';
import { scaledClock } from '../../clock.ts';
import { describeCall } from '../../emulator/calls.ts';
import type { CommandPorts } from '../command-ports.ts';
import { readScenario, startEmulation } from '../emulation.ts';
import type { InputsOf } from '../inputs.ts';
import { loadProject } from '../project.ts';

/** Serves until it is told to stop. The variables go to stdout, to be read by a shell; the calls go to stderr. */
export async function emulatorCommand(
  inputs: InputsOf<'emulator'>,
  { signal, host, ...ports }: CommandPorts,
): Promise<number> {
  const project = await loadProject({ ...inputs, appspec: [], exclude: [] }, ports, {
    required: true,
  });
  const emulation = await startEmulation(project, {
    clock: scaledClock(inputs.speed ?? 1),
    scenario: await readScenario(inputs.scenario, ports.cwd),
    port: inputs.port,
    ...(inputs.state === undefined ? {} : { state: resolve(ports.cwd, inputs.state) }),
    workspace: ports.cwd,
    hooks: inputs.hooks,
    say: (text) => host.print(text),
    log: (call) => host.print(describeCall(call)),
  });
  const lines = Object.entries(emulation.variables).map(
    ([name, value]) => `export ${name}=${value}`,
  );
  host.result(lines.join('\n'));
  if (!signal.aborted) await once(signal, 'abort');
  await emulation.close();
  return 0;
}
