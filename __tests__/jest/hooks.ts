import { afterEach, beforeEach } from '@jest/globals';

let begun = 0;
let ended = 0;
beforeEach(() => {
  begun += 1;
});
afterEach(() => {
  ended += 1;
});

/** How many tests of this process have begun and not ended. */
export const underWay = (): number => begun - ended;
