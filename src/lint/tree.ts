import type { BundleEntry } from '../bundle/bundle.ts';
import { follow } from '../bundle/symbolic-links.ts';
import { closest } from '../words/closest.ts';

/** PATH_MAX of Linux: nothing is at a longer path. */
const LONGEST = 4096;
/** Of a folder; more are counted. */
const NAMED = 5;

export type Found =
  | { kind: 'file'; path: string; entry: BundleEntry }
  | { kind: 'directory'; path: string };

/** The entries of a bundle as a host unpacks them: folders that only the paths of files tell of are there as well. */
export class Tree {
  readonly #entries = new Map<string, BundleEntry>();
  readonly #links = new Map<string, BundleEntry>();
  readonly #children = new Map<string, Set<string>>([['', new Set()]]);

  /** By their lower-case paths, where hosts do not tell the cases apart. */
  readonly #folded: Map<string, string> | undefined;

  /** `wrapper` is the folder that hosts take off; Windows does not tell upper from lower case. */
  constructor(
    entries: readonly BundleEntry[],
    { wrapper, os = 'linux' }: { wrapper?: string | undefined; os?: 'linux' | 'windows' } = {},
  ) {
    this.#folded = os === 'windows' ? new Map() : undefined;
    const prefix = wrapper === undefined ? '' : `${wrapper}/`;
    for (const entry of entries) {
      const path = entry.path.endsWith('/') ? entry.path.slice(0, -1) : entry.path;
      if (path.startsWith(prefix)) this.#add(path.slice(prefix.length), entry);
    }
    for (const path of [...this.#children.keys(), ...this.#entries.keys()]) {
      this.#folded?.set(path.toLowerCase(), path);
    }
  }

  #add(path: string, entry: BundleEntry): void {
    if (path === '') return;
    this.#entries.set(path, entry);
    if (entry.kind === 'link') this.#links.set(path, entry);
    if (entry.kind === 'directory' && !this.#children.has(path)) {
      this.#children.set(path, new Set());
    }
    for (let child = path; child !== ''; ) {
      const parent = child.slice(0, Math.max(0, child.lastIndexOf('/')));
      const known = this.#children.get(parent);
      if (known?.has(child)) return;
      if (known) known.add(child);
      else this.#children.set(parent, new Set([child]));
      child = parent;
    }
  }

  /** Every path with an entry of its own. */
  paths(): IterableIterator<string> {
    return this.#entries.keys();
  }

  /** Those of symbolic links: few, where the paths may be many. */
  links(): IterableIterator<string> {
    return this.#links.keys();
  }

  isLink(path: string): boolean {
    return this.#links.has(path);
  }

  entry(path: string): BundleEntry | undefined {
    return this.#entries.get(path);
  }

  /** Paths directly in a folder. */
  children(path: string): Iterable<string> {
    return this.#children.get(path) ?? [];
  }

  /**
   * What a host finds at a path, links followed: nothing where they go in circles. A link that leads out of the bundle counts
   * as a file.
   */
  find(path: string): Found | undefined {
    if (path.length > LONGEST) return undefined;
    return this.#find(this.#folded?.get(path.toLowerCase()) ?? path);
  }

  #find(path: string): Found | undefined {
    const end = follow(path, this.#links);
    if (end === 'loop') return undefined;
    if (end === 'outside') {
      const entry = this.#entries.get(path);
      return entry && { kind: 'file', path, entry };
    }
    if (this.#children.has(end.path)) return { kind: 'directory', path: end.path };
    const entry = this.#entries.get(end.path);
    return entry && { kind: 'file', path: end.path, entry };
  }

  /** What to say of a path that is not there: what is there in its place. */
  nearestWords(path: string): string | undefined {
    const target = this.#entries.get(path)?.target;
    if (target !== undefined) {
      const isLoop = follow(path, this.#links) === 'loop';
      return isLoop
        ? 'it is a link, and links go in circles'
        : `it is a link to "${target}", which is not there`;
    }
    const nearest = this.nearest(path);
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    const name = path.slice(folder.length).replace('/', '');
    if (this.#children.size === 1 && (folder !== '' || nearest === undefined)) {
      const flat = `there are no folders in the bundle: zip -j packs without them`;
      return nearest === name ? `"${name}" is at the root; ${flat}` : flat;
    }
    return nearest === undefined ? undefined : `did you mean "${nearest}"?`;
  }

  /** What is in the folder of a path that is not there. */
  besideWords(path: string): string | undefined {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    const beside = [...(this.#children.get(folder) ?? [])];
    if (beside.length === 0) return undefined;
    const names = beside
      .slice(0, NAMED)
      .map((each) => `"${each.slice(each.lastIndexOf('/') + 1)}"`);
    const rest = beside.length - names.length;
    return `${folder === '' ? 'at the root' : `in "${folder}"`} there is ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  }

  /** The path that was most likely meant by one that is not there. */
  nearest(path: string): string | undefined {
    const folded = path.toLowerCase();
    const name = path.slice(path.lastIndexOf('/') + 1);
    let sameName: string | undefined;
    for (const candidate of this.#entries.keys()) {
      if (candidate.toLowerCase() === folded) return candidate;
      if (candidate.endsWith(`/${name}`) || candidate === name) sameName ??= candidate;
    }
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    return sameName ?? closest(path, this.children(folder));
  }
}
