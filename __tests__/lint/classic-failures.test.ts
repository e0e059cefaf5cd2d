import { expect, test } from '@jest/globals';
import { lintBundle } from '../../src/lint/lint-bundle.ts';
import { aBundle } from './a-bundle.ts';
import { classicFailures } from './classic-failures.ts';

const table = classicFailures.flatMap(({ seen, causes }) =>
  causes.map((each) => ({ seen, ...each })),
);

test.each(table)('"$seen", as $cause: $rule', async ({ rule, files }) => {
  const found = await lintBundle(aBundle(files));
  expect(found.map((finding) => finding.rule)).toContain(rule);
});
