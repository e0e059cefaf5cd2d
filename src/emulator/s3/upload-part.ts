import { type Bytes, digestOf, lengthOf, sliceOf } from '../wire/bytes.ts';
import type { Reply } from '../wire/reply.ts';
import { header, parameter } from '../wire/request.ts';
import { openBucket } from './access.ts';
import { isoTime, type S3Call, xmlReply } from './call.ts';
import {
  type ChecksumAlgorithm,
  checksumOf,
  elementOf,
  headerOf,
  verifiedChecksum,
} from './checksums.ts';
import { copySource } from './copy-source.ts';
import { encryptionHeaders, eTagFor } from './encryption.ts';
import { invalidArgument, invalidRequest } from './errors.ts';
import { openUpload } from './multipart-upload.ts';
import type { Part, Upload } from './state.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html */
export function uploadPart(call: S3Call): Reply {
  const bucket = openBucket(call, 's3:PutObject');
  const number = partNumber(call);
  const upload = openUpload(call, bucket);
  const given = verifiedChecksum(call.request, call.request.body);
  checkAlgorithm(upload, given?.algorithm);
  const part = keep(upload, { number, body: call.request.body, modified: call.state.clock.now() });
  return {
    status: 200,
    headers: {
      etag: `"${part.eTag}"`,
      ...encryptionHeaders(upload.encryption),
      ...(given && { [headerOf(given.algorithm)]: given.value }),
    },
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html */
export function uploadPartCopy(call: S3Call): Reply {
  const bucket = openBucket(call, 's3:PutObject');
  const number = partNumber(call);
  const upload = openUpload(call, bucket);
  const { object } = copySource(call);
  const body = copiedRange(call, object);
  const part = keep(upload, { number, body, modified: call.state.clock.now() });
  return xmlReply(
    'CopyPartResult',
    {
      LastModified: isoTime(part.modified),
      ETag: `"${part.eTag}"`,
      ...(upload.checksum && { [elementOf(upload.checksum.algorithm)]: part.checksum }),
    },
    {
      'x-amz-copy-source-version-id': object.versionId === 'null' ? undefined : object.versionId,
      ...encryptionHeaders(upload.encryption),
    },
  );
}

/** A part has the checksum of its upload; only what has a checksum of the whole may come without. */
function checkAlgorithm({ checksum }: Upload, given: ChecksumAlgorithm | undefined): void {
  if (given === checksum?.algorithm) return;
  if (given === undefined && checksum?.type === 'FULL_OBJECT') return;
  const [expected, actual] = [checksum?.algorithm, given].map((name) => name?.toLowerCase());
  throw invalidRequest(
    `Checksum Type mismatch occurred, expected checksum Type: ${expected ?? 'null'}, actual checksum Type: ${actual ?? 'null'}`,
  );
}

function keep(
  upload: Upload,
  { number, body, modified }: { number: number; body: Bytes; modified: number },
): Part {
  const md5 = digestOf(body, 'md5');
  const part: Part = {
    body,
    size: lengthOf(body),
    eTag: eTagFor(md5, upload.encryption),
    md5,
    modified,
    ...(upload.checksum && { checksum: checksumOf(body, upload.checksum.algorithm) }),
  };
  upload.parts.set(number, part);
  return part;
}

function copiedRange(call: S3Call, { body, size }: { body: Bytes; size: number }): Bytes {
  const range = header(call.request, 'x-amz-copy-source-range');
  if (range === undefined) return body;
  const [, first = '', last = ''] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? [];
  if (first === '' || Number(last) < Number(first)) {
    throw invalidArgument(
      'x-amz-copy-source-range',
      range,
      'The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy',
    );
  }
  if (Number(last) >= size) {
    throw invalidArgument(
      'x-amz-copy-source-range',
      range,
      `Range specified is not valid for source object of size: ${size}`,
    );
  }
  return sliceOf(body, Number(first), Number(last) + 1);
}

function partNumber(call: S3Call): number {
  const text = parameter(call.request, 'partNumber') ?? '';
  if (/^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 10_000) return Number(text);
  throw invalidArgument(
    'partNumber',
    text,
    'Part number must be an integer between 1 and 10000, inclusive',
  );
}
