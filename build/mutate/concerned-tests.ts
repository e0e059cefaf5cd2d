import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

const jest = [
  '--import',
  './build/jest/hooks.js',
  '--no-warnings',
  'node_modules/jest/bin/jest.js',
];
const configs = { fast: 'jest.config.js', slow: 'jest.system.config.js' } as const;
type Pace = keyof typeof configs;

/** A mutant that loops is noticed too. Without a mutant nothing loops, and all tests may be run. */
const timeouts = { mutated: 90_000, unmutated: 600_000 } as const;

export type ConcernedTests = {
  /**
   * Which tests are red without any mutant: they prove nothing of one. To be called before the file is changed.
   * @returns their paths
   */
  redUnmutated(file: string): readonly string[];
  /** Whether a test that imports a file of `src`, directly or not, is red, and was not so without the mutant. */
  isAnyRed(file: string): boolean;
};

/**
 * The tests of a copy by what they import: the nearest first, and the first that is red ends it. Slow ones count if they are
 * in the file's own folder. Those over dist/ see nothing of a change of `src`.
 */
export function concernedTests(folder: string): ConcernedTests {
  const listed = new Map<string, string[]>();
  const judged = new Map<string, boolean>();

  function importing(file: string, pace: Pace): string[] {
    const key = `${pace} ${file}`;
    const found = listed.get(key) ?? list(['--listTests', '--findRelatedTests', file], pace);
    listed.set(key, found);
    return found;
  }

  function list(args: readonly string[], pace: Pace): string[] {
    const { stdout } = run(args, pace, 'mutated');
    return stdout
      .split('\n')
      .filter((line) => line.endsWith('.test.ts'))
      .map((path) => relative(folder, path))
      .filter((path) => !path.startsWith(join('__tests__', 'system')));
  }

  function run(args: readonly string[], pace: Pace, state: keyof typeof timeouts) {
    return spawnSync(process.execPath, [...jest, '--config', configs[pace], ...args], {
      cwd: folder,
      encoding: 'utf8',
      timeout: timeouts[state],
    });
  }

  function stepsOf(file: string): { pace: Pace; tests: string[] }[] {
    const own = join('__tests__', dirname(relative('src', file)));
    const fast = importing(file, 'fast');
    const isNear = (path: string) => path.startsWith(`${own}/`);
    return [
      { pace: 'fast', tests: fast.filter(isNear) },
      { pace: 'slow', tests: importing(file, 'slow').filter(isNear) },
      { pace: 'fast', tests: fast.filter((path) => !isNear(path)) },
    ];
  }

  function judge(tests: readonly string[], pace: Pace): void {
    if (tests.length === 0) return;
    const reports = mkdtempSync(join(tmpdir(), 'fanout-mutate-'));
    const report = join(reports, 'report.json');
    const args = ['--silent', '--json', '--outputFile', report, '--runTestsByPath', ...tests];
    run(args, pace, 'unmutated');
    const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
    for (const { name, status } of testResults as { name: string; status: string }[])
      judged.set(relative(folder, name), status === 'passed');
    rmSync(reports, { recursive: true });
  }

  return {
    redUnmutated(file) {
      const steps = stepsOf(file);
      for (const { pace, tests } of steps)
        judge(
          tests.filter((path) => !judged.has(path)),
          pace,
        );
      return steps.flatMap(({ tests }) => tests.filter((path) => judged.get(path) === false));
    },
    isAnyRed(file) {
      return stepsOf(file).some(({ pace, tests }) => {
        const green = tests.filter((path) => judged.get(path) ?? true);
        return (
          green.length > 0 &&
          run(['--silent', '--bail', '--runTestsByPath', ...green], pace, 'mutated').status !== 0
        );
      });
    },
  };
}
