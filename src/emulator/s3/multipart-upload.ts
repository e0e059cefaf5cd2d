import { defined } from '../../defined.ts';
import type { Reply } from '../wire/reply.ts';
import { header, parameter, type RequestHead } from '../wire/request.ts';
import { openBucket } from './access.ts';
import { canonicalId } from './buckets.ts';
import { isoTime, type S3Call, xmlReply } from './call.ts';
import { algorithmNamed, elementOf } from './checksums.ts';
import { encryptionAsked, encryptionHeaders } from './encryption.ts';
import { invalidRequest, noSuchUpload } from './errors.ts';
import { metadataOf } from './metadata.ts';
import { wholeNumber } from './paging.ts';
import type { Bucket, Upload } from './state.ts';
import { tagsAsked } from './tags.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html */
export function createMultipartUpload(call: S3Call): Reply {
  const bucket = openBucket(call, 's3:PutObject');
  const { request, key, state } = call;
  const checksum = checksumAsked(request);
  const upload: Upload = {
    id: state.random.bytes(48).toString('base64url'),
    key,
    initiated: state.clock.now(),
    principal: call.session?.principal.arn ?? '',
    headers: metadataOf(request),
    encryption: encryptionAsked(request, bucket),
    ...defined({ checksum }),
    ...tagsAsked(call),
    parts: new Map(),
  };
  bucket.uploads.set(upload.id, upload);
  return xmlReply(
    'InitiateMultipartUploadResult',
    { Bucket: bucket.name, Key: key, UploadId: upload.id },
    {
      ...encryptionHeaders(upload.encryption),
      'x-amz-checksum-algorithm': checksum?.algorithm,
      'x-amz-checksum-type': checksum?.type,
    },
  );
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html */
export function abortMultipartUpload(call: S3Call): Reply {
  const bucket = openBucket(call, 's3:AbortMultipartUpload');
  bucket.uploads.delete(openUpload(call, bucket).id);
  return { status: 204 };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html */
export function listParts(call: S3Call): Reply {
  const bucket = openBucket(call, 's3:ListMultipartUploadParts');
  const upload = openUpload(call, bucket);
  const { request, state } = call;
  const most = wholeNumber(request, 'max-parts', { least: 0, most: 1000 });
  const marker = Number(parameter(request, 'part-number-marker') ?? 0);
  const later = [...upload.parts].filter(([number]) => number > marker).sort(([a], [b]) => a - b);
  const page = later.slice(0, Math.min(most, state.pageSize));
  return xmlReply('ListPartsResult', {
    Bucket: bucket.name,
    Key: upload.key,
    UploadId: upload.id,
    Initiator: { ID: upload.principal },
    Owner: { ID: canonicalId(bucket.account) },
    StorageClass: upload.headers['x-amz-storage-class'] ?? 'STANDARD',
    PartNumberMarker: marker,
    NextPartNumberMarker: page.at(-1)?.[0],
    MaxParts: most,
    IsTruncated: page.length < later.length,
    ChecksumAlgorithm: upload.checksum?.algorithm,
    ChecksumType: upload.checksum?.type,
    Part: page.map(([number, part]) => ({
      PartNumber: number,
      LastModified: isoTime(part.modified),
      ETag: `"${part.eTag}"`,
      Size: part.size,
      ...(upload.checksum && { [elementOf(upload.checksum.algorithm)]: part.checksum }),
    })),
  });
}

/** The upload a request names; throws where there is none, or none for its key. */
export function openUpload(call: S3Call, bucket: Bucket): Upload {
  const id = parameter(call.request, 'uploadId') ?? '';
  const upload = bucket.uploads.get(id);
  if (upload?.key === call.key) return upload;
  throw noSuchUpload(id);
}

/** Which types an algorithm knows: https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html */
function checksumAsked(request: RequestHead): Upload['checksum'] {
  const name = header(request, 'x-amz-checksum-algorithm');
  const type = header(request, 'x-amz-checksum-type');
  if (name === undefined) {
    if (type === undefined) return undefined;
    throw invalidRequest(
      'The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.',
    );
  }
  const algorithm = algorithmNamed(name);
  const usual = algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE';
  if (type === undefined) return { algorithm, type: usual };
  const known = algorithm.startsWith('CRC') && type === 'FULL_OBJECT';
  if (type === usual || known) return { algorithm, type: known ? 'FULL_OBJECT' : usual };
  throw invalidRequest(
    `The ${type} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
  );
}
