// What Ruby's File makes of paths on Linux.

/** `File.join` of two. */
export function join(folder: string, name: string): string {
  return `${folder.replace(/\/+$/, '')}/${name.replace(/^\/+/, '')}`;
}

/** `File.basename` */
export function baseName(path: string): string {
  const bare = path.replace(/\/+$/, '');
  return bare === '' ? path.slice(0, 1) : bare.slice(bare.lastIndexOf('/') + 1);
}

/** `File.dirname` */
export function dirName(path: string): string {
  const bare = path.replace(/\/+$/, '');
  const end = bare.lastIndexOf('/');
  if (end < 0) return path.startsWith('/') ? '/' : '.';
  return bare.slice(0, end).replace(/\/+$/, '') || '/';
}

/** `File.expand_path` of the agent, whose working folder is / and whose user is root. */
export function expandPath(path: string): string {
  const [, user, rest = ''] = /^~([^/]*)(.*)$/s.exec(path) ?? [];
  if (user) throw new Error(`user ${user} doesn't exist`);
  const parts: string[] = [];
  for (const part of (user === '' ? `/root${rest}` : path).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** Where the operating system finds what the agent asks it for: only Ruby knows `~`. */
export function hostPath(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}
