import { createHmac, timingSafeEqual } from 'node:crypto';
import { defined } from '../../defined.ts';
import { header, parameter, type RequestHead } from '../wire/request.ts';
import { AuthenticationError } from './authentication-error.ts';
import { canonicalRequest, hashOfRequest } from './signature-canonical.ts';

/** What a request says of who signed it, for whom and when. Nothing of it is proven yet. */
export type Signature = {
  accessKeyId: string;
  /** `20260823/eu-west-1/s3/aws4_request` without its last part. */
  date: string;
  region: string;
  service: string;
  /** In lower case. */
  signedHeaders: string[];
  signature: string;
  /** `20260823T101112Z` */
  time: string;
  sessionToken?: string;
  /** A hash, `UNSIGNED-PAYLOAD` or `STREAMING-…`; absent where the service does not ask for it. */
  payload?: string;
  /** Seconds for which a presigned request holds. */
  expires?: number;
};

/** Undefined where a request is not signed at all; throws an {@link AuthenticationError} where it is signed wrongly. */
export function readSignature(request: RequestHead): Signature | undefined {
  const authorization = header(request, 'authorization');
  if (authorization !== undefined) return fromHeader(request, authorization);
  if (parameter(request, 'AWSAccessKeyId') !== undefined) {
    throw new AuthenticationError('unsupported', 'Signature Version 2');
  }
  return parameter(request, 'X-Amz-Algorithm') === undefined ? undefined : fromQuery(request);
}

/** What the string to sign and all later signatures of its chunks begin with. */
export function scopeOf(signature: Signature): string {
  return `${signature.date}/${signature.region}/${signature.service}/aws4_request`;
}

/** Throws an {@link AuthenticationError} unless `secret` made the signature. */
export function verifySignature(
  request: RequestHead,
  { signature, payloadHash, key }: { signature: Signature; payloadHash: string; key: Buffer },
): void {
  const { service, signedHeaders } = signature;
  const canonical = canonicalRequest(request, { service, signedHeaders, payloadHash });
  const stringToSign = [
    algorithm,
    signature.time,
    scopeOf(signature),
    hashOfRequest(canonical),
  ].join('\n');
  if (!sameSignature(signature.signature, sign(key, stringToSign))) {
    throw new AuthenticationError('mismatch', stringToSign);
  }
}

export function signingKey(secret: string, { date, region, service }: Signature): Buffer {
  return [date, region, service, 'aws4_request'].reduce<Buffer>(
    (key, part) => createHmac('sha256', key).update(part).digest(),
    Buffer.from(`AWS4${secret}`),
  );
}

export function sign(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex');
}

export function sameSignature(given: string, right: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Milliseconds since the epoch of `20260823T101112Z`; NaN where it is none. */
export function timeOf(amzDate: string): number {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(amzDate);
  if (!parts) return Number.NaN;
  const [, year, month, day, hours, minutes, seconds] = parts;
  return Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`);
}

const algorithm = 'AWS4-HMAC-SHA256';

function fromHeader(request: RequestHead, authorization: string): Signature {
  const [scheme, ...rest] = authorization.trim().split(/\s+/);
  if (scheme !== algorithm) {
    throw new AuthenticationError('unsupported', scheme);
  }
  const fields = new Map(
    rest
      .join('')
      .split(',')
      .map((field) => {
        const equals = field.indexOf('=');
        return [field.slice(0, equals), field.slice(equals + 1)] as const;
      }),
  );
  const field = (name: string) => {
    const value = fields.get(name);
    if (value) return value;
    throw new AuthenticationError(
      'malformed',
      `Authorization header requires '${name}' parameter. Authorization=${scheme}`,
    );
  };
  const time = header(request, 'x-amz-date') ?? dateHeader(request);
  const token = header(request, 'x-amz-security-token');
  const payload = header(request, 'x-amz-content-sha256');
  return checked({
    ...credentialScope(field('Credential')),
    signedHeaders: field('SignedHeaders').split(';'),
    signature: field('Signature'),
    time,
    ...defined({ sessionToken: token, payload }),
  });
}

function fromQuery(request: RequestHead): Signature {
  const field = (name: string) => {
    const value = parameter(request, name);
    if (value) return value;
    throw new AuthenticationError(
      'malformed',
      'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
    );
  };
  if (field('X-Amz-Algorithm') !== algorithm) {
    throw new AuthenticationError('unsupported', field('X-Amz-Algorithm'));
  }
  const expires = Number(field('X-Amz-Expires'));
  if (!Number.isInteger(expires) || expires < 1 || expires > 604_800) {
    throw new AuthenticationError(
      'malformed',
      'X-Amz-Expires must be a number of seconds between 1 and 604800',
    );
  }
  const token = parameter(request, 'X-Amz-Security-Token');
  return checked({
    ...credentialScope(field('X-Amz-Credential')),
    signedHeaders: field('X-Amz-SignedHeaders').split(';'),
    signature: field('X-Amz-Signature'),
    time: field('X-Amz-Date'),
    expires,
    payload: header(request, 'x-amz-content-sha256') ?? 'UNSIGNED-PAYLOAD',
    ...defined({ sessionToken: token }),
  });
}

function credentialScope(credential: string) {
  const [accessKeyId, date, region, service, terminator, ...more] = credential.split('/');
  if (!accessKeyId || !date || !region || !service || terminator !== 'aws4_request' || more[0]) {
    throw new AuthenticationError(
      'malformed',
      'Credential should be scoped as <access key id>/<date>/<region>/<service>/aws4_request',
    );
  }
  return { accessKeyId, date, region, service };
}

function checked(signature: Signature): Signature {
  if (Number.isNaN(timeOf(signature.time))) {
    throw new AuthenticationError('malformed', 'the date must be given as in 20260823T101112Z');
  }
  if (!signature.time.startsWith(signature.date)) {
    throw new AuthenticationError(
      'malformed',
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${signature.date}' != '${signature.time.slice(0, 8)}'`,
    );
  }
  if (!signature.signedHeaders.includes('host')) {
    throw new AuthenticationError('malformed', "'Host' must be a 'SignedHeader'");
  }
  return signature;
}

/** A client that cannot set `x-amz-date` may sign the ordinary Date header instead. */
function dateHeader(request: RequestHead): string {
  const time = Date.parse(header(request, 'date') ?? '');
  if (Number.isNaN(time)) return '';
  return new Date(time).toISOString().replace(/[-:]|\.\d{3}/g, '');
}
