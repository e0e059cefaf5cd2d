import { decode, header, type RequestHead } from '../wire/request.ts';
import { callerOf, openSourceBucket } from './access.ts';
import type { S3Call } from './call.ts';
import { readOutcome } from './conditions.ts';
import { invalidArgument, preconditionFailed } from './errors.ts';
import { foundObject } from './get-object.ts';
import type { Bucket, StoredObject } from './state.ts';
import { checkedVersionId } from './version-id.ts';

/** The object a copy is made of, where the caller may read it and the conditions on it hold. */
export function copySource(call: S3Call): { bucket: Bucket; key: string; object: StoredObject } {
  const { bucketName, key, versionId } = named(call.request);
  const action = versionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion';
  const bucket = openSourceBucket(call, { name: bucketName, key, versionId }, action);
  const object = foundObject(callerOf(call), bucket, { key, versionId });
  if (readOutcome(call.request, object, 'x-amz-copy-source-') !== 'go') {
    throw preconditionFailed(
      header(call.request, 'x-amz-copy-source-if-match')
        ? 'x-amz-copy-source-If-Match'
        : 'x-amz-copy-source-If-None-Match',
    );
  }
  return { bucket, key, object };
}

/** `/bucket/key?versionId=…`, percent-encoded, with or without the first slash. */
function named(request: RequestHead): {
  bucketName: string;
  key: string;
  versionId: string | undefined;
} {
  const source = header(request, 'x-amz-copy-source') ?? '';
  const [, path = '', version] = /^\/?([^?]*)(?:\?versionId=(.+))?$/.exec(source) ?? [];
  const text = decode(path);
  const slash = text.indexOf('/');
  if (slash < 1 || slash === text.length - 1) {
    throw invalidArgument(
      'x-amz-copy-source',
      source,
      'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
    );
  }
  return {
    bucketName: text.slice(0, slash),
    key: text.slice(slash + 1),
    versionId: version === undefined ? undefined : checkedVersionId(decode(version)),
  };
}
