import type { Session } from 'node:inspector';

// Of what is packed: often enough to keep the process near 110 MB, and a few per cent of the time.
const interval = 32 * 1024 * 1024;

/**
 * Collects garbage as packing goes on. zlib makes a new buffer for each block, and V8 lets buffers grow to 64 MB, and the
 * objects around them to tens more, before it collects by itself: twice of all that packing needs. The inspector is the way
 * to ask for it without flags; where Node is built without, packing takes more memory and nothing else changes.
 */
export class GarbageCollection {
  readonly #session = openSession();
  #packed = 0;

  /** Tells that so many bytes more are packed. */
  async after(bytes: number): Promise<void> {
    // An entry leaves something behind even if it is empty.
    this.#packed += bytes + 1024;
    if (this.#packed < interval || !this.#session) return;
    this.#packed = 0;
    await new Promise((done) => this.#session?.post('HeapProfiler.collectGarbage', done));
  }

  close(): void {
    this.#session?.disconnect();
  }
}

function openSession(): Session | undefined {
  try {
    // Loaded here, since all commands would wait for an import.
    const { Session } = process.getBuiltinModule('node:inspector');
    const session = new Session();
    session.connect();
    return session;
  } catch {
    return undefined;
  }
}
