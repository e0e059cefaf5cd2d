import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Clock } from '../clock.ts';
import { faultOf, isTransient } from './faults.ts';

export type ObjectLocation = { Bucket: string; Key: string; ExpectedBucketOwner?: string };

const patience = 5;

/**
 * Streams an object. A connection that breaks is taken up where it broke, on the same version of the object;
 * gives up when that fails several times without a byte between.
 */
export async function* readObject(
  client: S3Client,
  location: ObjectLocation,
  { clock, signal }: { clock: Clock; signal: AbortSignal },
): AsyncGenerator<Uint8Array> {
  let offset = 0;
  let size: number | undefined;
  let eTag: string | undefined;
  let failures = 0;
  while (size === undefined || offset < size) {
    try {
      const range = offset > 0 ? { Range: `bytes=${offset}-` } : {};
      const same = eTag ? { IfMatch: eTag } : {};
      const command = new GetObjectCommand({ ...location, ...range, ...same });
      const { Body, ContentLength, ETag } = await client.send(command, { abortSignal: signal });
      size ??= ContentLength ?? 0;
      eTag ??= ETag;
      for await (const chunk of Body as unknown as AsyncIterable<Uint8Array>) {
        offset += chunk.length;
        failures = 0;
        yield chunk;
      }
      if (offset < size) throw Object.assign(new Error('the body ended early'), broken);
    } catch (error) {
      signal.throwIfAborted();
      if (!isTransient(faultOf(error).kind) || ++failures === patience) throw error;
      await clock.sleep(500 * 2 ** failures, signal);
    }
  }
}

const broken = { code: 'ERR_STREAM_PREMATURE_CLOSE' };
