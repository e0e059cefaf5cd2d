import type { Patch } from './copy.ts';

/** What keeps an attack off, how to take it out, and the test that makes the attack. */
export type Defence = {
  attack: string;
  patches: Patch[];
  test: string;
  /** Of the test's title, as far as it is the same wherever it runs. */
  title: string;
};
