import { generator } from '../../random.ts';

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
