import { header, type RequestHead } from '../wire/request.ts';
import { callerOf, mayDo } from './access.ts';
import type { S3Call } from './call.ts';
import { accessDenied, conflict, noSuchKey, notImplemented, preconditionFailed } from './errors.ts';
import { type Bucket, currentObject, type History, type StoredObject } from './state.ts';

/**
 * Refuses a conditional write as https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html tells:
 * 412 where the condition does not hold, 409 and 404 where another request came between.
 */
export function checkWriteConditions(call: S3Call, bucket: Bucket): void {
  const ifNoneMatch = header(call.request, 'if-none-match');
  const ifMatch = header(call.request, 'if-match');
  const current = currentObject(bucket, call.key);
  if (ifNoneMatch !== undefined) {
    if (ifNoneMatch !== '*') throw notImplemented('If-None-Match');
    if (meanwhile(call, bucket, 'deleted')) throw conflict('If-None-Match');
    if (current) throw preconditionFailed('If-None-Match');
  }
  if (ifMatch !== undefined) {
    if (!mayDo(callerOf(call), bucket, { action: 's3:GetObject', key: call.key }))
      throw accessDenied();
    if (!current) throw noSuchKey(call.key);
    if (!matchesETag(ifMatch, current.eTag)) throw preconditionFailed('If-Match');
  }
}

/** A conditional completion gives way to one of the same key that ended while it was under way. */
export function checkRacingCompletion(call: S3Call, bucket: Bucket): void {
  if (!meanwhile(call, bucket, 'completed')) return;
  if (header(call.request, 'if-none-match') !== undefined) throw conflict('If-None-Match');
  if (header(call.request, 'if-match') !== undefined) throw conflict('If-Match');
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html */
export function checkDeleteCondition(call: S3Call, bucket: Bucket): void {
  const ifMatch = header(call.request, 'if-match');
  if (ifMatch === undefined) return;
  if (!mayDo(callerOf(call), bucket, { action: 's3:GetObject', key: call.key }))
    throw accessDenied();
  if (meanwhile(call, bucket, 'deleted') || meanwhile(call, bucket, 'written')) {
    throw conflict('If-Match');
  }
  const current = currentObject(bucket, call.key);
  if (!current) throw noSuchKey(call.key);
  if (!matchesETag(ifMatch, current.eTag)) throw preconditionFailed('If-Match');
}

/** What conditions a read is under: by header prefix, so that the source of a copy is checked in the same way. */
export function readOutcome(
  request: RequestHead,
  object: StoredObject,
  prefix = '',
): 'go' | 'not-modified' | 'failed' {
  const ifMatch = header(request, `${prefix}if-match`);
  const ifUnmodified = time(header(request, `${prefix}if-unmodified-since`));
  if (ifMatch !== undefined) {
    // RFC 7232: If-Unmodified-Since is not looked at beside If-Match.
    if (!matchesETag(ifMatch, object.eTag)) return 'failed';
  } else if (ifUnmodified !== undefined && object.modified > ifUnmodified) {
    return 'failed';
  }
  const ifNoneMatch = header(request, `${prefix}if-none-match`);
  const ifModified = time(header(request, `${prefix}if-modified-since`));
  if (ifNoneMatch !== undefined) {
    return matchesETag(ifNoneMatch, object.eTag) ? 'not-modified' : 'go';
  }
  return ifModified !== undefined && object.modified <= ifModified ? 'not-modified' : 'go';
}

/** ETags may come with or without quotes; `*` is any. */
export function matchesETag(given: string, eTag: string): boolean {
  return given
    .split(',')
    .map((candidate) => candidate.trim().replace(/^"(.*)"$/, '$1'))
    .some((candidate) => candidate === '*' || candidate === eTag);
}

/** Whether something happened to the key after the request had begun to arrive. */
function meanwhile(call: S3Call, bucket: Bucket, event: keyof History): boolean {
  return (bucket.history.get(call.key)?.[event] ?? 0) > call.arrived;
}

function time(text: string | undefined): number | undefined {
  const ms = Date.parse(text ?? '');
  return Number.isNaN(ms) ? undefined : ms;
}
