import { randomBytes, randomUUID } from 'node:crypto';

/** The only way to choose by chance. The machine's own, or one that a seed makes the same choices again. */
export interface Random {
  /** From 0 to below 1, evenly spread. */
  next(): number;
  bytes(count: number): Buffer;
  uuid(): string;
}

export const systemRandom: Random = {
  next: Math.random,
  bytes: (count) => randomBytes(count),
  uuid: () => randomUUID(),
};

/** The same seed gives the same choices in the same order. Nothing secret may come from it. */
export function seededRandom(seed: number): Random {
  const next = generator(seed);
  const bytes = (count: number) => {
    const drawn = Buffer.allocUnsafe(count);
    for (let index = 0; index < count; index++) drawn[index] = Math.floor(next() * 256);
    return drawn;
  };
  return {
    next,
    bytes,
    uuid() {
      const hex = bytes(16).toString('hex');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
    },
  };
}

/** Mulberry32: numbers from 0 to 1, evenly spread, from a 32-bit state. */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
