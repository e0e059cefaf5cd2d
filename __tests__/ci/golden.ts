import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';

const own = new URL('golden/', import.meta.url);

/** Compares text to a file; with `UPDATE=1` the tests write the files anew, to be read before they are committed. */
export function expectGolden(name: string, text: string, goldens = own): void {
  const folder = fileURLToPath(goldens);
  const path = join(folder, name);
  const seen = readable(text);
  if (process.env.UPDATE) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, seen);
  }
  expect(seen).toBe(readFileSync(path, 'utf8'));
}

/** Control characters as they are written in a source, random words as one that is not. */
function readable(text: string): string {
  const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
  return text.replace(uuid, '<random>').replaceAll('\u001b', '\\e').replaceAll('\r', '\\r');
}
