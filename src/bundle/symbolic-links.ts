import type { BundleEntry, BundleNote } from './bundle.ts';
import { quoted } from './names.ts';

// As Linux: path_resolution(7).
const mostHops = 40;

/** An empty name, "." or ".." in a path. */
const unusual = /(?:^|\/)\.{0,2}(?:\/|$)/;

/**
 * Where a path leads to on a host, following links inside the bundle only: the path without links, whether or not there
 * is an entry; of `entries` the links are enough. `outside` when it leaves the bundle on the way; `loop` when links go in circles.
 */
export function follow(
  path: string,
  entries: ReadonlyMap<string, Pick<BundleEntry, 'target'>>,
): { path: string } | 'outside' | 'loop' {
  if (entries.size === 0 && !unusual.test(path)) return { path };
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

/** Links that lead out of the bundle. */
export function linksOutward(entries: readonly BundleEntry[]): BundleEntry[] {
  const links = entries.filter(({ kind }) => kind === 'link');
  // All that following asks for is where links point.
  const byPath = new Map(links.map((entry) => [entry.path, entry]));
  return links.filter(({ path }) => follow(path, byPath) === 'outside');
}

/** A note for each link that leads out of the bundle: on a host it points to whatever is there. */
export function notesOnLinks(entries: readonly BundleEntry[]): BundleNote[] {
  return linksOutward(entries).map(({ path, target }) => ({
    code: 'link-leaves-bundle',
    message: `the link ${quoted(path)} leads out of the bundle, to ${quoted(target ?? '')}`,
    file: path,
    hint: 'on a host it points to whatever is there; package the file itself, or create the link in a hook',
  }));
}
