import { GetObjectTaggingCommand, PutObjectTaggingCommand } from '@aws-sdk/client-s3';
import { defined } from '../defined.ts';
import { at, type Bucket, promptly } from './bucket.ts';

/** A version of an object, or the one that there is. */
export type TaggedObject = { key: string; versionId?: string | undefined };

/** The tags of an object. Rejects as S3 does, also where there is none. */
export async function readTags(
  bucket: Bucket,
  { key, versionId }: TaggedObject,
): Promise<ReadonlyMap<string, string>> {
  const input = { ...at(bucket, key), ...defined({ VersionId: versionId }) };
  const { TagSet = [] } = await bucket.client.send(new GetObjectTaggingCommand(input), promptly());
  return new Map(TagSet.map(({ Key = '', Value = '' }) => [Key, Value]));
}

/** Puts a tag beside those that are there: S3 takes them all together, or not at all. */
export async function addTag(
  bucket: Bucket,
  { key, versionId }: TaggedObject,
  there: ReadonlyMap<string, string>,
  [name, value]: readonly [string, string],
): Promise<void> {
  const TagSet = [...new Map([...there, [name, value]])].map(([Key, Value]) => ({ Key, Value }));
  const object = { ...at(bucket, key), ...defined({ VersionId: versionId }) };
  const command = new PutObjectTaggingCommand({ ...object, Tagging: { TagSet } });
  await bucket.client.send(command, promptly());
}
