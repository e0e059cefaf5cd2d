import { createHash } from 'node:crypto';
import { decode, decodeQuery, type RequestHead, splitQuery } from '../wire/request.ts';

/**
 * The canonical request of Signature Version 4. S3 encodes its path once and as it is; the other services normalise it
 * and encode it twice: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function canonicalRequest(
  request: RequestHead,
  { service, signedHeaders, payloadHash }: CanonicalParts,
): string {
  return [
    request.method,
    canonicalPath(request.path, service),
    canonicalQuery(request.rawQuery),
    ...signedHeaders.map((name) => `${name}:${headerValue(request, name)}`),
    '',
    signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
}

export type CanonicalParts = {
  service: string;
  /** In lower case, in the order the client gave. */
  signedHeaders: readonly string[];
  payloadHash: string;
};

/** Header values come from Node as Latin-1; hashed as such they are the bytes that were sent. */
export function hashOfRequest(canonical: string): string {
  return createHash('sha256').update(canonical, 'latin1').digest('hex');
}

function canonicalQuery(rawQuery: string): string {
  return splitQuery(rawQuery)
    .map(([name, value]) => [encode(decodeQuery(name)), encode(decodeQuery(value))] as const)
    .filter(([name]) => name !== 'X-Amz-Signature')
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function headerValue(request: RequestHead, name: string): string {
  return request.headers
    .filter(([key]) => key === name)
    .map(([, value]) => value.trim().replace(/ {2,}/g, ' '))
    .join(',');
}

function canonicalPath(path: string, service: string): string {
  if (service === 's3') return eachSegment(path, (segment) => encode(decode(segment)));
  return eachSegment(normalised(path), (segment) => encode(encode(decode(segment))));
}

function eachSegment(path: string, change: (segment: string) => string): string {
  return path.split('/').map(change).join('/');
}

function normalised(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  const end = segments.length > 0 && path.endsWith('/') ? '/' : '';
  return `/${segments.join('/')}${end}`;
}

/** Everything but A-Z a-z 0-9 - . _ ~ as upper-case %XX of its UTF-8 bytes. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
