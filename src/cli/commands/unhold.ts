import { unholdEnvironment } from '../../release/guard/set-hold.ts';
import { changeHold } from '../change-hold.ts';
import type { CommandPorts } from '../command-ports.ts';
import type { InputsOf } from '../inputs.ts';

export function unholdCommand(inputs: InputsOf<'unhold'>, ports: CommandPorts): Promise<number> {
  return changeHold('unhold', inputs, ports, unholdEnvironment);
}
