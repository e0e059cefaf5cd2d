import { header, type RequestHead } from '../request.ts';
import type { S3Call } from './call.ts';
import { conflict, noSuchKey, preconditionFailed, S3Error } from './errors.ts';
import { type Bucket, currentObject, type StoredObject } from './state.ts';

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
    if (happened(bucket.deleted, call)) throw conflict('If-None-Match');
    if (current) throw preconditionFailed('If-None-Match');
  }
  if (ifMatch !== undefined) {
    if (!current) throw noSuchKey(call.key);
    if (!matchesETag(ifMatch, current.eTag)) throw preconditionFailed('If-Match');
  }
}

/** A multipart upload that was completed for the same key while this completion was under way. */
export function checkRacingCompletion(call: S3Call, bucket: Bucket): void {
  for (const name of ['if-none-match', 'if-match']) {
    if (header(call.request, name) === undefined) continue;
    if (happened(bucket.completed, call))
      throw conflict(name === 'if-match' ? 'If-Match' : 'If-None-Match');
  }
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

function happened(changes: Map<string, number>, call: S3Call): boolean {
  return (changes.get(call.key) ?? 0) > call.arrived;
}

function time(text: string | undefined): number | undefined {
  const ms = Date.parse(text ?? '');
  return Number.isNaN(ms) ? undefined : ms;
}

function notImplemented(name: string): S3Error {
  return new S3Error(
    'NotImplemented',
    501,
    'A header you provided implies functionality that is not implemented',
    { fields: { Header: name } },
  );
}
