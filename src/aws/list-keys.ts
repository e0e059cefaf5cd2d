import {
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  type ListObjectsV2CommandOutput,
} from '@aws-sdk/client-s3';
import { defined } from '../defined.ts';
import { type Bucket, promptly } from './bucket.ts';

/** `written`: when S3 took what has the key, in ms by its own time. */
export type StoredKey = { key: string; written?: number };

export async function listKeys(
  bucket: Bucket,
  prefix: string,
  after?: string,
): Promise<StoredKey[]> {
  const keys: StoredKey[] = [];
  for await (const { Contents } of pages(bucket, { Prefix: prefix, StartAfter: after }))
    keys.push(...keysOf(Contents));
  return keys;
}

/** What S3 lists in one answer, and whether there is more. */
export async function listFirstPage(
  bucket: Bucket,
  prefix: string,
): Promise<{ keys: StoredKey[]; more: boolean }> {
  for await (const { Contents, NextContinuationToken } of pages(bucket, { Prefix: prefix }))
    return { keys: keysOf(Contents), more: NextContinuationToken !== undefined };
  return { keys: [], more: false };
}

/** The beginnings that keys have in common up to a delimiter behind the prefix, sorted as keys are. */
export async function listGroups(
  bucket: Bucket,
  prefix: string,
  delimiter: string,
): Promise<string[]> {
  const groups: string[] = [];
  const request = { Prefix: prefix, Delimiter: delimiter };
  for await (const { CommonPrefixes = [] } of pages(bucket, request))
    groups.push(...CommonPrefixes.flatMap(({ Prefix }) => Prefix ?? []));
  return groups;
}

async function* pages(
  { client, request }: Bucket,
  what: Omit<ListObjectsV2CommandInput, 'Bucket' | 'ContinuationToken'>,
) {
  let token: string | undefined;
  do {
    const command = new ListObjectsV2Command({ ...request, ...what, ContinuationToken: token });
    const answer = await client.send(command, promptly());
    yield answer;
    token = answer.NextContinuationToken;
  } while (token);
}

function keysOf(contents: ListObjectsV2CommandOutput['Contents'] = []): StoredKey[] {
  return contents.flatMap(({ Key, LastModified }) =>
    Key ? [{ key: Key, ...defined({ written: LastModified?.getTime() }) }] : [],
  );
}
