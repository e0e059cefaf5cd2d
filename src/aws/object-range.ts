import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { ReadableAt } from '../bundle/zip-source.ts';
import { at, type Bucket } from './bucket.ts';

/** What is fetched at least: a zip's directory and its AppSpec file are mostly in one piece. */
const PIECE = 128 * 1024;

/**
 * An object of a known size that is read in pieces, all of them of the same bytes: S3 refuses once it has another tag. The SDK
 * tries again what breaks.
 */
export function objectInPieces(
  bucket: Bucket,
  key: string,
  { eTag, size }: { eTag: string; size: number },
  signal: AbortSignal,
): ReadableAt {
  let held: { start: number; bytes: Buffer } = { start: 0, bytes: Buffer.alloc(0) };

  async function fetch(position: number, length: number): Promise<void> {
    // Whoever reads the end of a zip goes back from there.
    const start = Math.max(0, Math.min(position, size - PIECE));
    const end = Math.min(size, Math.max(position + length, start + PIECE));
    const range = { Range: `bytes=${start}-${end - 1}`, IfMatch: eTag };
    const command = new GetObjectCommand({ ...at(bucket, key), ...range });
    const { Body } = await bucket.client.send(command, { abortSignal: signal });
    const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
    held = { start, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
  }

  return {
    async read(buffer, offset, length, position) {
      const wanted = Math.min(length, size - position);
      if (wanted <= 0) return { bytesRead: 0 };
      const isHeld = () =>
        position >= held.start && position + wanted <= held.start + held.bytes.length;
      if (!isHeld()) await fetch(position, wanted);
      const from = position - held.start;
      return { bytesRead: held.bytes.copy(buffer, offset, from, from + wanted) };
    },
    close: async () => undefined,
  };
}
