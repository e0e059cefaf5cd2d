import { defined } from '../../defined.ts';
import type { Reply } from '../wire/reply.ts';
import { header } from '../wire/request.ts';
import { childText, type Element } from '../wire/xml.ts';
import { openBucket } from './access.ts';
import { documentOf } from './body-element.ts';
import { type S3Call, xmlReply } from './call.ts';
import {
  checksumOf,
  compositeOf,
  elementOf,
  givenChecksum,
  multipartETag,
  type StoredChecksum,
} from './checksums.ts';
import { checkRacingCompletion, checkWriteConditions, matchesETag } from './conditions.ts';
import { encryptionHeaders, eTagFor } from './encryption.ts';
import { invalidRequest, malformedXml, S3Error } from './errors.ts';
import { openUpload } from './multipart-upload.ts';
import { type Part, store, type Upload } from './state.ts';

/** The least that every part but the last must hold: 5 MiB. */
const minPart = 5 * 1024 ** 2;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html */
export function completeMultipartUpload(call: S3Call): Reply {
  const bucket = openBucket(call, 's3:PutObject');
  const upload = openUpload(call, bucket);
  const parts = listedParts(call, upload);
  checkRacingCompletion(call, bucket);
  checkWriteConditions(call, bucket);
  const size = parts.reduce((sum, [, part]) => sum + part.size, 0);
  checkSize(call, size);
  const checksum = checksumFor(upload, parts);
  checkChecksum(call, checksum);
  const object = store(call.state, bucket, call.key, {
    body: parts.flatMap(([, part]) => part.body),
    size,
    eTag: eTagOf(upload, parts),
    headers: upload.headers,
    encryption: upload.encryption,
    ...defined({ tags: upload.tags, checksum }),
    parts: parts.map(([number, part]) => ({ number, size: part.size })),
  });
  bucket.uploads.delete(upload.id);
  return xmlReply(
    'CompleteMultipartUploadResult',
    {
      Location: `http://${header(call.request, 'host')}${call.request.path}`,
      Bucket: bucket.name,
      Key: call.key,
      ETag: `"${object.eTag}"`,
      ...(checksum && {
        [elementOf(checksum.algorithm)]: checksum.value,
        ChecksumType: checksum.type,
      }),
    },
    {
      ...encryptionHeaders(object.encryption),
      'x-amz-version-id': object.versionId === 'null' ? undefined : object.versionId,
    },
  );
}

type Numbered = readonly [number: number, part: Part];

/** The parts as the request lists them; throws where the list and what was uploaded differ. */
function listedParts(call: S3Call, upload: Upload): Numbered[] {
  const document = documentOf(call, 'CompleteMultipartUpload');
  const listed = document?.children.filter(({ name }) => name === 'Part') ?? [];
  if (listed.length === 0) throw malformedXml();
  const parts = listed.map((element) => matched(element, upload));
  const numbers = parts.map(([number]) => number);
  if (numbers.some((number, index) => index > 0 && number <= (numbers[index - 1] ?? 0))) {
    throw new S3Error(
      'InvalidPartOrder',
      400,
      'The list of parts was not in ascending order. Parts must be ordered by part number.',
      { fields: { UploadId: upload.id } },
    );
  }
  const small = parts.slice(0, -1).find(([, part]) => part.size < minPart);
  if (small) {
    const [number, part] = small;
    throw new S3Error(
      'EntityTooSmall',
      400,
      'Your proposed upload is smaller than the minimum allowed size',
      {
        fields: {
          ETag: part.eTag,
          MinSizeAllowed: String(minPart),
          ProposedSize: String(part.size),
          PartNumber: String(number),
        },
      },
    );
  }
  return parts;
}

function matched(element: Element, upload: Upload): Numbered {
  const number = Number(childText(element, 'PartNumber') ?? Number.NaN);
  const eTag = childText(element, 'ETag') ?? '';
  if (!Number.isInteger(number)) throw malformedXml();
  const part = upload.parts.get(number);
  if (!part || !matchesETag(eTag, part.eTag) || eTag === '*')
    throw invalidPart(upload, number, eTag);
  if (!upload.checksum) return [number, part];
  const given = childText(element, elementOf(upload.checksum.algorithm));
  if (given === undefined && upload.checksum.type === 'COMPOSITE') {
    const name = upload.checksum.algorithm.toLowerCase();
    throw invalidRequest(
      `The upload was created using a ${name} checksum. The complete request must include the checksum for each part. It was missing for part ${number} in the request.`,
    );
  }
  if (given !== undefined && given !== part.checksum) throw invalidPart(upload, number, eTag);
  return [number, part];
}

function invalidPart(upload: Upload, number: number, eTag: string): S3Error {
  return new S3Error(
    'InvalidPart',
    400,
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    { fields: { UploadId: upload.id, PartNumber: String(number), ETag: eTag } },
  );
}

function checkSize(call: S3Call, size: number): void {
  const asked = header(call.request, 'x-amz-mp-object-size');
  if (asked === undefined || Number(asked) === size) return;
  throw invalidRequest(
    `The provided 'x-amz-mp-object-size' header value ${asked} does not match what was computed: ${size}`,
  );
}

function checksumFor(upload: Upload, parts: readonly Numbered[]): StoredChecksum | undefined {
  if (!upload.checksum) return undefined;
  const { algorithm, type } = upload.checksum;
  const value =
    type === 'COMPOSITE'
      ? compositeOf(
          parts.map(([, part]) => part.checksum ?? ''),
          algorithm,
        )
      : checksumOf(
          parts.flatMap(([, part]) => part.body),
          algorithm,
        );
  return { algorithm, type, value };
}

/** A checksum of the whole that the client gives must be the one that was computed. */
function checkChecksum(call: S3Call, checksum: StoredChecksum | undefined): void {
  const type = header(call.request, 'x-amz-checksum-type');
  if (type !== undefined && type !== checksum?.type) {
    throw invalidRequest(
      `The upload was created using the ${checksum?.type ?? 'null'} checksum mode. The complete request must use the same checksum mode.`,
    );
  }
  const given = givenChecksum(call.request);
  if (!given) return;
  if (given.algorithm === checksum?.algorithm && given.value === checksum.value) return;
  throw new S3Error(
    'BadDigest',
    400,
    `The ${given.algorithm} you specified did not match the calculated checksum.`,
  );
}

function eTagOf(upload: Upload, parts: readonly Numbered[]): string {
  const eTag = multipartETag(parts.map(([, part]) => part.md5));
  if (upload.encryption.kind === 'AES256') return eTag;
  return `${eTagFor(Buffer.from(eTag), upload.encryption)}-${parts.length}`;
}
