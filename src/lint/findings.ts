import type { Agents } from '../appspec/agent-versions.ts';
import { Finder } from '../appspec/finder.ts';
import type { Finding } from '../appspec/rules.ts';

/** The findings of a bundle: those of its AppSpec file first, then those of each other file. */
export class BundleFindings {
  readonly #off: ReadonlySet<string>;
  readonly #agents: Agents;
  readonly #nameOf: (path: string) => string;
  readonly #finders = new Map<string, Finder>();
  /** Of the AppSpec file. */
  readonly appspec: Finder;
  /** The folder that hosts take off. */
  wrapper: string | undefined;

  /** @param nameOf how the user knows a path in the bundle */
  constructor(
    appspec: string,
    off: Iterable<string>,
    nameOf: (path: string) => string,
    agents: Agents,
  ) {
    this.#agents = agents;
    this.#off = new Set(off);
    this.#nameOf = nameOf;
    this.appspec = new Finder(appspec, this.#off, agents);
  }

  /** Of any other file, by its path in the zip; "" is the bundle as a whole. */
  of(path: string): Finder {
    let finder = this.#finders.get(path);
    if (!finder) {
      finder = new Finder(this.#nameOf(path), this.#off, this.#agents);
      this.#finders.set(path, finder);
    }
    return finder;
  }

  /** The same, by a path in the bundle as hosts unpack it. */
  inside(path: string): Finder {
    return this.of(this.wrapper === undefined ? path : `${this.wrapper}/${path}`);
  }

  /** What the file alone shows is not said again with the bundle. */
  all(known: readonly Finding[]): Finding[] {
    const said = new Set(known.map(({ rule, line }) => `${rule}:${line}`));
    const more = this.appspec.findings().filter(({ rule, line }) => !said.has(`${rule}:${line}`));
    const others = [...this.#finders].sort(([one], [other]) => (one < other ? -1 : 1));
    return [...known, ...more, ...others.flatMap(([, finder]) => finder.findings())];
  }
}
