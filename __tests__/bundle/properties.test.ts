import { readFileSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import AdmZip from 'adm-zip';
import { readArchive } from '../../src/bundle/archive.ts';
import { openBundle } from '../../src/bundle/bundle-reader.ts';
import fc from '../fast-check.ts';
import { prepare, problemsOf } from './prepared.ts';
import { minimal, noise, type Tree, tempFolder } from './temp-tree.ts';

const name = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((text) => !/[/\\\p{Cc}\p{Cs}]|^\.{1,2}$|^\.(git|codedeployignore)$|;\d*$/u.test(text))
  .map((text) => text.slice(0, 40));

const content = fc.oneof(
  fc.string({ maxLength: 200 }).map((text) => Buffer.from(text)),
  fc.integer({ min: 0, max: 300_000 }).map((size) => noise(size)),
  fc
    .tuple(fc.string({ minLength: 1, maxLength: 30 }), fc.integer({ min: 1, max: 300_000 }))
    .map(([text, size]) => Buffer.alloc(size, text)),
);

const tree = fc
  .dictionary(
    fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => `d/${names.join('/')}`),
    fc.oneof({ weight: 5, arbitrary: content }, { weight: 1, arbitrary: fc.constant(null) }),
    { maxKeys: 8 },
  )
  .filter((found) => !Object.keys(found).some((path) => below(path, found)));

describe('whatever is packaged', () => {
  test('comes out again, here and with adm-zip', async () => {
    await fc.assert(
      fc.asyncProperty(tree, async (found) => {
        const all: Tree = { ...found, 'appspec.yml': 'x' };
        const { toLookAt: _, ...bundle } = (await prepare(all)).bundle;
        const reader = await openBundle(bundle);
        const zip = new AdmZip(bundle.path);
        for (const [path, expected] of Object.entries(all)) {
          if (expected === null) {
            expect(bundle.entries).toContainEqual({
              path,
              kind: 'directory',
              mode: 0o755,
              size: 0,
            });
          } else {
            const bytes = Buffer.from(expected as Buffer);
            expect((await reader.bytes(path))?.equals(bytes)).toBe(true);
            expect(zip.readFile(path)?.equals(bytes)).toBe(true);
          }
        }
        await reader.close();
        const taken = await prepare(bundle.path);
        expect(taken.bundle).toEqual({ ...bundle, path: taken.bundle.path });
      }),
      { numRuns: 15 },
    );
  });
});

describe('a zip that is damaged in any way', () => {
  const position = fc.double({ min: 0, max: 1, noNaN: true });
  const byte = fc.integer({ min: 0, max: 255 });
  const change = fc.oneof(
    fc.record({ at: position, set: byte }),
    // The directory is at the end.
    fc.record({ at: position.map((at) => 1 - at / 12), set: byte }),
    fc.record({ at: position, cut: fc.integer({ min: 1, max: 300 }) }),
  );
  let whole: Buffer;
  beforeAll(async () => {
    const { bundle } = await prepare({
      ...minimal,
      'a/text': 'text '.repeat(60_000),
      'a/noise': noise(3_000),
      link: { link: 'a/text' },
      empty: null,
    });
    whole = readFileSync(bundle.path);
  });

  test('is taken or refused, quickly, and never a mistake of ours', async () => {
    const path = join(tempFolder(), 'damaged.zip');
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const bytes = changes.reduce(damaged, whole);
        writeFileSync(path, bytes);
        const handle = await open(path, 'r');
        const zip = { handle, size: bytes.length, shownAs: 'damaged.zip' };
        const began = process.cpuUsage();
        const problems = await problemsOf(readArchive(zip, new AbortController().signal));
        const { user, system } = process.cpuUsage(began);
        expect((user + system) / 1e6).toBeLessThan(2);
        await handle.close();
        if (problems.length > 0) refused += 1;
      }),
      { numRuns: 200 },
    );
    expect(refused).toBeGreaterThan(50);
  });
});

function damaged(
  bytes: Buffer,
  change: { at: number } & ({ set: number } | { cut: number }),
): Buffer {
  const at = Math.floor(change.at * (bytes.length - 1));
  if ('cut' in change)
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + change.cut)]);
  const copy = Buffer.from(bytes);
  copy[at] = change.set;
  return copy;
}

function below(path: string, found: object): boolean {
  return Object.keys(found).some((other) => other !== path && `${path}/`.startsWith(`${other}/`));
}
