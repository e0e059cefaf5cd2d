import { join } from 'node:path';
import type { BundleSettings } from '../../src/bundle/bundle-work.ts';
import { type BundleContext, prepareBundle } from '../../src/bundle/prepare.ts';
import { UsageError } from '../../src/problem.ts';
import { makeTree, type Tree, tempFolder } from './temp-tree.ts';

type Options = Partial<BundleSettings> & Partial<BundleContext>;

/** Prepares a tree, or a source that is there, as a run would. */
export function prepare(tree: Tree | string, options: Options = {}) {
  const { cwd = tempFolder(), out, signal, platform, ...settings } = options;
  if (typeof tree !== 'string') makeTree(tree, join(cwd, 'src'));
  const source = typeof tree === 'string' ? tree : 'src';
  return prepareBundle(
    { source, exclude: [], ...settings },
    {
      cwd,
      out: out ?? join(cwd, 'work', 'bundle.zip'),
      signal: signal ?? new AbortController().signal,
      ...(platform && { platform }),
    },
  );
}

/** The messages of the UsageError that something ends with; any other error is thrown. */
export async function problemsOf(attempt: Promise<unknown>): Promise<string[]> {
  try {
    await attempt;
  } catch (error) {
    if (error instanceof UsageError) return error.problems.map(({ message }) => message);
    throw error;
  }
  return [];
}
