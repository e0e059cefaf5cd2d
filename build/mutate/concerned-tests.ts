import { dirname, join, relative } from 'node:path';
import { type FileResult, importing, type Pace, runTests } from './run-tests.ts';

type Placed = { id: number; file: string; isOfLoading: boolean };

/** Which test notices a mutant, and what it says; `isLate` where it did not come to its end. */
type Notice = { by: string; isLate: boolean };

export type ConcernedTests = {
  /** The tests that are red without any mutant, and why: they prove nothing of one. */
  red: readonly string[];
  /** Runs what concerns the mutant, the nearest first, and ends at the first test that is red. */
  noticeOf(mutant: Placed): Promise<Notice | undefined>;
};

type Options = {
  /** A copy of the repository. */
  folder: string;
  pace: Pace;
  seed: string;
  /** Writes its sources, so that they tell what of them is passed, or as they are. */
  write(sources: 'telling' | 'plain'): void;
};

/**
 * Which mutants' places a test passes is learnt once, from sources that tell it. What is run as a file is loaded concerns all
 * tests that import the file, and so does what none passes: it may be run in another thread or program. Slow tests count if
 * they are in the folder of a file's own.
 */
export async function concernedTests(
  mutants: readonly Placed[],
  { write, ...options }: Options,
): Promise<ConcernedTests> {
  const isFast = options.pace === 'fast';
  const files = [...new Set(mutants.map(({ file }) => file))];
  const all = await list(files);
  write('telling');
  const { results } = await runTests(all, options);
  write('plain');
  if (results.length < all.length) throw new Error('the tests did not come to their end');

  async function list(some: readonly string[]): Promise<string[]> {
    const found = await importing(some, options);
    return found.filter((path) => isFast || some.some((file) => isNear(path, file)));
  }

  async function concerned({ id, file, isOfLoading }: Placed): Promise<FileResult[]> {
    const passing = isOfLoading ? [] : results.filter(({ passed }) => passed?.includes(id));
    const far = ({ path }: FileResult) => (isNear(path, file) ? 0 : 1);
    return (passing.length > 0 ? passing : await ofImporting(file))
      .filter(({ isRed }) => !isRed)
      .toSorted((one, other) => far(one) - far(other) || lasts(one) - lasts(other));
  }

  async function ofImporting(file: string): Promise<FileResult[]> {
    const paths = await list([file]);
    return results.filter(({ path }) => paths.includes(path));
  }

  return {
    red: results.filter(({ isRed }) => isRed).map(said),
    async noticeOf(mutant) {
      const tests = await concerned(mutant);
      if (tests.length === 0) return undefined;
      // Another load of the machine is no fault of a mutant.
      const seconds = 60 + (6 * tests.reduce((sum, test) => sum + lasts(test), 0)) / 1000;
      const paths = tests.map(({ path }) => path);
      const run = await runTests(paths, { ...options, endsAtRed: true, seconds });
      if (run.isLate) return { by: `not at its end after ${Math.round(seconds)} s`, isLate: true };
      const red = run.results.find(({ isRed }) => isRed);
      if (red !== undefined) return { by: said(red), isLate: /exceeded timeout/i.test(said(red)) };
      const isCut = run.results.length < tests.length;
      return isCut ? { by: 'the process of the tests ended', isLate: false } : undefined;
    },
  };
}

function isNear(path: string, file: string): boolean {
  return path.startsWith(join('__tests__', dirname(relative('src', file)), '/'));
}

function lasts({ milliseconds = 0 }: FileResult): number {
  return milliseconds;
}

function said({ path, why = '' }: FileResult): string {
  return `${path}: ${why.replaceAll(/\s+/g, ' ').slice(0, 160)}`;
}
