import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'golden');

/** Compares text to a file; `UPDATE=1 npm test -- __tests__/ci` writes the files anew, to be read before they are committed. */
export function expectGolden(name: string, text: string): void {
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
