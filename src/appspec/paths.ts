/** Whether a path in the bundle, also one with a leading slash, climbs out of it. */
export function leavesBundle(path: string): boolean {
  let depth = 0;
  for (const name of path.split(/[/\\]/)) {
    if (name === '' || name === '.') continue;
    depth += name === '..' ? -1 : 1;
    if (depth < 0) return true;
  }
  return false;
}

/** A path in the bundle as its entries are named: no `./`, no slashes at the ends; "" is the root. */
export function inBundle(path: string): string {
  return parts(path).join('/');
}

/** A path on a host without `.`, `..` and doubled slashes; a relative one as from the root. */
export function onHost(path: string): string {
  const drive = /^[A-Za-z]:(?=[/\\]|$)/.exec(path)?.[0] ?? '';
  return `${drive}/${parts(path.slice(drive.length)).join('/')}`;
}

/** From the root of a host. */
export function isAbsolute(path: string, os: 'linux' | 'windows'): boolean {
  return os === 'windows' ? /^(?:[A-Za-z]:)?[/\\]/.test(path) : path.startsWith('/');
}

/** The last name of a path. */
export function baseName(path: string): string {
  return parts(path).at(-1) ?? '';
}

function parts(path: string): string[] {
  const kept: string[] = [];
  for (const name of path.split(/[/\\]/)) {
    if (name === '..') kept.pop();
    else if (name !== '' && name !== '.') kept.push(name);
  }
  return kept;
}
