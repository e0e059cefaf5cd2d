import { stopRun } from '../../release/run/stop-run.ts';
import type { CommandPorts } from '../command-ports.ts';
import type { InputsOf } from '../inputs.ts';
import { inOneLine, runOnEnvironment } from '../run-on-environment.ts';

export function stopCommand(inputs: InputsOf<'stop'>, ports: CommandPorts): Promise<number> {
  const { version, reason } = inputs;
  return runOnEnvironment(inputs, ports, ({ environment, run, ports: runPorts }) =>
    stopRun({ environment, run, version, reason: reason && inOneLine(reason) }, runPorts),
  );
}
