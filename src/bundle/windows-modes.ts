import { readFile } from 'node:fs/promises';
import { examineAppSpec } from '../appspec/appspec.ts';
import { inBundle } from '../appspec/paths.ts';
import { appspecName } from './appspec-place.ts';
import { placeOf, type SourceEntry } from './files.ts';

/** Windows keeps no executable bit: the scripts that the AppSpec file names get one. */
export async function withHooksExecutable(entries: readonly SourceEntry[]): Promise<SourceEntry[]> {
  const hooks = new Set(await hookScripts(entries));
  return entries.map((entry) =>
    entry.kind === 'file' && hooks.has(entry.path) ? { ...entry, executable: true } : entry,
  );
}

async function hookScripts(entries: readonly SourceEntry[]): Promise<string[]> {
  const appspec = entries.find(({ path }) => path === appspecName);
  if (appspec?.kind !== 'file') return [];
  // What is wrong with the file is for the lint to say.
  const { spec } = examineAppSpec(await readFile(placeOf(appspec).location));
  const scripts = [...(spec?.hooks.values() ?? [])].flat();
  return scripts.map(({ location }) => inBundle(location));
}
