import { afterEach, expect, test } from '@jest/globals';
import { steadyClock, systemClock } from '../src/clock.ts';

const { now } = Date;
afterEach(() => {
  Date.now = now;
});

test.each([[3_600_000], [-3_600_000]])(
  'a steady clock counts on where the machine’s is set by %s ms, which others follow',
  (step) => {
    const steady = steadyClock();
    const [before, told] = [steady.now(), systemClock.now()];
    Date.now = () => now() + step;
    expect(Math.abs(steady.now() - before)).toBeLessThan(60_000);
    expect(Math.abs(systemClock.now() - told - step)).toBeLessThan(60_000);
  },
);
