import { expect, test } from '@jest/globals';
import { lintBundle } from '../../src/lint/lint-bundle.ts';
import { systemShellCheck } from '../../src/lint/shell-check.ts';
import { aBundle } from './a-bundle.ts';
import { fieldBundles } from './field-bundles.ts';

test.each([...fieldBundles])('$what: $want', async ({ want, files }) => {
  const found = await lintBundle(aBundle(files), { shellCheck: systemShellCheck() });
  const said = found.map(({ rule, severity }) => `${severity} ${rule}`);
  if (want === 'none') expect(said).toEqual([]);
  if (want === 'any') expect(said).not.toEqual([]);
  if (want === 'error') expect(said).toContainEqual(expect.stringMatching(/^error /));
});
