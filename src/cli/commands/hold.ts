import { holdEnvironment } from '../../release/guard/set-hold.ts';
import { changeHold } from '../change-hold.ts';
import type { CommandPorts } from '../command-ports.ts';
import type { InputsOf } from '../inputs.ts';

export function holdCommand(inputs: InputsOf<'hold'>, ports: CommandPorts): Promise<number> {
  return changeHold('hold', inputs, ports, holdEnvironment);
}
