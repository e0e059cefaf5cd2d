/** Identifiers in AWS's forms. The same seed gives the same ones in the same order. */
export type Ids = {
  /** `d-` and nine letters or digits. */
  deployment(): string;
  /** `i-` and seventeen hexadecimal digits. */
  instance(): string;
  uuid(): string;
};

export function createIds(seed: number): Ids {
  const random = generator(seed);
  const text = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
  const hex = (length: number): string => text('0123456789abcdef', length);
  return {
    deployment: () => `d-${text('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', 9)}`,
    instance: () => `i-${hex(17)}`,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
  };
}

/** Mulberry32: numbers from 0 to 1, evenly spread, from a 32-bit state. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
