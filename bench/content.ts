import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** 224 MB as a service has them: 3,000 files of text and of what does not shrink, half and half. */
export function makeTree(folder: string): void {
  start(folder);
  const text = words(4_000_000);
  const binary = noise(4_000_000, 'tree');
  for (let i = 0; i < 3_000; i++) {
    const size = i % 10 === 0 ? 520_000 : 25_100;
    const from = i % 2 === 0 ? text : binary;
    write(folder, i, from.subarray((i * 997) % (from.length - size)).subarray(0, size));
  }
}

/** 100,000 files of 200 bytes to 4 kB, as in `node_modules`. */
export function makeSmallFiles(folder: string): void {
  start(folder);
  const text = words(1_000_000);
  for (let i = 0; i < 100_000; i++) {
    const size = 200 + ((i * 7_919) % 3_800);
    write(folder, i, text.subarray((i * 997) % (text.length - size)).subarray(0, size));
  }
}

/** 500 MB in one file, of which a third does not shrink. */
export function makeBinary(folder: string): void {
  start(folder);
  const text = words(3_333_333);
  for (let i = 0; i < 100; i++)
    appendFileSync(
      join(folder, 'service'),
      i % 3 === 0 ? noise(5_000_000, `${i}`) : Buffer.concat([text, text]).subarray(0, 5_000_000),
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

function words(size: number): Buffer {
  const digest = (i: number) => createHash('sha256').update(`${i}`).digest('hex').slice(0, 12);
  const lines = Array.from({ length: Math.ceil(size / 60) }, (_, i) =>
    `a line of a program that is like others, ${digest(i)}, no ${i}`.padEnd(60),
  );
  return Buffer.from(lines.join('\n')).subarray(0, size);
}

function noise(size: number, seed: string): Buffer {
  return createHash('shake256', { outputLength: size }).update(seed).digest();
}
