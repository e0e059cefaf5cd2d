import type { BundleEntry, BundleNote } from './bundle.ts';
import { quoted } from './names.ts';

// As Linux: path_resolution(7).
const mostHops = 40;

/**
 * Where a path leads to on a host, following links inside the bundle only: the path without links, whether or not there
 * is an entry; `outside` when it leaves the bundle on the way; `loop` when links go in circles.
 */
export function follow(
  path: string,
  entries: ReadonlyMap<string, Pick<BundleEntry, 'target'>>,
): { path: string } | 'outside' | 'loop' {
  const at: string[] = [];
  const ahead = path.split('/').reverse();
  let hops = 0;
  for (let name = ahead.pop(); name !== undefined; name = ahead.pop()) {
    if (name === '' || name === '.') continue;
    if (name === '..') {
      if (at.pop() === undefined) return 'outside';
      continue;
    }
    const target = entries.get([...at, name].join('/'))?.target;
    if (target === undefined) {
      at.push(name);
    } else {
      hops += 1;
      if (hops > mostHops) return 'loop';
      if (/^([/\\]|[A-Za-z]:)/.test(target)) return 'outside';
      ahead.push(...target.split('/').reverse());
    }
  }
  return { path: at.join('/') };
}

/** A note for each link that leads out of the bundle: on a host it points to whatever is there. */
export function notesOnLinks(entries: readonly BundleEntry[]): BundleNote[] {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  return entries
    .filter(({ kind, path }) => kind === 'link' && follow(path, byPath) === 'outside')
    .map(({ path, target }) => ({
      code: 'link-leaves-bundle',
      message: `the link ${quoted(path)} leads out of the bundle, to ${quoted(target ?? '')}`,
      file: path,
      hint: 'on a host it points to whatever is there; package the file itself, or create the link in a hook',
    }));
}
