import type { Clock } from '../clock.ts';
import { type Random, seededRandom } from '../random.ts';
import type { SeededClock } from './seeded-clock.ts';

/** Time and chance of a run that can be had again. */
export type Seeded = { clock: SeededClock; random: Random };

export function seededBy(seed: number, clock: Clock): Seeded {
  if (!('turn' in clock)) throw new Error('a seed is of no use with a clock that does not leap');
  return { clock: clock as SeededClock, random: seededRandom(seed) };
}
