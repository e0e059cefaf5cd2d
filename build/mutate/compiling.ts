import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Changed = { file: string; text: string };

/** Those of changed files that the compiler takes: each is put beside its original, and all are checked at once. */
export function compiling<T extends Changed>(folder: string, changed: readonly T[]): T[] {
  const beside = (index: number) => changed[index]?.file.replace(/\.ts$/, `.mutant-${index}.ts`);
  const paths = changed.map((_, index) => join(folder, String(beside(index))));
  for (const [index, { text }] of changed.entries()) writeFileSync(String(paths[index]), text);
  const config = join(folder, 'tsconfig.mutants.json');
  // What a mutant leaves unused is no mistake of types.
  const compilerOptions = { noUnusedLocals: false, noUnusedParameters: false };
  const include = changed.map((_, index) => beside(index));
  writeFileSync(config, JSON.stringify({ extends: './tsconfig.json', compilerOptions, include }));
  const { stdout, status } = spawnSync('node_modules/.bin/tsc', ['-p', config], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  for (const path of [...paths, config]) rmSync(path);
  if (status !== 0 && !stdout.includes('): error TS')) throw new Error(stdout);
  const refused = new Set(
    [...stdout.matchAll(/\.mutant-(\d+)\.ts\(/g)].map(([, index]) => Number(index)),
  );
  return changed.filter((_, index) => !refused.has(index));
}
