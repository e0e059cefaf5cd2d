import { timing } from '../release/timing.ts';

/** At most so many equal buffers, handed round among all transfers of a session: what bounds its memory. */
export type Buffers = {
  /** Waits its turn; rejects with the signal's reason. */
  take(signal: AbortSignal): Promise<Buffer>;
  give(buffer: Buffer): void;
};

/** For what is uploaded from a file, which is read again as it is sent, and for what comes as a stream, which is kept meanwhile. */
export type UploadBuffers = { files: Buffers; streams: Buffers };

export function openUploadBuffers(): UploadBuffers {
  const { part, files, streams } = timing.upload;
  return {
    files: openBuffers(files.atOnce, files.room),
    streams: openBuffers(streams.atOnce, part),
  };
}

export function openBuffers(count: number, size: number): Buffers {
  let free: Buffer[] = [];
  const waiting: ((buffer: Buffer) => void)[] = [];
  let made = 0;

  function next(): Buffer | undefined {
    const buffer = free.pop();
    if (buffer || made === count) return buffer;
    made++;
    return Buffer.allocUnsafeSlow(size);
  }

  return {
    async take(signal) {
      signal.throwIfAborted();
      const buffer = next();
      if (buffer) return buffer;
      return new Promise((resolve, reject) => {
        const serve = (given: Buffer) => {
          signal.removeEventListener('abort', leave);
          resolve(given);
        };
        const leave = () => {
          waiting.splice(waiting.indexOf(serve), 1);
          reject(signal.reason);
        };
        signal.addEventListener('abort', leave, { once: true });
        waiting.push(serve);
      });
    },
    give(buffer) {
      const serve = waiting.shift();
      if (serve) return serve(buffer);
      free.push(buffer);
      // Nothing is under way any more: what follows may take hours, and needs none.
      if (free.length === made) [free, made] = [[], 0];
    },
  };
}
