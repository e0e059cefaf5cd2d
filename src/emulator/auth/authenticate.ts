import { createHash } from 'node:crypto';
import { ServiceError } from '../service.ts';
import type { Session, Sessions } from '../sts/sessions.ts';
import { type Bytes, digestOf, lengthOf } from '../wire/bytes.ts';
import { header, type RequestHead, type WireRequest } from '../wire/request.ts';
import type { Protocol } from '../wire/service-protocol.ts';
import { AuthenticationError } from './authentication-error.ts';
import { type Signature, signingKey, timeOf, verifySignature } from './signature.ts';
import { unchunked } from './signature-chunks.ts';

/** Who signed a request, and the key that also signs the chunks of its body. */
export type Proof = { session: Session; signature: Signature; key: Buffer };

/**
 * Believes what a request says of its caller, or throws an {@link AuthenticationError}. `machineTime` is the machine's,
 * by which clients sign at first; sessions end by `now`, the emulator's clock. The hash of S3's bodies is told by the head.
 */
export function authenticate(
  head: RequestHead,
  {
    signature,
    protocol,
    sessions,
    machineTime,
    now,
    skew,
    body,
    isSealed,
  }: {
    signature: Signature;
    protocol: Protocol;
    sessions: Sessions;
    machineTime: number;
    now: number;
    /** Milliseconds that the service's clock is off. */
    skew: number;
    /** Absent where it is not read before the caller is believed. */
    body: Bytes | undefined;
    /** What signs is not checked, for nobody could have changed the request. */
    isSealed: boolean;
  },
): Proof {
  const session = sessionOf(signature, sessions, now);
  checkTime(signature, protocol.allowedSkew, serviceTime(signature, { machineTime, now, skew }));
  if (isSealed) return { session, signature, key: Buffer.alloc(0) };
  const key = signingKey(session.secretAccessKey, signature);
  const payloadHash = body ? hashOf(body) : s3PayloadHash(signature);
  if (protocol.name === 's3') checkAllSigned(head, signature);
  verifySignature(head, { signature, payloadHash, key });
  return { session, signature, key };
}

/**
 * A request to S3 with its body as it was meant, its framing taken off. Throws where the body is not whole, or not the
 * one that was signed.
 */
export function unframed(request: WireRequest, { signature, key }: Proof): WireRequest {
  const payload = signature.payload ?? '';
  if (streaming.includes(payload)) return plain(request, { signature, key });
  if (payload !== 'UNSIGNED-PAYLOAD' && payload !== hashOf(request.body)) {
    throw new AuthenticationError('payload');
  }
  return request;
}

function sessionOf(signature: Signature, sessions: Sessions, now: number): Session {
  const session = sessions.find(signature.accessKeyId);
  if (!session) throw new AuthenticationError('unknown-key');
  if (session.sessionToken !== signature.sessionToken) {
    throw new AuthenticationError(
      signature.sessionToken === undefined ? 'unknown-key' : 'wrong-token',
    );
  }
  if (session.expires !== undefined && now >= session.expires)
    throw new AuthenticationError('expired');
  return session;
}

/**
 * By which time a signature is judged. Clients sign by the machine's time until they have read the emulator's in a Date
 * header, and then by that, as it was: where its clock is faster, anything between the two is right.
 */
function serviceTime(
  { time, expires }: Signature,
  { machineTime, now, skew }: { machineTime: number; now: number; skew: number },
): number {
  if (expires !== undefined) return machineTime + skew;
  const signed = timeOf(time);
  const [first, last] = [Math.min(machineTime, now), Math.max(machineTime, now)];
  if (skew === 0) return Math.min(last, Math.max(first, signed));
  const isNearFirst = Math.abs(signed - first - skew) < Math.abs(signed - last - skew);
  return (isNearFirst ? first : last) + skew;
}

function checkTime(signature: Signature, allowedMinutes: number, service: number): void {
  const signed = timeOf(signature.time);
  const allowed = allowedMinutes * 60_000;
  if (signature.expires !== undefined) {
    if (service > signed + signature.expires * 1000)
      throw new AuthenticationError('presigned-expired');
    if (service >= signed) return;
  }
  const clock = () => compact(service);
  if (service - signed > allowed) {
    throw new AuthenticationError(
      'skewed',
      `Signature expired: ${signature.time} is now earlier than ${compact(service - allowed)} (${clock()} - ${allowedMinutes} min.)`,
    );
  }
  if (signed - service > allowed) {
    throw new AuthenticationError(
      'skewed',
      `Signature not yet current: ${signature.time} is still later than ${compact(service + allowed)} (${clock()} + ${allowedMinutes} min.)`,
    );
  }
}

const streaming = [
  'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
];

function s3PayloadHash({ payload }: Signature): string {
  if (payload === undefined) {
    throw new ServiceError(
      'InvalidRequest',
      'Missing required header for this request: x-amz-content-sha256',
    );
  }
  if (
    payload === 'UNSIGNED-PAYLOAD' ||
    streaming.includes(payload) ||
    /^[\da-f]{64}$/.test(payload)
  ) {
    return payload;
  }
  throw new ServiceError(
    'InvalidArgument',
    `x-amz-content-sha256 must be UNSIGNED-PAYLOAD, ${streaming.join(', ')} or a valid sha256 value.`,
  );
}

/** S3 refuses headers of its own that were not signed: anyone on the way could have put them there. */
function checkAllSigned(request: RequestHead, { signedHeaders }: Signature): void {
  const unsigned = request.headers.find(
    ([name]) =>
      name.startsWith('x-amz-') && name !== 'x-amz-content-sha256' && !signedHeaders.includes(name),
  );
  if (unsigned) throw new AuthenticationError('unsigned-headers', unsigned[0]);
}

function plain(request: WireRequest, proof: { signature: Signature; key: Buffer }): WireRequest {
  const { body, trailers } = unchunked(request.body, proof);
  const length = header(request, 'x-amz-decoded-content-length');
  if (length === undefined) {
    throw new ServiceError(
      'MissingContentLength',
      'You must provide the Content-Length HTTP header.',
      411,
    );
  }
  if (Number(length) !== lengthOf(body)) {
    throw new ServiceError(
      'IncompleteBody',
      'You did not provide the number of bytes specified by the x-amz-decoded-content-length HTTP header',
    );
  }
  const announced = (header(request, 'x-amz-trailer') ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase());
  const unannounced = trailers.find(([name]) => !announced.includes(name));
  const missing = announced.find(
    (name) => name !== '' && !trailers.some(([given]) => given === name),
  );
  if (unannounced || missing) {
    throw new ServiceError(
      'MalformedTrailerError',
      'The request contained trailing data that was not well-formed or did not conform to our published schema.',
    );
  }
  return { ...request, body, headers: [...request.headers, ...trailers] };
}

function hashOf(body: Bytes): string {
  return body.length === 0
    ? createHash('sha256').digest('hex')
    : digestOf(body, 'sha256').toString('hex');
}

/** `20260823T101112Z` */
function compact(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, '');
}
