import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { prepareBundle } from '../../src/bundle/prepare.ts';
import { lintFinishedBundle } from '../../src/cli/lint-bundle.ts';
import type { Project } from '../../src/cli/project.ts';
import { UsageError } from '../../src/problem.ts';

const root = mkdtempSync(join(tmpdir(), 'linked-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const { signal } = new AbortController();

/** What is said of a bundle whose hook is a link to that place. */
async function saidOfLinkTo(target: string): Promise<string[]> {
  const folder = mkdtempSync(join(root, 'bundle-'));
  mkdirSync(join(folder, 'src/scripts'), { recursive: true });
  const hooks =
    'hooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n';
  writeFileSync(join(folder, 'src/appspec.yml'), `version: 0.0\nos: linux\n${hooks}`);
  symlinkSync(target, join(folder, 'src/scripts/start.sh'));
  const settings = { source: 'src', exclude: [] };
  const out = join(folder, 'bundle.zip');
  const { bundle } = await prepareBundle(settings, { cwd: folder, out, signal });
  const project = { folder, bundle: settings, agents: '1' } as unknown as Project;
  const linted = lintFinishedBundle(bundle, project, { cwd: folder, signal });
  const problems = await linted.catch((error: UsageError) => {
    if (!(error instanceof UsageError)) throw error;
    return error.problems;
  });
  return problems.map(({ message, hint }) => [message, hint].join(': '));
}

test.each([
  ['../../outside.sh', 'the link leads out of the bundle, to "../../outside.sh"'],
  ['/usr/bin/true', 'the link leads out of the bundle, to "/usr/bin/true"'],
  ['start.sh', 'it is a link, and links go in circles'],
  ['nowhere.sh', 'it is a link to "nowhere.sh", which is not there'],
])('a hook that is a link to %s is told, and is no bug of ours', async (target, expected) => {
  expect(await saidOfLinkTo(target)).toEqual([expect.stringContaining(expected)]);
});
