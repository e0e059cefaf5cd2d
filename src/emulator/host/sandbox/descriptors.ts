import fs from 'node:fs';

const CLOSE_ON_EXEC = 0o2000000;
/** One that takes more to cover is not worth a sandbox. */
const MOST = 1024;

/**
 * Starts a child to which every descriptor above 2 that this process was started with is /dev/null. A folder
 * among them would be a door out of a sandbox. `ignore` of Node.js leaves them as they are.
 *
 * @param start given the entries of `stdio` from 3 on
 * @throws {Error} where one cannot be covered
 */
export function withoutInherited<T>(start: (covers: number[]) => T): T {
  const last = Math.max(2, ...inherited());
  if (last > MOST) {
    throw new Error(
      `descriptor ${last} was left open by whoever started this, and cannot be closed`,
    );
  }
  const nothing = fs.openSync('/dev/null', 'r');
  try {
    return start(Array.from({ length: last - 2 }, () => nothing));
  } finally {
    fs.closeSync(nothing);
  }
}

function inherited(): number[] {
  return fs
    .readdirSync('/proc/self/fd')
    .map(Number)
    .filter((descriptor) => descriptor > 2 && isPassedOn(descriptor));
}

function isPassedOn(descriptor: number): boolean {
  try {
    const text = fs.readFileSync(`/proc/self/fdinfo/${descriptor}`, 'utf8');
    const [, flags = '0'] = /^flags:\s*([0-7]+)/m.exec(text) ?? [];
    return (Number.parseInt(flags, 8) & CLOSE_ON_EXEC) === 0;
  } catch {
    // It was open only to list them.
    return false;
  }
}
