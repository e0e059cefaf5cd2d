// node --import ./build/run-typescript.js build/mutate/search-finds.ts [SEEDS] [WORD]
// Takes what is right out of a copy, one thing after the other, and tells which seed first breaks the invariant that it is for.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { invariants } from '../../src/rehearsal/search/invariants.ts';
import { basics } from './basics.ts';
import { type Copy, copyRepository } from './copy.ts';
import type { Fix } from './fix.ts';
import { fixes } from './fixes.ts';

const [seeds = '500', word = ''] = process.argv.slice(2);
const copy = copyRepository(join(import.meta.dirname, '../..'));
const cwd = mkdtempSync(join(tmpdir(), 'fanout-found-'));
const found = new Map<Fix, number>();
let missed = 0;
try {
  for (const fix of [...fixes, ...basics].filter(({ name }) => name.includes(word))) {
    const restore = copy.patch(fix.patches);
    const seed = await firstSeed(fix, copy);
    restore();
    if (seed === undefined) missed += 1;
    else found.set(fix, seed);
    console.log(`${seed === undefined ? `not in ${seeds} seeds` : `seed ${seed}`}: ${fix.name}`);
  }
} finally {
  copy.remove();
  rmSync(cwd, { recursive: true, force: true });
}
for (const invariant of invariants)
  for (const [{ name, shows }, seed] of found)
    if (shows === invariant) console.log(`| ${invariant} | ${name} | ${seed} |`);
process.exitCode = missed > 0 ? 1 : 0;

/** Others may be broken first: that is said, and the search goes on after it. */
async function firstSeed(fix: Fix, { folder }: Copy): Promise<number | undefined> {
  for (let first = 1; first <= Number(seeds); ) {
    const violation = await nextViolation(fix, folder, first);
    if (!violation) return undefined;
    const { seed, line } = violation;
    if (line.includes(`violated: ${fix.shows} (`)) return seed;
    console.log(`  ${line.slice(0, 160)}`);
    first = seed + 1;
  }
  return undefined;
}

function nextViolation(
  { command, environment = 'production' }: Fix,
  folder: string,
  first: number,
): Promise<{ seed: number; line: string } | undefined> {
  const program = [
    '--import',
    join(folder, 'build/run-typescript.js'),
    join(folder, 'src/main.ts'),
  ];
  const count = String(Number(seeds) - first + 1);
  const config = join(folder, 'build/search/fanout.yml');
  const args = ['rehearse', command, environment, '--config', config];
  const child = spawn(
    process.execPath,
    [...program, ...args, '--search', count, '--seed', String(first)],
    { cwd, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (piece: string) => {
      text += piece;
      const [line, seed] = /^seed (\d+): .*(?=\n)/m.exec(text) ?? [];
      if (line === undefined) return;
      child.kill('SIGKILL');
      resolve({ seed: Number(seed), line });
    });
    // Only a search that ended has found nothing.
    child.on('close', (code) =>
      code === 0 ? resolve(undefined) : reject(new Error(`the search ended with ${code}`)),
    );
  });
}
