import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { basics } from '../build/mutate/basics.ts';
import { defences } from '../build/mutate/defences.ts';
import { endings } from '../build/mutate/endings.ts';
import { fixes } from '../build/mutate/fixes.ts';
import { guardFixes } from '../build/mutate/guard-fixes.ts';
import { invariants } from '../src/rehearsal/search/invariants.ts';

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');

const removals = [...defences, ...endings, ...fixes, ...basics, ...guardFixes].map(
  ({ name, patches }) => [name, patches] as const,
);

describe('what is taken out of a copy to see which test notices it', () => {
  test.each(removals)('is there, once: %s', (_, patches) => {
    const places = patches.map(({ file, from }) => [file, read(file).split(from).length - 1]);
    expect(places).toEqual(patches.map(({ file }) => [file, 1]));
  });
});

test('each invariant of the search has something of the engine without which it speaks', () => {
  const shown = new Set([...fixes, ...basics].map(({ shows }) => shows));
  expect(invariants.filter((one) => !shown.has(one))).toEqual([]);
});

test('the attack that each defence keeps off is a test, and so is each ending', () => {
  // Titles are searched for as an expression; what `.*` stands for is mostly a value of a table.
  const lost = [...defences, ...endings].filter(({ test: path, title }) => {
    const text = read(path);
    const parts = title.split('.*').filter((part) => part.trim() !== '');
    return parts.length === 0 || !parts.every((part) => new RegExp(part.trim()).test(text));
  });
  expect(lost.map(({ name }) => name)).toEqual([]);
});
