import type { Reply } from '../wire/reply.ts';
import { childText, type Element } from '../wire/xml.ts';
import { callerOf, openBucket, refusalOf } from './access.ts';
import { documentOf } from './body-element.ts';
import { type S3Call, xmlReply } from './call.ts';
import { verifiedChecksum } from './checksums.ts';
import { invalidRequest, malformedXml, S3Error } from './errors.ts';
import { type Bucket, remove } from './state.ts';
import { checkedVersionId } from './version-id.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
export function deleteObjects(call: S3Call): Reply {
  const bucket = openBucket(call, 's3:DeleteObject');
  checkIntegrity(call);
  const document = documentOf(call, 'Delete');
  const objects = document?.children.filter(({ name }) => name === 'Object') ?? [];
  if (!document || objects.length === 0 || objects.length > 1000) throw malformedXml();
  const isQuiet = childText(document, 'Quiet') === 'true';
  const outcomes = objects.map((element) => deleted(call, bucket, named(element)));
  return xmlReply('DeleteResult', {
    Deleted: isQuiet ? [] : outcomes.flatMap(({ deleted }) => (deleted ? [deleted] : [])),
    Error: outcomes.flatMap(({ error }) => (error ? [error] : [])),
  });
}

type Fields = Record<string, string | boolean | undefined>;
type Named = { key: string; versionId: string | undefined };

function deleted(
  call: S3Call,
  bucket: Bucket,
  { key, versionId }: Named,
): { deleted?: Fields; error?: Fields } {
  const named = { Key: key, VersionId: versionId };
  try {
    if (versionId !== undefined) checkedVersionId(versionId);
    const action = versionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion';
    const refusal = refusalOf(callerOf(call), bucket, { action, key, versionId });
    if (refusal) throw refusal;
    const removed = remove(call.state, bucket, { key, versionId });
    const isMarker = removed?.kind === 'delete-marker';
    return {
      deleted: {
        ...named,
        DeleteMarker: isMarker ? true : undefined,
        DeleteMarkerVersionId: isMarker ? removed.versionId : undefined,
      },
    };
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    return { error: { ...named, Code: error.code, Message: error.message } };
  }
}

function named(element: Element): Named {
  const key = childText(element, 'Key') ?? '';
  if (key === '') throw malformedXml();
  const other = element.children.find(({ name }) => name !== 'Key' && name !== 'VersionId');
  if (other) {
    const message = `the emulator does not offer DeleteObjects with ${other.name}`;
    throw new S3Error('NotImplemented', 501, message);
  }
  return { key, versionId: childText(element, 'VersionId') };
}

/** A list of what is to go must be proven to have arrived whole. */
function checkIntegrity({ request }: S3Call): void {
  const isProven = request.headers.some(
    ([name]) => name === 'content-md5' || name.startsWith('x-amz-checksum-'),
  );
  if (!isProven)
    throw invalidRequest(
      'Missing required header for this request: Content-MD5 OR x-amz-checksum-*',
    );
  verifiedChecksum(request, request.body);
}
