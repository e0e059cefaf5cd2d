/** At most so many equal buffers, handed round among all transfers of a session: what bounds its memory. */
export type Buffers = {
  /** Bytes of each. */
  readonly size: number;
  /** Waits its turn; rejects with the signal's reason. */
  take(signal: AbortSignal): Promise<Buffer>;
  give(buffer: Buffer): void;
};

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
    size,
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
