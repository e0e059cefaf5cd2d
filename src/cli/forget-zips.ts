import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const day = 24 * 60 * 60_000;

/** Removes the bundles that earlier runs have left in the folder of notes; what a run of today may still use stays. */
export function forgetZips(folder: string, now = Date.now()): void {
  for (const name of namesIn(folder)) {
    if (!name.endsWith('.zip')) continue;
    const path = join(folder, name);
    const age = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    if (age !== undefined && now - age > day) rmSync(path, { force: true });
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
