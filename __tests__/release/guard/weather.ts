import type { Clock } from '../../../src/clock.ts';
import type { Random } from '../../../src/random.ts';
import type { Weather } from './regions.ts';

type Outage = { region: string; from: number; to: number; machine?: string };

const second = 1000;

type Sky = { random: Random; clock: Clock; older: boolean; crossed: boolean; until: number };

export const fairWeather: Weather = {
  answers: () => true,
  losesAnswer: () => false,
  latency: () => 20,
  refuses: () => false,
};

/**
 * When which regions fail, for everybody or for one machine. With an older fanout one fails at a time, for everybody: it has
 * one home, and nothing saves it from one that it alone cannot see.
 */
export function drawWeather(
  regions: readonly string[],
  { random, clock, older, crossed, until }: Sky,
): Weather {
  const began = clock.now();
  const region = () => regions[Math.floor(random.next() * regions.length)] as string;
  const length = () => (20 + random.next() * 400) * second;
  const outages: Outage[] = [];
  if (older)
    for (let at = began + random.next() * 300 * second; at < until; ) {
      const to = Math.min(until, at + length());
      outages.push({ region: region(), from: at, to });
      at = to + (40 + random.next() * 200) * second;
    }
  else
    for (let count = Math.floor(random.next() * 7); count > 0; count--) {
      const from = began + random.next() * (until - began) * 0.7;
      const machine = random.next() < 0.4 ? { machine: `m${Math.floor(random.next() * 3)}` } : {};
      outages.push({ region: region(), from, to: Math.min(until, from + length()), ...machine });
    }
  if (crossed)
    for (const machine of ['m0', 'm1', 'm2'])
      outages.push({ region: region(), from: began, to: began + 2 * length(), machine });
  // Whoever holds may see so few regions that only few of them keep it.
  if (random.next() < 0.3)
    for (const _ of regions.slice(1, 3))
      outages.push({ region: region(), from: began, to: until, machine: 'person' });
  const lossy = random.next() < 0.5 ? 0.03 : 0;
  return {
    answers: (asked, machine) =>
      !outages.some(
        (one) =>
          one.region === asked &&
          one.from <= clock.now() &&
          clock.now() < one.to &&
          (one.machine === undefined || one.machine === machine),
      ),
    losesAnswer: () => clock.now() < until && random.next() < lossy,
    latency: () => 5 + random.next() * (random.next() < 0.05 ? 5000 : 200),
    refuses: () => random.next() < 0.5,
  };
}
