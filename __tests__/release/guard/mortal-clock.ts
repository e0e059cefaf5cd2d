import type { Clock } from '../../../src/clock.ts';

type Mortal = Clock & { dies: number; real: Clock };

/** The clock of a machine that is off, and stops: what sleeps on it then never wakes. */
export function mortal(clock: Clock, dies: number, skew: number): Mortal {
  const never = new Promise<never>(() => undefined);
  return {
    dies,
    real: clock,
    now: () => clock.now() + skew,
    async sleep(ms, signal) {
      if (clock.now() >= dies) return never;
      await clock.sleep(ms, signal).catch((error) => {
        if (clock.now() < dies) throw error;
        return never;
      });
      if (clock.now() >= dies) return never;
    },
  };
}

export function deathOf({ dies, real }: Mortal): Promise<undefined> {
  if (dies === Number.POSITIVE_INFINITY) return new Promise(() => undefined);
  return real.sleep(Math.max(0, dies - real.now())).then(() => undefined);
}
