import type { Reply } from '../wire/reply.ts';
import { childText } from '../wire/xml.ts';
import { callerOf, openBucket } from './access.ts';
import { documentOf } from './body-element.ts';
import { type S3Call, xmlReply } from './call.ts';
import { malformedXml } from './errors.ts';
import { foundObject } from './get-object.ts';
import { type Bucket, exchangeVersion, type StoredObject, type Tag } from './state.ts';
import { checkedTags, invalidTag } from './tags.ts';
import { versionNamed } from './version-id.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html */
export function getObjectTagging(call: S3Call): Reply {
  const { object } = opened(call, 'Get');
  const { tags = [] } = object;
  const TagSet = { Tag: tags.map(([Key, Value]) => ({ Key, Value })) };
  return xmlReply('Tagging', { TagSet }, versionHeader(object));
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html: all tags are put instead of those there are */
export function putObjectTagging(call: S3Call): Reply {
  const tags = checkedTags(listedTags(call));
  const { bucket, object } = opened(call, 'Put', tags);
  exchangeVersion(call.state, { bucket, key: call.key }, [object, { ...object, tags }]);
  return { status: 200, headers: versionHeader(object) };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjectTagging.html */
export function deleteObjectTagging(call: S3Call): Reply {
  const { bucket, object } = opened(call, 'Delete');
  const { tags: _, ...bare } = object;
  exchangeVersion(call.state, { bucket, key: call.key }, [object, bare]);
  return { status: 204, headers: versionHeader(object) };
}

function opened(
  call: S3Call,
  verb: 'Get' | 'Put' | 'Delete',
  tags: readonly Tag[] = [],
): { bucket: Bucket; object: StoredObject } {
  const versionId = versionNamed(call.request);
  const action = `s3:${verb}Object${versionId === undefined ? '' : 'Version'}Tagging`;
  const bucket = openBucket(call, action, { tags });
  return { bucket, object: foundObject(callerOf(call), bucket, { key: call.key, versionId }) };
}

function listedTags(call: S3Call): Tag[] {
  const set = documentOf(call, 'Tagging')?.children.find(({ name }) => name === 'TagSet');
  if (!set) throw malformedXml();
  const tags = set.children.map((element): Tag => {
    const [key, value] = [childText(element, 'Key'), childText(element, 'Value')];
    if (element.name !== 'Tag' || key === undefined || value === undefined) throw malformedXml();
    return [key, value];
  });
  if (new Set(tags.map(([key]) => key)).size < tags.length)
    throw invalidTag('Cannot provide multiple Tags with the same key');
  return tags;
}

function versionHeader({ versionId }: StoredObject): Record<string, string | undefined> {
  return { 'x-amz-version-id': versionId === 'null' ? undefined : versionId };
}
