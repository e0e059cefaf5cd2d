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

/**
 * Undefined where there is nothing at the path. A host is asked once where there is: each question costs both sides more than
 * the file does.
 *
 * @throws {FileError} when what is there cannot be read
 */
export async function readIfThere(machine: Machine, path: string): Promise<Buffer | undefined> {
  try {
    return await read(machine, path);
  } catch (error) {
    const isAbsent = error instanceof FileError && (await see(machine, path)).kind === 'absent';
    if (isAbsent) return undefined;
    throw error;
  }
}

/** Undefined where nothing can be read, for whatever reason. */
export async function readIfPossible(machine: Machine, path: string): Promise<Buffer | undefined> {
  try {
    return await machine.read(path);
  } catch (error) {
    if (error instanceof FileFailure) return undefined;
    throw error;
  }
}

/** One of the agent's small notes; undefined where there is none. */
export async function readNote(machine: Machine, path: string): Promise<string | undefined> {
  return (await readIfThere(machine, path))?.toString('utf8').trimEnd();
}
