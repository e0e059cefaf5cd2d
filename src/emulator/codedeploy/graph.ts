/**
 * Objects, arrays, maps and sets that refer to each other, as one list that JSON can hold: each is written once, and
 * referred to by its place. What lives only while the process does (signals and their controllers) is left out.
 */
export function flatten(root: object): unknown[] {
  const places = new Map<object, number>();
  const nodes: unknown[] = [];
  const place = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const known = places.get(value);
    if (known !== undefined) return { ref: known };
    const index = nodes.push(undefined) - 1;
    places.set(value, index);
    nodes[index] = node(value, place);
    return { ref: index };
  };
  place(root);
  return nodes;
}

/** What {@link flatten} was given. Throws for a list that it does not make. */
export function unflatten(nodes: readonly unknown[]): unknown {
  const made = nodes.map((kept) => empty(kept as Node));
  const value = (kept: unknown): unknown => {
    if (typeof kept !== 'object' || kept === null) return kept;
    const found = made[(kept as { ref: number }).ref];
    if (found === undefined) throw new Error('a reference leads nowhere');
    return found;
  };
  nodes.forEach((kept, index) => {
    fill(made[index], kept as Node, value);
  });
  return made[0];
}

type Node =
  | { map: [unknown, unknown][] }
  | { set: unknown[] }
  | { list: unknown[] }
  | { object: [string, unknown][] };

function node(value: object, place: (value: unknown) => unknown): Node {
  if (value instanceof Map)
    return { map: [...value].map(([key, item]) => [place(key), place(item)]) };
  if (value instanceof Set) return { set: [...value].map(place) };
  if (Array.isArray(value)) return { list: value.map(place) };
  const members = Object.entries(value).filter(
    ([, item]) => item !== undefined && !isOfTheProcess(item),
  );
  return { object: members.map(([name, item]) => [name, place(item)]) };
}

function isOfTheProcess(value: unknown): boolean {
  return value instanceof AbortController || value instanceof AbortSignal;
}

function empty(kept: Node): object {
  if ('map' in kept) return new Map();
  if ('set' in kept) return new Set();
  return 'list' in kept ? [] : {};
}

function fill(made: unknown, kept: Node, value: (kept: unknown) => unknown): void {
  if (made instanceof Map && 'map' in kept) {
    for (const [key, item] of kept.map) made.set(value(key), value(item));
  } else if (made instanceof Set && 'set' in kept) {
    for (const item of kept.set) made.add(value(item));
  } else if (Array.isArray(made) && 'list' in kept) {
    for (const item of kept.list) made.push(value(item));
  } else if ('object' in kept) {
    for (const [name, item] of kept.object) {
      Object.defineProperty(made, name, {
        value: value(item),
        writable: true,
        enumerable: true,
        configurable: true,
      });
    }
  }
}
