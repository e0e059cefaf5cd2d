import { ServiceError } from '../service.ts';
import type { Bytes } from './bytes.ts';

/** Where a request is read from: Node's server, or one that is passed in this process. */
export type Incoming = AsyncIterable<Buffer> & {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly rawHeaders: readonly string[];
  readonly complete: boolean;
  readonly destroyed: boolean;
  resume(): unknown;
  once(event: 'close', listener: () => void): unknown;
  /** Absent where a request is passed in this process. */
  readonly socket?: { readonly remotePort?: number | undefined };
};

/** A request before its body has arrived. */
export type RequestHead = {
  method: string;
  /** As sent, percent-encoded, without the query. */
  path: string;
  /** As sent, percent-encoded, without the question mark. */
  rawQuery: string;
  /** Decoded, in the order sent. */
  query: readonly (readonly [name: string, value: string])[];
  /** Names in lower case, values as sent, in the order sent. */
  headers: readonly (readonly [name: string, value: string])[];
};

export type WireRequest = RequestHead & { body: Bytes };

export function readHead(incoming: Incoming): RequestHead {
  const target = incoming.url ?? '/';
  const mark = target.indexOf('?');
  const rawQuery = mark < 0 ? '' : target.slice(mark + 1);
  return {
    method: incoming.method ?? 'GET',
    path: mark < 0 ? target : target.slice(0, mark),
    rawQuery,
    query: splitQuery(rawQuery).map((pair) => pair.map(decodeQuery) as [string, string]),
    headers: pairs(incoming.rawHeaders),
  };
}

/** Throws a {@link ServiceError} when more than so many bytes arrive. */
export async function readBody(incoming: Incoming, most: number): Promise<Bytes> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of incoming) {
    length += piece.length;
    // The rest is read and dropped.
    if (length <= most) pieces.push(piece);
    else pieces.length = 0;
  }
  if (length <= most) return pieces;
  throw new ServiceError('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
}

/** Reads and drops what is left of a body. Resolves also where the client goes away meanwhile. */
export async function drain(incoming: Incoming): Promise<void> {
  if (incoming.complete || incoming.destroyed) return;
  incoming.resume();
  await new Promise<void>((resolve) => incoming.once('close', resolve));
}

/** The first value of a header; names are given in lower case. */
export function header(request: RequestHead, name: string): string | undefined {
  return request.headers.find(([key]) => key === name)?.[1];
}

/** The first value of a query parameter; an empty text where it has none. */
export function parameter(request: RequestHead, name: string): string | undefined {
  return request.query.find(([key]) => key === name)?.[1];
}

/** Names and values as sent; a name without `=` has an empty value. */
export function splitQuery(rawQuery: string): [name: string, value: string][] {
  return rawQuery
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      return equals < 0 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)];
    });
}

export function decodeQuery(text: string): string {
  return decode(text.replaceAll('+', ' '));
}

/** Throws a {@link ServiceError} for what is not percent-encoded UTF-8. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new ServiceError('InvalidURI', "Couldn't parse the specified URI.", 400, { cause });
  }
}

function pairs(rawHeaders: readonly string[]): [string, string][] {
  const headers: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    headers.push([(rawHeaders[index] ?? '').toLowerCase(), rawHeaders[index + 1] ?? '']);
  }
  return headers;
}
