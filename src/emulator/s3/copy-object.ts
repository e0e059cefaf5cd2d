import { digestOf } from '../wire/bytes.ts';
import type { Reply } from '../wire/reply.ts';
import { header, type RequestHead } from '../wire/request.ts';
import { openBucket, openSourceBucket } from './access.ts';
import { isoTime, type S3Call, xmlReply } from './call.ts';
import { algorithmNamed, type ChecksumAlgorithm, checksumOf, elementOf } from './checksums.ts';
import { checkWriteConditions } from './conditions.ts';
import { copySource } from './copy-source.ts';
import { encryptionAsked, encryptionHeaders, eTagFor } from './encryption.ts';
import { invalidArgument, invalidRequest } from './errors.ts';
import { metadataOf } from './metadata.ts';
import { type Bucket, type StoredObject, store } from './state.ts';
import { replacesTags, tagsAsked } from './tags.ts';

/** The largest object that one copy makes: 5 GiB. */
const maxCopy = 5 * 1024 ** 3;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export function copyObject(call: S3Call): Reply {
  const { request, key, state } = call;
  const bucket = openBucket(call, 's3:PutObject');
  const source = copySource(call);
  const { object } = source;
  if (object.size > maxCopy) {
    throw invalidRequest(
      'The specified copy source is larger than the maximum allowable size for a copy source: 5368709120',
    );
  }
  const replace = replacesMetadata(request);
  const encrypted = header(request, 'x-amz-server-side-encryption') !== undefined;
  if (source.bucket === bucket && source.key === key && !replace && !encrypted) {
    throw invalidRequest(
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
  }
  const encryption = encryptionAsked(request, bucket);
  const headers = replace ? metadataOf(request) : { ...object.headers };
  const tags = copiedTags(call, source);
  checkWriteConditions(call, bucket);
  const algorithm = checksumAlgorithm(request, object);
  const copy = store(state, bucket, key, {
    body: object.body,
    size: object.size,
    // Whatever parts the source came in, the copy is one.
    eTag: eTagFor(digestOf(object.body, 'md5'), encryption),
    headers,
    encryption,
    ...tags,
    checksum: { algorithm, value: checksumOf(object.body, algorithm), type: 'FULL_OBJECT' },
  });
  return xmlReply('CopyObjectResult', copyResult(copy), {
    'x-amz-copy-source-version-id': object.versionId === 'null' ? undefined : object.versionId,
    'x-amz-version-id': copy.versionId === 'null' ? undefined : copy.versionId,
    ...encryptionHeaders(copy.encryption),
  });
}

/** The source's, where the caller may read and write them, unless others are asked for. */
function copiedTags(call: S3Call, source: { bucket: Bucket; key: string; object: StoredObject }) {
  if (replacesTags(call.request)) return tagsAsked(call);
  const { tags = [] } = source.object;
  if (tags.length === 0) return {};
  const { bucket, key, object } = source;
  const { versionId } = object;
  openSourceBucket(call, { name: bucket.name, key, versionId }, 's3:GetObjectTagging');
  openBucket(call, 's3:PutObjectTagging', { tags });
  return { tags };
}

function copyResult({ modified, eTag, checksum }: StoredObject) {
  return {
    LastModified: isoTime(modified),
    ETag: `"${eTag}"`,
    ...(checksum && {
      [elementOf(checksum.algorithm)]: checksum.value,
      ChecksumType: checksum.type,
    }),
  };
}

function replacesMetadata(request: RequestHead): boolean {
  const directive = header(request, 'x-amz-metadata-directive') ?? 'COPY';
  if (directive === 'COPY' || directive === 'REPLACE') return directive === 'REPLACE';
  throw invalidArgument('x-amz-metadata-directive', directive, 'Unknown metadata directive.');
}

/** Asked for, or the source's, or what S3 takes by itself. */
function checksumAlgorithm(request: RequestHead, source: StoredObject): ChecksumAlgorithm {
  const asked = header(request, 'x-amz-checksum-algorithm');
  if (asked !== undefined) return algorithmNamed(asked);
  return source.checksum?.algorithm ?? 'CRC64NVME';
}
