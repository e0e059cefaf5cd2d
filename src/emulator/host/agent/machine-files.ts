import { type Failure, FileFailure, type Machine, type Presence, type Step } from '../machine.ts';
import { rubyText } from './ruby-errors.ts';

/** Work on a file of the host that failed. The message is Ruby's. */
export class FileError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(rubyText(failure), options);
    this.name = 'FileError';
    this.failure = failure;
  }
}

/** @throws {FileError} when a step fails */
export async function apply(machine: Machine, steps: readonly Step[]): Promise<void> {
  const { failed } = await machine.apply(steps);
  if (failed) throw new FileError(failed);
}

export async function see(machine: Machine, path: string): Promise<Presence> {
  const [presence] = await machine.stat([path]);
  if (!presence) throw new Error(`the host says nothing of ${path}`);
  return presence;
}

/** @throws {FileError} when it cannot be read */
export async function read(machine: Machine, path: string): Promise<Buffer> {
  try {
    return await machine.read(path);
  } catch (error) {
    if (error instanceof FileFailure) throw new FileError(error.failure, { cause: error });
    throw error;
  }
}

/** One of the agent's small notes; undefined where there is none. */
export async function readNote(machine: Machine, path: string): Promise<string | undefined> {
  const { kind } = await see(machine, path);
  return kind === 'absent' ? undefined : (await read(machine, path)).toString('utf8').trimEnd();
}
