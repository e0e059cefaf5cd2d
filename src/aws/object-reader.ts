import { GetObjectCommand } from '@aws-sdk/client-s3';
import { defined } from '../defined.ts';
import { at, type Bucket } from './bucket.ts';
import { faultOf, isTransient } from './faults.ts';

const maxFailures = 5;

/**
 * Streams an object. A connection that breaks is taken up where it broke, on the same version of the object;
 * gives up when that fails several times without a byte between. With a tag, only the object that has it is read.
 */
export async function* readObject(
  bucket: Bucket,
  key: string,
  signal: AbortSignal,
  ifMatch?: string,
): AsyncGenerator<Uint8Array> {
  const { client, clock } = bucket;
  let offset = 0;
  let size: number | undefined;
  let eTag = ifMatch;
  let failures = 0;
  while (size === undefined || offset < size) {
    try {
      const range = offset > 0 ? { Range: `bytes=${offset}-` } : {};
      const same = defined({ IfMatch: eTag });
      const command = new GetObjectCommand({ ...at(bucket, key), ...range, ...same });
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
      if (!isTransient(faultOf(error).kind) || ++failures === maxFailures) throw error;
      await clock.sleep(500 * 2 ** failures, signal);
    }
  }
}

const broken = { code: 'ERR_STREAM_PREMATURE_CLOSE' };
