import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { RefusedError } from '../problem.ts';
import { at, type Bucket, isNothingThere } from './bucket.ts';
import { faultOf } from './faults.ts';

/** Held against the tag of what is there. */
export type WriteCondition = { ifNoneMatch: true } | { ifMatch: string };

export type Written = { written: true; eTag: string } | { written: false };

/** A record is a few kilobytes; what is larger is not one. */
const largest = 4 * 1024 * 1024;

export async function readJson(
  bucket: Bucket,
  key: string,
): Promise<{ value: unknown; eTag: string } | undefined> {
  const found = await readText(bucket, key);
  if (!found) return undefined;
  try {
    return { value: JSON.parse(found.text) as unknown, eTag: found.eTag };
  } catch (cause) {
    throw notOurs(bucket, key, 'is not JSON', cause);
  }
}

export async function writeJson(
  bucket: Bucket,
  key: string,
  value: unknown,
  condition: WriteCondition,
): Promise<Written> {
  const text = `${JSON.stringify(value, undefined, 2)}\n`;
  const command = new PutObjectCommand({
    ...at(bucket, key),
    ...bucket.encryption,
    Body: text,
    ContentType: 'application/json',
    ...('ifMatch' in condition ? { IfMatch: condition.ifMatch } : { IfNoneMatch: '*' }),
  });
  try {
    const { ETag } = await bucket.client.send(command);
    return { written: true, eTag: ETag ?? '' };
  } catch (error) {
    // To If-Match S3 answers 404 where the object is gone.
    if (faultOf(error).kind !== 'conflict' && !isNothingThere(error)) throw error;
    const there = wasRetried(error) ? await readText(bucket, key) : undefined;
    return there?.text === text ? { written: true, eTag: there.eTag } : { written: false };
  }
}

async function readText(
  bucket: Bucket,
  key: string,
): Promise<{ text: string; eTag: string } | undefined> {
  try {
    const command = new GetObjectCommand(at(bucket, key));
    const { Body, ETag, ContentLength } = await bucket.client.send(command);
    if ((ContentLength ?? 0) > largest) throw notOurs(bucket, key, 'is too large to be a record');
    return { text: (await Body?.transformToString()) ?? '', eTag: ETag ?? '' };
  } catch (error) {
    if (isNothingThere(error)) return undefined;
    throw error;
  }
}

/** A request that was sent twice may have met what it had written itself. */
function wasRetried(error: unknown): boolean {
  const { attempts = 1 } = (error as { $metadata?: { attempts?: number } }).$metadata ?? {};
  return attempts > 1;
}

function notOurs({ name }: Bucket, key: string, what: string, cause?: unknown): RefusedError {
  const problem = {
    message: `"s3://${name}/${key}" ${what}`,
    hint: 'records are written by this tool alone; look at what is there, and remove it if nobody needs it',
  };
  return new RefusedError([problem], cause === undefined ? {} : { cause });
}
