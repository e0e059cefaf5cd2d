import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../../problem.ts';
import { flatten, unflatten } from './graph.ts';
import type { Scope } from './state.ts';

export type StateFile = {
  /** What was kept; empty where nothing was. */
  scopes: Map<string, Scope>;
  /** Writes the scopes as they are now, or soon will be; resolves when that is on disk. */
  keep(): Promise<void>;
};

/** The way in which state is written; another one cannot be read. */
const format = 1;

/** Keeps CodeDeploy's state in `codedeploy.json` of a folder. Throws a {@link UsageError} where the file cannot be read. */
export function openStateFile(folder: string): StateFile {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'codedeploy.json');
  const scopes = load(file);
  let writing: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  return {
    scopes,
    keep() {
      // One write serves everything that changes before it begins.
      next ??= writing
        .catch(() => undefined)
        .then(() => {
          next = undefined;
          writing = write(file, scopes);
          return writing;
        });
      return next;
    },
  };
}

function load(file: string): Map<string, Scope> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
    throw unreadable(file, cause);
  }
  try {
    const kept = JSON.parse(text) as { format?: unknown; state?: unknown };
    const state =
      kept.format === format && Array.isArray(kept.state) ? unflatten(kept.state) : undefined;
    if (state instanceof Map) return state;
  } catch (cause) {
    throw unreadable(file, cause);
  }
  throw unreadable(file);
}

function unreadable(file: string, cause?: unknown): UsageError {
  const message = "the emulator's state cannot be read";
  return new UsageError(
    [{ code: 'state-unusable', message, file, hint: 'remove it to start over' }],
    { cause },
  );
}

/** The file is there whole or not at all. */
async function write(file: string, scopes: Map<string, Scope>): Promise<void> {
  const draft = `${file}.${randomUUID()}.draft`;
  await writeFile(draft, JSON.stringify({ format, state: flatten(scopes) }), {
    flag: 'wx',
    mode: 0o600,
  });
  await rename(draft, file);
}
