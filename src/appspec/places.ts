import type { AppSpec } from './appspec.ts';
import { baseName, onHost } from './paths.ts';

/** Longer paths do not exist: PATH_MAX of Linux. */
const LONGEST = 4096;

/** Where an AppSpec file copies to, as far as it is known without the bundle. */
export class Places {
  readonly #destinations = new Set<string>();
  /** Every folder above a destination, and the destination. */
  readonly #above = new Set<string>();
  readonly #files = new Set<string>();

  constructor(spec: AppSpec) {
    for (const { source, destination } of spec.files) {
      if (source.kind !== 'string' || destination.kind !== 'string') continue;
      const path = onHost(destination.value);
      if (path.length > LONGEST || this.#destinations.has(path)) continue;
      this.#destinations.add(path);
      for (const folder of upwards(path)) this.#above.add(folder);
      this.#files.add(onHost(`${path}/${baseName(source.value)}`));
    }
  }

  /** Whether a path is a destination, or above or below one. */
  isNear(object: string): boolean {
    const path = onHost(object);
    if (path.length > LONGEST) return false;
    return this.#above.has(path) || upwards(path).some((folder) => this.#destinations.has(folder));
  }

  /** Whether a path is, by its name, that of one copied file. */
  isFile(object: string): boolean {
    const path = onHost(object);
    return this.#files.has(path) && hasExtension(baseName(path));
  }

  /** Whether a path may be that of one copied file rather than of a folder. */
  isLikelyFile(object: string): boolean {
    return this.#files.has(onHost(object)) || hasExtension(baseName(object));
  }
}

/** Not `.bashrc`, which has none. */
export function hasExtension(name: string): boolean {
  const dot = name.lastIndexOf('.');
  return dot > 0 && dot < name.length - 1;
}

/** The path and every folder above it. */
function upwards(path: string): string[] {
  const folders = [path];
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
    folders.push(path.slice(0, at));
  }
  return [...folders, '/'];
}
