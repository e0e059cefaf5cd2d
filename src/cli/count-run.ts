import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Counts a run of this job in the folder of its notes: how many there were before it. A script may deploy several times,
 * and nothing else tells these apart when the job is tried again. Undefined where it cannot be kept.
 */
export function countRun(folder: string, run: string): number | undefined {
  const path = join(folder, 'begun');
  const temporary = `${path}.${process.pid}`;
  try {
    const before = read(path).filter((line) => line === run);
    writeFileSync(temporary, [...before, run, ''].join('\n'), { mode: 0o600, flag: 'wx' });
    // Instead of whatever is there, a link too.
    renameSync(temporary, path);
    return before.length;
  } catch {
    return undefined;
  }
}

function read(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
