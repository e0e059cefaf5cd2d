import { open } from 'node:fs/promises';

const chunkSize = 256 * 1024;

/** A file's bytes, chunk by chunk. It is not open in between: whoever waits for the network may never go on. */
export async function* fileChunks(path: string): AsyncGenerator<Uint8Array> {
  for (let from = 0; ; ) {
    const chunk = await readChunk(path, from);
    if (chunk.length === 0) return;
    from += chunk.length;
    yield chunk;
  }
}

async function readChunk(path: string, from: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const chunk = Buffer.allocUnsafe(chunkSize);
    const { bytesRead } = await file.read(chunk, 0, chunkSize, from);
    return chunk.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
