import type { Reply } from '../wire/reply.ts';
import { openBucket } from './access.ts';
import type { S3Call } from './call.ts';
import { checkDeleteCondition } from './conditions.ts';
import { remove } from './state.ts';
import { versionNamed } from './version-id.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export function deleteObject(call: S3Call): Reply {
  const { request, key, state } = call;
  const versionId = versionNamed(request);
  const bucket = openBucket(
    call,
    versionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion',
  );
  checkDeleteCondition(call, bucket);
  const removed = remove(state, bucket, { key, versionId });
  const named = versionId ?? removed?.versionId;
  return {
    status: 204,
    headers: {
      'x-amz-delete-marker': removed?.kind === 'delete-marker' ? 'true' : undefined,
      'x-amz-version-id': bucket.versioning === undefined ? undefined : named,
    },
  };
}
