import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { defences } from '../build/mutate/defences.ts';
import { fixes } from '../build/mutate/fixes.ts';
import { guardFixes } from '../build/mutate/guard-fixes.ts';

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');

/** By what they are called. */
const removals = [
  ...defences.map(({ attack, patches }) => [attack, patches] as const),
  ...[...fixes, ...guardFixes].map(({ name, patches }) => [name, patches] as const),
];

describe('what is taken out of a copy to see which test notices it', () => {
  test.each(removals)('is there, once: %s', (_, patches) => {
    const places = patches.map(({ file, from }) => [file, read(file).split(from).length - 1]);
    expect(places).toEqual(patches.map(({ file }) => [file, 1]));
  });
});

test('the attack that each defence keeps off is a test', () => {
  // Titles are searched for as an expression, and those of a table have values in them.
  const lost = defences.filter(({ test: path, title }) => {
    const [words = ''] = title.split(/\.\*|\.s /, 1);
    return !read(path).includes(words);
  });
  expect(lost.map(({ attack }) => attack)).toEqual([]);
});
