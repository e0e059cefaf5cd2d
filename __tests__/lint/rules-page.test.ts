import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { rules } from '../../src/appspec/rules.ts';
import { classicObstacles } from '../release/classic-obstacles.ts';
import { classicFailures } from './classic-failures.ts';
import { rulesPage } from './rules-page.ts';

const PAGE = new URL('../../docs/rules.md', import.meta.url);

test('docs/rules.md is made from the rules (UPDATE=1 writes it)', async () => {
  const page = rulesPage(classicFailures, classicObstacles);
  if (process.env.UPDATE === '1') await writeFile(PAGE, page);
  expect(await readFile(PAGE, 'utf8')).toBe(page);
});

test('it has every rule', () => {
  const page = rulesPage(classicFailures, classicObstacles);
  for (const id of Object.keys(rules)) expect(page).toContain(`### ${id}\n`);
});
