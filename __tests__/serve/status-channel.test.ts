import { expect, test } from '@jest/globals';
import { createStatusChannel } from '../../src/serve/status-channel.ts';

test.each([
  ['goes on', 2_000, 58_000],
  ['is set back by hours', -7_200_000, 60_000],
  ['is set ahead by hours', 7_200_000, 15_000],
])(
  'where the clock %s during a look, the next comes when the calls allow it',
  async (_, step, expected) => {
    let now = 0;
    const pauses: number[] = [];
    const end = new AbortController();
    const channel = createStatusChannel({
      clock: {
        now: () => now,
        async sleep(ms) {
          pauses.push(ms);
          end.abort();
        },
      },
      signal: end.signal,
      budget: 60,
      async look() {
        now += step;
        return { view: { at: now, environments: [] }, calls: 60, notes: [] };
      },
    });
    channel.view();
    await channel.run();
    expect(pauses).toEqual([expected]);
  },
);
