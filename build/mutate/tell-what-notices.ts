import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Copy, copyRepository } from './copy.ts';
import type { Removal } from './removal.ts';

/**
 * Takes one thing after the other out of a copy, and prints what its test says then. A test that fails by its time limit, or
 * by an error that it did not expect, has judged nothing, and neither has one that fails where nothing was taken out.
 * @returns the exit code: 1 where something was not noticed
 */
export function tellWhatNotices(removals: readonly Removal[]): number {
  const root = join(import.meta.dirname, '../..');
  const copy = copyRepository(root);
  let noticed = 0;
  try {
    ownBuild(root, copy);
    const red = redAnyway(removals, copy);
    for (const removal of removals) {
      const anyway = red.get(keyOf(removal));
      const restore = copy.patch(removal.patches);
      const said = anyway ?? play(removal, copy);
      restore();
      const isNoticed = anyway === undefined && said !== undefined && judged.test(said);
      if (isNoticed) noticed += 1;
      const words = said?.slice(0, 300) ?? 'the test passes';
      const why = anyway === undefined ? '' : ', the test fails with nothing taken out';
      console.log(`${removal.name}: ${isNoticed ? words : `NOT NOTICED${why}: ${words}`}`);
    }
  } finally {
    copy.remove();
  }
  console.log(`${noticed} of ${removals.length} noticed`);
  return noticed < removals.length ? 1 : 0;
}

/** What a test says that came to judge. */
const judged = /expect\(|Property failed/;

type Test = Pick<Removal, 'test' | 'title'>;

const keyOf = ({ test, title }: Test) => `${test}\n${title}`;

/** What tests say that fail with nothing taken out: those of a file together, and only where that fails each of them alone. */
function redAnyway(removals: readonly Removal[], copy: Copy): Map<string, string> {
  const red = new Map<string, string>();
  for (const test of new Set(removals.map((one) => one.test))) {
    const titles = new Set(removals.flatMap((one) => (one.test === test ? [one.title] : [])));
    const any = [...titles].map((title) => `(?:${title})`).join('|');
    if (play({ test, title: any }, copy) === undefined) continue;
    for (const title of titles) {
      const said = play({ test, title }, copy);
      if (said !== undefined) red.set(keyOf({ test, title }), said);
    }
  }
  return red;
}

/** The copy is built again for each, and the repository's own `dist/` is left alone. */
function ownBuild(root: string, { folder }: Copy): void {
  const dist = join(folder, 'dist');
  rmSync(dist);
  mkdirSync(dist);
  for (const name of ['rolldown.config.ts', 'action.yml', 'teamcity-meta-runner.xml'])
    cpSync(join(root, name), join(folder, name));
}

/** The first words of what a test says that fails; undefined where it passes. */
function play({ test, title }: Test, { folder: cwd }: Copy): string | undefined {
  const isOfDist = test.includes('/system/');
  if (isOfDist) execFileSync('node_modules/.bin/rolldown', ['-c'], { cwd, stdio: 'ignore' });
  const config = isOfDist || test.includes('.slow.') ? ['--config', 'jest.system.config.js'] : [];
  const jest = ['--import', './build/jest/hooks.js', 'node_modules/jest/bin/jest.js'];
  const args = [...jest, ...config, test, '-t', title];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  if (!/^Tests:.* (?:failed|passed)/m.test(stderr))
    throw new Error(`no test of ${test} is called "${title}":\n${stderr.slice(0, 2000)}`);
  if (status === 0) return undefined;
  const [, said = stderr.slice(0, 2000)] = /●.*\n\n([\s\S]*?)\n\s+\d+ \|/.exec(stderr) ?? [];
  const lines = said.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '').join(' · ');
}
