import type { Random } from '../../random.ts';

export type Draw = ReturnType<typeof chooser>;

/** Ways to choose by chance. */
export function chooser(random: Random) {
  const whole = (least: number, most: number) =>
    least + Math.floor(random.next() * (most - least + 1));
  return {
    whole,
    chance: (part: number) => random.next() < part,
    of: <T>(items: readonly T[]): T => items[whole(0, items.length - 1)] as T,
    times: <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make),
  };
}
