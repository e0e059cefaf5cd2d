import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../src/random.ts';
import { repository } from './fanout.ts';

const mostText = 64_000_000;
/** Of one file, so that no large one stands for all. */
const mostOfAFile = 100_000;

/**
 * What packages of the repository's own `node_modules` hold: programs, declarations, JSON, pages. Lines that a bench makes up are
 * so like one another that each tool deflates them several times as fast as what people have.
 */
export function text(): Buffer {
  const folder = join(repository, 'node_modules');
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:[cm]?[jt]s|json|css|html|md|map)$/.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
  const pieces: Buffer[] = [];
  let size = 0;
  for (const path of paths) {
    if (size >= mostText) break;
    const piece = readFileSync(path).subarray(0, mostOfAFile);
    pieces.push(piece);
    size += piece.length;
  }
  return Buffer.concat(pieces);
}

/** The program of Node: some 100 MB as a compiler leaves them. */
export function machineCode(): Buffer {
  return readFileSync(process.execPath);
}

/** A stretch from anywhere, so that no two are alike. */
export function cutting(from: Buffer, size: number, random: Random): Buffer {
  const at = Math.floor(random.next() * (from.length - size));
  return from.subarray(at, at + size);
}
