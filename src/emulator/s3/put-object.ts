import { digestOf, lengthOf } from '../wire/bytes.ts';
import type { Reply } from '../wire/reply.ts';
import { openBucket } from './access.ts';
import type { S3Call } from './call.ts';
import { addedChecksum, headerOf, type StoredChecksum, verifiedChecksum } from './checksums.ts';
import { checkWriteConditions } from './conditions.ts';
import { encryptionAsked, encryptionHeaders, eTagFor } from './encryption.ts';
import { metadataOf } from './metadata.ts';
import { type StoredObject, store } from './state.ts';
import { tagsAsked } from './tags.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export function putObject(call: S3Call): Reply {
  const bucket = openBucket(call, 's3:PutObject');
  const { request, key, state } = call;
  const checksum = verifiedChecksum(request, request.body) ?? addedChecksum(request.body);
  const encryption = encryptionAsked(request, bucket);
  const headers = metadataOf(request);
  const tags = tagsAsked(call);
  checkWriteConditions(call, bucket);
  const object = store(state, bucket, key, {
    body: request.body,
    size: lengthOf(request.body),
    eTag: eTagFor(digestOf(request.body, 'md5'), encryption),
    headers,
    encryption,
    ...tags,
    checksum: { ...checksum, type: 'FULL_OBJECT' },
  });
  return { status: 200, headers: writtenHeaders(object) };
}

/** What every answer to a write says about the object. */
function writtenHeaders(object: StoredObject): NonNullable<Reply['headers']> {
  return {
    etag: `"${object.eTag}"`,
    'x-amz-version-id': object.versionId === 'null' ? undefined : object.versionId,
    ...encryptionHeaders(object.encryption),
    ...checksumHeaders(object.checksum),
  };
}

export function checksumHeaders(checksum: StoredChecksum | undefined): Record<string, string> {
  if (!checksum) return {};
  return {
    [headerOf(checksum.algorithm)]: checksum.value,
    'x-amz-checksum-type': checksum.type,
  };
}
