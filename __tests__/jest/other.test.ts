import { expect, test } from '@jest/globals';
import { underWay } from './hooks.ts';

test('hooks of a module that another test file imports too are set for this one', () => {
  expect(underWay()).toBe(1);
});

test('and run after each of its tests', () => {
  expect(underWay()).toBe(1);
});

const before = process.env.LEFT_BY_A_FILE;
process.env.LEFT_BY_A_FILE = 'true';

test('no other file’s variables are left', () => {
  expect(before).toBeUndefined();
});

test.each([1, 2])('no other test’s variables are left, and none is gone: %i', () => {
  const { LEFT_BY_A_FILE, LEFT_BY_A_TEST, PATH } = process.env;
  expect({ LEFT_BY_A_FILE, LEFT_BY_A_TEST }).toEqual({ LEFT_BY_A_FILE: 'true' });
  expect(PATH).toBeTruthy();
  process.env.LEFT_BY_A_TEST = 'true';
  delete process.env.PATH;
});
