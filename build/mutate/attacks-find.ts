// node --import ./build/run-typescript.js build/mutate/attacks-find.ts [WORD]
// Takes what keeps attacks off out of a copy, one after the other, and tells what the test that makes the attack says then.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyRepository } from './copy.ts';
import type { Defence } from './defence.ts';
import { defences } from './defences.ts';

const [word = ''] = process.argv.slice(2);
const root = join(import.meta.dirname, '../..');
const copy = copyRepository(root);
let unnoticed = 0;
try {
  ownBuild();
  for (const defence of defences.filter(({ attack }) => attack.includes(word))) {
    const restore = copy.patch(defence.patches);
    const said = play(defence);
    restore();
    if (said === undefined) unnoticed += 1;
    console.log(`${defence.attack}: ${said ?? 'NOT NOTICED'}`);
  }
} finally {
  copy.remove();
}
process.exitCode = unnoticed > 0 ? 1 : 0;

/** The copy is built again for each, and the repository's own `dist/` is left alone. */
function ownBuild(): void {
  const dist = join(copy.folder, 'dist');
  rmSync(dist);
  mkdirSync(dist);
  for (const name of ['rolldown.config.ts', 'action.yml', 'teamcity-meta-runner.xml'])
    cpSync(join(root, name), join(copy.folder, name));
}

/** The first line of what a test says that fails. */
function play({ test, title }: Defence): string | undefined {
  const isOfDist = test.includes('/system/');
  if (isOfDist)
    execFileSync('node_modules/.bin/rolldown', ['-c'], { cwd: copy.folder, stdio: 'ignore' });
  const config = isOfDist || test.includes('.slow.') ? ['--config', 'jest.system.config.js'] : [];
  const jest = ['--import', './build/jest/hooks.js', 'node_modules/jest/bin/jest.js'];
  const { status, stderr } = spawnSync(process.execPath, [...jest, ...config, test, '-t', title], {
    cwd: copy.folder,
    encoding: 'utf8',
  });
  if (!/^Tests:.* (?:failed|passed)/m.test(stderr))
    throw new Error(`no test of ${test} is called "${title}"`);
  if (status === 0) return undefined;
  const [, said = stderr.slice(0, 2000)] = /●.*\n\n([\s\S]*?)\n\s+\d+ \|/.exec(stderr) ?? [];
  const lines = said.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .join(' · ')
    .slice(0, 300);
}
