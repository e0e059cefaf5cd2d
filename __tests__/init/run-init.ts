import type { Host } from '../../src/ci/host.ts';
import { readInputs } from '../../src/cli/arguments.ts';
import type { CommandPorts } from '../../src/cli/command-ports.ts';
import { initCommand } from '../../src/cli/commands/init.ts';
import { type Problem, UsageError } from '../../src/problem.ts';

/** `fanout init` in a folder, where nobody can be asked. */
export async function runCli(
  cwd: string,
  args: readonly string[] = [],
): Promise<{ code: number; printed: string; problems: readonly Problem[] }> {
  const printed: string[] = [];
  const note = (text: string) => void printed.push(text);
  const host = { print: note, result: note } as unknown as Host;
  const signal = new AbortController().signal;
  try {
    const read = readInputs(['init', ...args], {});
    if (!read.ok) throw new UsageError(read.problems);
    if (read.inputs.command !== 'init') throw new Error('not read');
    const code = await initCommand(read.inputs, { cwd, host, signal, env: {} } as CommandPorts);
    return { code, printed: printed.join('\n'), problems: [] };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { code: 2, printed: error.message, problems: error.problems };
  }
}
