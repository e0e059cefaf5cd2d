// node --import ./build/run-typescript.js build/mutate/search-finds.ts [SEEDS] [WORD]
// Takes fixes out of a copy, one by one, and tells after how many seeds the search finds that they are missing.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Copy, copyRepository } from './copy.ts';
import { type Fix, fixes } from './fixes.ts';

const [seeds = '500', word = ''] = process.argv.slice(2);
const root = join(import.meta.dirname, '../..');
const copy = copyRepository(root);
const cwd = mkdtempSync(join(tmpdir(), 'fanout-found-'));
let missed = 0;
try {
  for (const fix of fixes.filter(({ name }) => name.includes(word))) {
    const restore = copy.patch(fix.patches);
    const found = await firstFound(fix, copy);
    restore();
    if (found === undefined) missed += 1;
    console.log(`${found ?? `not in ${seeds} seeds`}: ${fix.name}`);
  }
} finally {
  copy.remove();
  rmSync(cwd, { recursive: true, force: true });
}
process.exitCode = missed > 0 ? 1 : 0;

/** The first line that describes a violation. */
function firstFound(
  { command, environment = 'production' }: Fix,
  { folder }: Copy,
): Promise<string | undefined> {
  const config = join(folder, 'build/search/fanout.yml');
  const args = ['rehearse', command, environment, '--config', config, '--search', seeds];
  const program = [
    '--import',
    join(folder, 'build/run-typescript.js'),
    join(folder, 'src/main.ts'),
  ];
  const child = spawn(process.execPath, [...program, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (piece: string) => {
      text += piece;
      const [line] = /^seed \d+: .*/m.exec(text) ?? [];
      if (line === undefined) return;
      child.kill('SIGKILL');
      resolve(line.slice(0, 160));
    });
    // Only a search that ended has found nothing.
    child.on('close', (code) =>
      code === 0 ? resolve(undefined) : reject(new Error(`the search ended with ${code}`)),
    );
  });
}
