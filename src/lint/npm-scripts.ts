import { isVendored } from './checks/secret-patterns.ts';
import type { Tree } from './tree.ts';

/** Of one bundle; more are not read. */
const MOST = 20;
const LARGEST = 1024 * 1024;

/** What `npm run NAME` may run: the commands that the package.json files of a bundle have by that name. */
export type NpmScripts = ReadonlyMap<string, readonly string[]>;

export async function readNpmScripts(
  tree: Tree,
  read: (path: string) => Promise<Uint8Array | undefined>,
): Promise<NpmScripts> {
  const found = new Map<string, string[]>();
  const paths = [...tree.paths()].filter(
    (path) => /(?:^|\/)package\.json$/.test(path) && !isVendored(path),
  );
  for (const path of paths.slice(0, MOST)) {
    if ((tree.entry(path)?.size ?? 0) > LARGEST) continue;
    const bytes = await read(path);
    for (const [name, command] of bytes ? scriptsOf(bytes) : []) {
      found.set(name, [...(found.get(name) ?? []), command]);
    }
  }
  return found;
}

function scriptsOf(bytes: Uint8Array): [string, string][] {
  try {
    const { scripts } = JSON.parse(new TextDecoder().decode(bytes)) as { scripts?: unknown };
    if (typeof scripts !== 'object' || scripts === null) return [];
    return Object.entries(scripts).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
  } catch {
    return [];
  }
}
