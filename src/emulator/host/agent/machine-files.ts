import { FileFailure, type Machine, type Presence, type Step } from '../machine.ts';
import { rubyText } from './ruby-errors.ts';

/** @throws {Error} in Ruby's words, when a step fails */
export async function apply(machine: Machine, steps: readonly Step[]): Promise<void> {
  const { failed } = await machine.apply(steps);
  if (failed) throw new Error(rubyText(failed));
}

export async function see(machine: Machine, path: string): Promise<Presence> {
  const [presence] = await machine.stat([path]);
  if (!presence) throw new Error(`the host says nothing of ${path}`);
  return presence;
}

/** @throws {Error} in Ruby's words, when it cannot be read */
export async function read(machine: Machine, path: string): Promise<Buffer> {
  try {
    return await machine.read(path);
  } catch (error) {
    if (error instanceof FileFailure) throw new Error(rubyText(error.failure), { cause: error });
    throw error;
  }
}

/** One of the agent's small notes; undefined where there is none. */
export async function readNote(machine: Machine, path: string): Promise<string | undefined> {
  const { kind } = await see(machine, path);
  return kind === 'absent' ? undefined : (await read(machine, path)).toString('utf8').trimEnd();
}
