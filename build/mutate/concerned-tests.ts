import { spawnSync } from 'node:child_process';
import { dirname, join, relative } from 'node:path';

const jest = [
  '--import',
  './build/jest/hooks.js',
  '--no-warnings',
  'node_modules/jest/bin/jest.js',
];
const configs = { fast: 'jest.config.js', slow: 'jest.system.config.js' } as const;
type Pace = keyof typeof configs;

export type ConcernedTests = {
  /** Whether one of the tests that import a file of `src`, directly or not, is red. */
  isAnyRed(file: string): boolean;
};

/**
 * The tests of a copy by what they import: the nearest first, and the first that is red ends it. Those over dist/ see
 * nothing of a change of `src`.
 */
export function concernedTests(folder: string): ConcernedTests {
  const known = new Map<string, string[]>();

  function importing(file: string, pace: Pace): string[] {
    const key = `${pace} ${file}`;
    const found = known.get(key) ?? list(['--listTests', '--findRelatedTests', file], pace);
    known.set(key, found);
    return found;
  }

  function list(args: readonly string[], pace: Pace): string[] {
    const { stdout } = run(args, pace);
    return stdout
      .split('\n')
      .filter((line) => line.endsWith('.test.ts'))
      .map((path) => relative(folder, path))
      .filter((path) => !path.startsWith(join('__tests__', 'system')));
  }

  function run(args: readonly string[], pace: Pace) {
    return spawnSync(process.execPath, [...jest, '--config', configs[pace], ...args], {
      cwd: folder,
      encoding: 'utf8',
      // A mutant that loops is noticed too.
      timeout: 90_000,
    });
  }

  return {
    isAnyRed(file) {
      const own = join('__tests__', dirname(relative('src', file)));
      const steps = (['fast', 'slow'] as const).map((pace) => ({
        pace,
        all: importing(file, pace),
      }));
      const near = steps.map(({ pace, all }) => ({
        pace,
        tests: all.filter((one) => isIn(own, one)),
      }));
      const far = steps.map(({ pace, all }) => ({
        pace,
        tests: all.filter((one) => !isIn(own, one)),
      }));
      return [...near, ...far].some(
        ({ pace, tests }) =>
          tests.length > 0 &&
          run(['--silent', '--bail', '--runTestsByPath', ...tests], pace).status !== 0,
      );
    },
  };
}

function isIn(folder: string, path: string): boolean {
  return path.startsWith(`${folder}/`);
}
