import { expect, test } from '@jest/globals';
import { underWay } from './hooks.ts';

test('hooks of a module that another test file imports too are set for this one', () => {
  expect(underWay()).toBe(1);
});

test('and run after each of its tests', () => {
  expect(underWay()).toBe(1);
});
