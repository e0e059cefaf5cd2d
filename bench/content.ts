import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../src/random.ts';
import { cutting, machineCode, text } from './bytes-at-hand.ts';

/** 224 MB as a service has them: 3,000 files, half of them text, a quarter machine code, a quarter what does not shrink. */
export function makeTree(folder: string): void {
  start(folder);
  const random = seededRandom(1);
  const kinds = [text(), machineCode(), text(), noise(8_000_000, 'tree')];
  for (let i = 0; i < 3_000; i++) {
    const kind = kinds[(i + Math.floor(i / 10)) % kinds.length] as Buffer;
    write(folder, i, cutting(kind, i % 10 === 0 ? 520_000 : 25_100, random));
  }
}

/** 100,000 files of 200 bytes to 4 kB, as in `node_modules`. */
export function makeSmallFiles(folder: string): void {
  start(folder);
  const random = seededRandom(2);
  const all = text();
  for (let i = 0; i < 100_000; i++)
    write(folder, i, cutting(all, 200 + ((i * 7_919) % 3_800), random));
}

/** 500 MB in one file: machine code, and a third that does not shrink, as what is embedded in it. */
export function makeBinary(folder: string): void {
  start(folder);
  const random = seededRandom(3);
  const code = machineCode();
  for (let i = 0; i < 100; i++)
    appendFileSync(
      join(folder, 'service'),
      i % 3 === 0 ? noise(5_000_000, `${i}`) : cutting(code, 5_000_000, random),
    );
}

/** Scripts of 4 kB each, with a hook that calls the first. */
export function makeScripts(folder: string, count: number): void {
  start(folder);
  const body = Array.from(
    { length: 60 },
    (_, i) => `if [ -f "/opt/app/file-${i}" ]; then echo "step ${i} of $0"; fi`,
  );
  for (let i = 0; i < count; i++)
    write(
      folder,
      i,
      Buffer.from(`#!/bin/bash\nset -euo pipefail\n# script ${i}\n${body.join('\n')}\n`),
      '.sh',
    );
}

function start(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'appspec.yml'),
    'version: 0.0\nos: linux\nfiles:\n  - source: /\n    destination: /opt/app\n',
  );
}

function write(folder: string, index: number, content: Uint8Array, extension = ''): void {
  const part = join(folder, `part-${index % 100}`);
  mkdirSync(part, { recursive: true });
  writeFileSync(join(part, `file-${index}${extension}`), content);
}

function noise(size: number, seed: string): Buffer {
  return createHash('shake256', { outputLength: size }).update(seed).digest();
}
