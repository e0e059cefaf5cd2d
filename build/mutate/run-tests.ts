import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';

export type Pace = 'fast' | 'slow';
export type FileResult = {
  path: string;
  isRed: boolean;
  milliseconds?: number;
  /** The mutants whose places it passes. */
  passed?: number[];
  /** The first test that is red, and what it says. */
  why?: string;
};

const configs: Record<Pace, string> = { fast: 'jest.config.js', slow: 'jest.system.config.js' };
const program = [
  '--import',
  './build/jest/hooks.js',
  '--no-warnings',
  'node_modules/jest/bin/jest.js',
];
const judging = [
  '--runInBand',
  '--forceExit',
  '--reporters=./build/mutate/judge.js',
  '--testSequencer=./build/mutate/as-given.js',
];

type Options = { folder: string; pace: Pace; seed: string };

/** The test files that import one of the files, directly or not. Those over dist/ see nothing of a change of `src`. */
export async function importing(
  files: readonly string[],
  { folder, pace }: Omit<Options, 'seed'>,
): Promise<string[]> {
  const listing = ['--listTests', '--findRelatedTests', ...files];
  const args = [...program, '--config', configs[pace], ...listing];
  let text = '';
  await ended(args, { folder, onText: (piece) => (text += piece) });
  return text
    .split('\n')
    .filter((line) => line.endsWith('.test.ts'))
    .map((path) => relative(folder, path))
    .filter((path) => !path.startsWith(join('__tests__', 'system')));
}

/**
 * Runs test files one after another in one process, in the order that they are given.
 * @returns those that were run, and `isLate` where they had to be ended
 */
export async function runTests(
  tests: readonly string[],
  given: Options & { endsAtRed?: boolean; seconds?: number },
): Promise<{ results: FileResult[]; isLate: boolean }> {
  const { folder, pace, seed, endsAtRed, seconds } = given;
  const report = join(folder, '../report');
  rmSync(report, { force: true });
  const args = [...program, '--config', configs[pace], ...judging, `--seed=${seed}`];
  const isLate = await ended([...args, '--runTestsByPath', ...tests], {
    folder,
    ...(seconds !== undefined && { seconds }),
    env: { MUTATE_REPORT: report, ...(endsAtRed && { MUTATE_ENDS_AT_RED: '' }) },
  });
  const lines = existsSync(report) ? readFileSync(report, 'utf8').trim().split('\n') : [];
  return { results: lines.map((line) => JSON.parse(line)), isLate };
}

type Process = {
  folder: string;
  env?: Record<string, string>;
  seconds?: number;
  onText?: (piece: string) => void;
};

/** Whether it had to be ended. Whatever it began ends with it, and what it left in its temporary folder is removed. */
function ended(args: readonly string[], given: Process): Promise<boolean> {
  const { folder, env, seconds = 3_600, onText } = given;
  const temporary = join(folder, '../temporary');
  mkdirSync(temporary, { recursive: true });
  const cache = `--cacheDirectory=${join(folder, '../cache')}`;
  const child = spawn(process.execPath, [...args, cache], {
    cwd: folder,
    env: { ...process.env, TMPDIR: temporary, ...env },
    stdio: ['ignore', onText ? 'pipe' : 'ignore', 'ignore'],
    detached: true,
  });
  child.stdout?.setEncoding('utf8').on('data', (piece: string) => onText?.(piece));
  let isLate = false;
  const end = () => {
    try {
      process.kill(-Number(child.pid), 'SIGKILL');
    } catch {
      // All have ended.
    }
  };
  const timer = setTimeout(() => {
    isLate = true;
    end();
  }, seconds * 1000);
  return new Promise((resolve) => {
    process.prependOnceListener('exit', end);
    child.on('exit', end);
    child.on('close', () => {
      clearTimeout(timer);
      process.off('exit', end);
      rmSync(temporary, { recursive: true, force: true });
      resolve(isLate);
    });
  });
}
