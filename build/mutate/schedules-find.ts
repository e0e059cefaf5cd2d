// node --import ./build/run-typescript.js build/mutate/schedules-find.ts [SCHEDULES] [WORD]
// Takes what keeps two runs apart out of a copy, one thing after the other, and tells after how many schedules that is seen.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { copyRepository } from './copy.ts';
import { guardFixes } from './guard-fixes.ts';

const [schedules = '2000', word = ''] = process.argv.slice(2);
const copy = copyRepository(join(import.meta.dirname, '../..'));
let missed = 0;
try {
  for (const { name, patches } of guardFixes.filter((fix) => fix.name.includes(word))) {
    const restore = copy.patch(patches);
    const found = play(copy.folder);
    restore();
    if (found === '') missed += 1;
    console.log(`${found || `not in ${schedules} schedules`}: without "${name}"`);
  }
} finally {
  copy.remove();
}
process.exitCode = missed > 0 ? 1 : 0;

/** The first violation, or nothing. */
function play(folder: string): string {
  const program = ['--import', join(folder, 'build/run-typescript.js')];
  const args = [...program, join(folder, 'build/mutate/play-schedules.ts'), schedules];
  return execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' }).trim();
}
