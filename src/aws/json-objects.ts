import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { defined } from '../defined.ts';
import { type Problem, RefusedError } from '../problem.ts';
import { timeOf } from './answer-time.ts';
import { at, type Bucket, isNothingThere, promptly } from './bucket.ts';
import { faultOf } from './faults.ts';

/** Held against the tag of what is there. */
export type WriteCondition = { ifNoneMatch: true } | { ifMatch: string };

/** Times are S3's, in ms: when it answered, and when it took what is there. */
export type StoredJson = { value: unknown; eTag: string; now?: number; written?: number };

export type Written = { written: true; eTag: string; now?: number } | { written: false };

/** A value as it is written, made once for all the buckets that get it. */
export class JsonText {
  readonly text: string;
  readonly bytes: Uint8Array;
  constructor(value: unknown) {
    this.text = `${JSON.stringify(value, undefined, 2)}\n`;
    this.bytes = Buffer.from(this.text);
  }
}

/** A record is a few kilobytes; what is larger is not one. */
const largest = 4 * 1024 * 1024;

export async function readJson(
  bucket: Bucket,
  key: string,
  signal?: AbortSignal,
): Promise<StoredJson | undefined> {
  const found = await readText(bucket, key, signal);
  if (!found) return undefined;
  const { text, ...rest } = found;
  try {
    return { value: JSON.parse(text) as unknown, ...rest };
  } catch (cause) {
    throw notOurs(bucket, key, 'is not JSON', cause);
  }
}

export async function writeJson(
  bucket: Bucket,
  key: string,
  value: unknown,
  condition: WriteCondition,
  signal?: AbortSignal,
): Promise<Written> {
  const { text, bytes } = value instanceof JsonText ? value : new JsonText(value);
  const command = new PutObjectCommand({
    ...at(bucket, key),
    ...bucket.encryption,
    Body: bytes,
    ContentType: 'application/json',
    ...('ifMatch' in condition ? { IfMatch: condition.ifMatch } : { IfNoneMatch: '*' }),
  });
  try {
    const answer = await bucket.client.send(command, promptly(signal));
    return { written: true, eTag: answer.ETag ?? '', ...defined({ now: timeOf(answer) }) };
  } catch (error) {
    // To If-Match S3 answers 404 where the object is gone.
    if (faultOf(error).kind !== 'conflict' && !isNothingThere(error)) throw error;
    const there = wasRetried(error) ? await readText(bucket, key, signal) : undefined;
    if (there?.text !== text) return { written: false };
    // When it was taken, rather than when it was looked for.
    const taken = there.written ?? there.now;
    return { written: true, eTag: there.eTag, ...defined({ now: taken }) };
  }
}

async function readText(
  bucket: Bucket,
  key: string,
  signal: AbortSignal | undefined,
): Promise<(Omit<StoredJson, 'value'> & { text: string }) | undefined> {
  try {
    const command = new GetObjectCommand(at(bucket, key));
    const answer = await bucket.client.send(command, promptly(signal));
    const { Body, ETag, ContentLength, LastModified } = answer;
    if ((ContentLength ?? 0) > largest) throw notOurs(bucket, key, 'is too large to be a record');
    return {
      text: (await Body?.transformToString()) ?? '',
      eTag: ETag ?? '',
      ...defined({ now: timeOf(answer), written: LastModified?.getTime() }),
    };
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
  const problem: Problem = {
    code: 'record-invalid',
    message: `"s3://${name}/${key}" ${what}`,
    hint: 'records are written by this tool alone; look at what is there, and remove it if nobody needs it',
  };
  return new RefusedError([problem], defined({ cause }));
}
