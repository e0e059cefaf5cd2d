import { continueRun } from '../../release/run/continue-run.ts';
import type { CommandPorts } from '../command-ports.ts';
import type { InputsOf } from '../inputs.ts';
import { runOnEnvironment } from '../run-on-environment.ts';

export function continueCommand(
  inputs: InputsOf<'continue'>,
  ports: CommandPorts,
): Promise<number> {
  const { version } = inputs;
  return runOnEnvironment(inputs, ports, ({ environment, run, ports: runPorts }) =>
    continueRun({ environment, run, version }, runPorts),
  );
}
