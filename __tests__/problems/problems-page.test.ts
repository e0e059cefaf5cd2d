import { readdirSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { rules } from '../../src/appspec/rules.ts';
import { problemCodes } from '../../src/problem-codes.ts';
import { problemsPage } from './problems-page.ts';

const PAGE = new URL('../../docs/problems.md', import.meta.url);

test('docs/problems.md is made from the codes (UPDATE=1 writes it)', async () => {
  const page = problemsPage();
  if (process.env.UPDATE === '1') await writeFile(PAGE, page);
  expect(await readFile(PAGE, 'utf8')).toBe(page);
});

test('it has every code', () => {
  const page = problemsPage();
  for (const code of Object.keys(problemCodes)) expect(page).toContain(`### ${code}\n`);
});

// That every code in use is listed, the type of `Problem` proves.
test('every code that is listed is in use', () => {
  const used = new Set(filesBelow('src').flatMap(codesIn));
  expect(Object.keys(problemCodes).filter((code) => !used.has(code))).toEqual([]);
});

test('a code is a few words in lower case, and no rule', () => {
  for (const code of Object.keys(problemCodes)) expect(code).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
  expect(Object.keys(problemCodes).filter((code) => Object.hasOwn(rules, code))).toEqual([]);
});

test('what it stands for is a sentence, and what to do another', () => {
  for (const { what, fix } of Object.values(problemCodes))
    for (const text of [what, fix]) expect(text).toMatch(/^[^\s].{5,}[^.\s]$/s);
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('problem-codes/'))
    .map((file) => join(folder, file));
}

/** A problem names its code; the checks of the configuration and the faults of AWS hand it on. */
function codesIn(file: string): string[] {
  const handsOn = file.startsWith(join('src', 'config')) || file.endsWith('fault-code.ts');
  const pattern = handsOn ? /'([a-z-]+)'/g : /\bcode: '([a-z-]+)'/g;
  return [...readFileSync(file, 'utf8').matchAll(pattern)].map(([, code = '']) => code);
}
