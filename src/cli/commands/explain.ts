import { UsageError } from '../../problem.ts';
import { allCodes, explanationJson, explanationLines, isCode } from '../../report/explanation.ts';
import { suggestion } from '../../words/closest.ts';
import { quoted } from '../../words/quoted.ts';
import type { CommandPorts } from '../command-ports.ts';
import type { InputsOf } from '../inputs.ts';

/** Needs neither configuration nor network. */
export async function explainCommand(
  { code = '', json }: InputsOf<'explain'>,
  { host }: CommandPorts,
): Promise<number> {
  if (!isCode(code)) {
    const message = `no problem or rule has the code ${quoted(code)}`;
    throw new UsageError([{ code: 'unknown-code', message, hint: suggestion(code, allCodes) }]);
  }
  if (json) host.result(explanationJson(code));
  else host.print(explanationLines(code).join('\n'));
  return 0;
}
