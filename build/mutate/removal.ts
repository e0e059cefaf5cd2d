import type { Patch } from './copy.ts';

/** What keeps something wrong from happening, how to take it out, and the test that shows the wrong then. */
export type Removal = {
  name: string;
  patches: readonly Patch[];
  test: string;
  /** Of the test's title, as far as it is the same wherever it runs. */
  title: string;
};
