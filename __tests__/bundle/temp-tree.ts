import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from '@jest/globals';

/** By path: a file's content, `{ content, mode }`, `{ link }`, or null for a folder. */
export type Tree = Record<
  string,
  string | Buffer | { content: string; mode: number } | { link: string } | null
>;

export const minimal: Tree = { 'appspec.yml': 'version: 0.0\nos: linux\n' };

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Is gone after the tests of the file. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fanout-bundle-'));
  folders.push(folder);
  return folder;
}

/** Writes a tree into a folder, a new one unless told otherwise, and returns that. */
export function makeTree(tree: Tree, folder = tempFolder()): string {
  for (const [path, what] of Object.entries(tree)) {
    const location = join(folder, path);
    mkdirSync(what === null ? location : dirname(location), { recursive: true });
    if (what === null) continue;
    if (typeof what === 'string' || Buffer.isBuffer(what)) writeFileSync(location, what);
    else if ('link' in what) symlinkSync(what.link, location);
    else {
      writeFileSync(location, what.content);
      chmodSync(location, what.mode);
    }
  }
  return folder;
}

/** Bytes that do not compress, the same each time. */
export function noise(size: number, seed = ''): Buffer {
  return createHash('shake256', { outputLength: size }).update(seed).digest();
}
