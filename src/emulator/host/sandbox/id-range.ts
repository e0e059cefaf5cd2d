import fs from 'node:fs';

/** Ids that nobody on this machine has: what a sandbox's own users are out here. */
export type IdRange = { first: number; count: number };

const WHOLE = 65_536;
/** Those that are nobody's by convention, and for which neither distributions nor container tools give out ranges. */
const FREE = { first: 0x60000000, blocks: 4096 };
/** With fewer, the users of a host would have no id. */
const LEAST = 10_000;

/**
 * A range that both maps of this process hold and that no account and no line of /etc/subuid has; another one for each
 * emulator, so that what one leaves is not the other's.
 *
 * @throws {Error} where there is none
 */
export function unusedIds(turn: number): IdRange {
  const [users, groups] = ['uid_map', 'gid_map'].map((file) =>
    mapped(fs.readFileSync(`/proc/self/${file}`, 'utf8')),
  );
  const taken = ['/etc/passwd', '/etc/group', '/etc/subuid', '/etc/subgid'].flatMap(takenBy);
  const found = candidates(users ?? [], turn).find(
    (range) =>
      (groups ?? []).some((extent) => holds(extent, range)) &&
      !taken.some((other) => overlaps(range, other)),
  );
  if (!found) throw new Error('there are no user ids here that are nobody’s');
  return found;
}

/** The ids inside of which those outside are an extent each; also nobody has one, which Linux gives what it cannot name. */
export function extentsOf({ first, count }: IdRange): string {
  if (count >= WHOLE) return `0 ${first} ${WHOLE}\n`;
  return `0 ${first} ${count - 1}\n65534 ${first + count - 1} 1\n`;
}

/** What an id of this machine is where a sandbox shows it as itself; what has no place there is its root's. */
export function shifted(id: number, { first, count }: IdRange): number {
  return id < count - 1 ? first + id : first;
}

export function candidates(extents: readonly IdRange[], turn: number): IdRange[] {
  const [largest] = extents.toSorted((one, other) => other.count - one.count);
  if (!largest) return [];
  const high = Array.from({ length: FREE.blocks }, (_, index) => ({
    first: FREE.first + ((index + turn) % FREE.blocks) * WHOLE,
    count: WHOLE,
  })).filter((range) => holds(largest, range));
  // Within a container there may be few: of these the upper half, which packages do not reach.
  const half = Math.floor(Math.min(largest.count, 2 * WHOLE) / 2);
  const first = largest.first + Math.min(largest.count, 2 * WHOLE) - half;
  const upper = [first, first + Math.floor(half / 2)].map((from) => ({
    first: from,
    count: first + half - from,
  }));
  return [...high, ...upper.filter(({ count }) => count >= LEAST)];
}

function mapped(text: string): IdRange[] {
  const lines = text.trim().split('\n');
  return lines.map((line) => {
    const [first = 0, , count = 0] = line.trim().split(/\s+/).map(Number);
    return { first, count };
  });
}

/** Of accounts and groups the id; of the files that lend, a range. `nobody` is everybody's. */
function takenBy(file: string): IdRange[] {
  let text = '';
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  const fields = text.split('\n').map((line) => line.split(':'));
  const lends = file.includes('/sub');
  return fields
    .map(([, one, two]) => (lends ? [Number(one), Number(two)] : [Number(two), 1]))
    .filter(([first]) => Number.isInteger(first) && first !== 65_534)
    .map(([first = 0, count = 0]) => ({ first, count }));
}

function holds(outer: IdRange, inner: IdRange): boolean {
  return inner.first >= outer.first && inner.first + inner.count <= outer.first + outer.count;
}

function overlaps(one: IdRange, other: IdRange): boolean {
  return one.first < other.first + other.count && other.first < one.first + one.count;
}
