import { isUtf8 } from 'node:buffer';

/**
 * Why a path in a bundle would not arrive on a host as it is, if so. Hosts unpack with Info-ZIP's unzip, which drops
 * control characters and takes `;1` at the end of a file's name for a VMS version
 * (unzip 6.0: `unix/unix.c`, mapname()); a backslash is a folder to some tools and a character to others.
 */
export function nameProblem(path: string, kind: 'file' | 'directory' | 'link'): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(path)) return 'has a control character in its name';
  if (/^[A-Za-z]:/.test(path)) return 'begins like a drive of Windows';
  if (path.includes('\\')) return 'has a backslash in its name';
  if (kind !== 'directory' && /;[0-9]*$/.test(path)) {
    return 'ends in ";" or ";" and a number, which unzip cuts off as a VMS version';
  }
  const size = Buffer.byteLength(path);
  if (size > 255 && path.split('/').some((name) => Buffer.byteLength(name) > 255)) {
    return 'has a name of more than 255 bytes';
  }
  return size > 4000 ? 'has a path of more than 4000 bytes' : undefined;
}

/** A name in a zip as a path in the bundle: unzip takes "./" and "//" out as well. */
export function normalPath(name: string): string {
  if (!/^\/|\/$|\/\/|(?:^|\/)\.(?:\/|$)/.test(name)) return name;
  return name
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

/** The text, where these bytes are UTF-8. */
export function utf8(bytes: Uint8Array): string | undefined {
  // A decoder for each of many names takes ten times as long.
  return isUtf8(bytes)
    ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString()
    : undefined;
}

/** A name for people to read: in quotes, with control characters spelt out. */
export function quoted(name: string): string {
  return JSON.stringify(name).replace(/[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, escaped);
}

/** Sorts by path, compared as UTF-8 bytes. */
export function sortByPath<T extends { path: string }>(entries: readonly T[]): T[] {
  // JavaScript's own order is the same below surrogates, and ten times as fast.
  if (!entries.some(({ path }) => /[\ud800-\uffff]/.test(path)))
    return entries.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return entries
    .map((entry) => ({ entry, key: Buffer.from(entry.path) }))
    .sort((a, b) => Buffer.compare(a.key, b.key))
    .map(({ entry }) => entry);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
