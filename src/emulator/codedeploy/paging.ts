import { ServiceError } from '../service.ts';

/**
 * One page of a list, and the token of the next. A token names the last item it follows, so that what comes to be meanwhile
 * neither repeats nor hides an item.
 */
export function page<T>(
  items: readonly T[],
  nameOf: (item: T) => string,
  { token, size }: { token: string | undefined; size: number },
): { items: T[]; nextToken?: string } {
  const start =
    token === undefined ? 0 : items.findIndex((item) => nameOf(item) === read(token)) + 1;
  if (token !== undefined && start === 0) throw unknown(token);
  const found = items.slice(start, start + size);
  const last = found.at(-1);
  if (last === undefined || start + size >= items.length) return { items: found };
  return { items: found, nextToken: write(nameOf(last)) };
}

function write(name: string): string {
  return Buffer.from(`after:${name}`).toString('base64url');
}

function read(token: string): string {
  const text = Buffer.from(token, 'base64url').toString();
  if (!text.startsWith('after:')) throw unknown(token);
  return text.slice('after:'.length);
}

function unknown(token: string): ServiceError {
  return new ServiceError(
    'InvalidNextTokenException',
    `The next token "${token}" is not one of this list`,
  );
}
