import type { CommandPorts } from '../command-ports.ts';
import type { InputsOf } from '../inputs.ts';
export async function lintCommand(_i: InputsOf<'lint'>, _p: CommandPorts): Promise<number> {
  return 0;
}
