import { parameter, type RequestHead } from '../wire/request.ts';
import { invalidArgument } from './errors.ts';

export type Page<T> = {
  items: T[] /** For the next request; absent on the last page. */;
  next?: string;
};

/** The page after the one that ended with the token's name. */
export function pageOf<T>(
  all: readonly T[],
  { size, after, nameOf }: { size: number; after: string | undefined; nameOf: (item: T) => string },
): Page<T> {
  const from =
    after === undefined ? 0 : all.findIndex((item) => nameOf(item) === fromToken(after)) + 1;
  const items = all.slice(from, from + size);
  const last = items.at(-1);
  const more = from + size < all.length;
  return { items, ...(more && last !== undefined && { next: toToken(nameOf(last)) }) };
}

export function toToken(name: string): string {
  return Buffer.from(`1/${name}`).toString('base64url');
}

/** Throws where the token is none of the emulator's. */
export function fromToken(token: string): string {
  const text = Buffer.from(token, 'base64url').toString('utf8');
  if (text.startsWith('1/')) return text.slice(2);
  throw invalidArgument(
    'continuation-token',
    token,
    'The continuation token provided is incorrect',
  );
}

/** A whole number of the query; `most` where it is absent or more. Throws where it is none, or less than `least`. */
export function wholeNumber(
  request: RequestHead,
  name: string,
  { least, most }: { least: number; most: number },
): number {
  const text = parameter(request, name);
  if (text === undefined || text === '') return most;
  if (!/^\d{1,10}$/.test(text) || Number(text) < least) {
    throw invalidArgument(name, text, `Provided ${name} not an integer or within integer range`);
  }
  return Math.min(Number(text), most);
}
