import { createHash } from 'node:crypto';
import { ServiceError } from '../service.ts';
import { type Bytes, digestOf } from '../wire/bytes.ts';
import { AuthenticationError } from './authentication-error.ts';
import { type Signature, sameSignature, scopeOf, sign } from './signature.ts';

/** A body without its chunks' framing, and the headers that came behind it. */
export type Unchunked = { body: Bytes; trailers: [name: string, value: string][] };

/**
 * Takes the `aws-chunked` framing off a body, and verifies each chunk's signature where they are signed:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html and sigv4-streaming-trailers.html
 */
export function unchunked(
  body: Bytes,
  { signature, key }: { signature: Signature; key: Buffer },
): Unchunked {
  const reader = readerOf(body);
  const verifier = signature.payload?.startsWith('STREAMING-AWS4-HMAC-SHA256')
    ? chunkVerifier(signature, key)
    : undefined;
  const pieces: Buffer[] = [];
  for (;;) {
    const { size, chunkSignature } = chunkHead(reader.line());
    const data = reader.take(size);
    verifier?.chunk(data, chunkSignature);
    if (size === 0) break;
    if (reader.line() !== '') throw incomplete();
    for (const piece of data) pieces.push(piece);
  }
  const trailers = readTrailers(reader);
  if (signature.payload?.endsWith('-TRAILER')) verifier?.trailer(trailers);
  return {
    body: pieces,
    trailers: trailers.filter(([name]) => name !== 'x-amz-trailer-signature'),
  };
}

type Reader = { line(): string; take(length: number): Buffer[]; atEnd(): boolean };

function readerOf(body: Bytes): Reader {
  const pieces = [...body].reverse();
  const next = () => {
    const piece = pieces.pop();
    if (!piece) throw incomplete();
    return piece;
  };
  return {
    atEnd: () => pieces.length === 0,
    take(length) {
      const taken: Buffer[] = [];
      for (let left = length; left > 0; left -= taken.at(-1)?.length ?? 0) {
        const piece = next();
        taken.push(piece.subarray(0, left));
        if (piece.length > left) pieces.push(piece.subarray(left));
      }
      return taken;
    },
    line() {
      let text = Buffer.alloc(0);
      // No head of a chunk and no trailer is longer.
      while (text.length < 4096) {
        text = Buffer.concat([text, next()]);
        const end = text.indexOf('\r\n');
        if (end < 0) continue;
        if (text.length > end + 2) pieces.push(text.subarray(end + 2));
        return text.toString('latin1', 0, end);
      }
      throw incomplete();
    },
  };
}

function chunkHead(line: string): { size: number; chunkSignature: string } {
  const [, size, chunkSignature = ''] =
    /^([\da-f]{1,9})(?:;chunk-signature=([\da-f]{64}))?$/i.exec(line) ?? [];
  if (size === undefined) throw incomplete();
  return { size: Number.parseInt(size, 16), chunkSignature };
}

function readTrailers(reader: Reader): [string, string][] {
  const trailers: [string, string][] = [];
  while (!reader.atEnd()) {
    const line = reader.line().trim();
    if (line === '') continue;
    const colon = line.indexOf(':');
    if (colon < 1) throw incomplete();
    trailers.push([line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]);
  }
  return trailers;
}

function chunkVerifier(signature: Signature, key: Buffer) {
  const emptyHash = createHash('sha256').digest('hex');
  let previous = signature.signature;
  const verify = (given: string, kind: string, ...hashes: string[]) => {
    const text = [kind, signature.time, scopeOf(signature), previous, ...hashes].join('\n');
    if (!sameSignature(given, sign(key, text))) throw new AuthenticationError('mismatch', text);
    previous = given;
  };
  return {
    chunk(data: Bytes, given: string): void {
      const hash = digestOf(data, 'sha256').toString('hex');
      verify(given, 'AWS4-HMAC-SHA256-PAYLOAD', emptyHash, hash);
    },
    trailer(trailers: readonly [string, string][]): void {
      const given = trailers.find(([name]) => name === 'x-amz-trailer-signature')?.[1] ?? '';
      const text = trailers
        .filter(([name]) => name !== 'x-amz-trailer-signature')
        .map(([name, value]) => `${name}:${value}\n`)
        .join('');
      verify(given, 'AWS4-HMAC-SHA256-TRAILER', createHash('sha256').update(text).digest('hex'));
    },
  };
}

function incomplete(): ServiceError {
  return new ServiceError('IncompleteBody', 'The request body terminated unexpectedly');
}
