import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { type Problem, UsageError } from '../problem.ts';
import type { SourceEntry } from './files.ts';
import { type PackedBatch, packBatch } from './pack-batch.ts';

/** What comes back from a thread: a batch, or why there is none. */
export type Packed = PackedBatch | { problems: readonly Problem[] } | { error: unknown };

/** Packs batches of entries, several at a time. */
export type Packers = {
  /** How many batches can be packed at once; 0: each where it is waited for. */
  parallel: number;
  pack(entries: readonly SourceEntry[]): Promise<PackedBatch>;
  close(): Promise<void>;
};

// To start a thread takes as long as to pack about this much.
const worthThreads = { bytes: 8 * 1024 * 1024, entries: 2000 };
const mostThreads = 4;

/** Threads where there is enough to do for them; what is packed is the same either way. */
export async function openPackers(entries: readonly SourceEntry[]): Promise<Packers> {
  const bytes = entries.reduce((sum, entry) => sum + (entry.kind === 'file' ? entry.size : 0), 0);
  const isMuch = bytes >= worthThreads.bytes || entries.length >= worthThreads.entries;
  const threads = Math.min(mostThreads, availableParallelism());
  return isMuch && threads > 1 ? threadPackers(threads) : here;
}

/** In the thread that asks. */
export const here: Packers = {
  parallel: 0,
  pack: async (entries) => packBatch(entries),
  close: async () => undefined,
};

/** As many threads. */
export async function threadPackers(count: number): Promise<Packers> {
  const { Worker } = process.getBuiltinModule('node:worker_threads');
  const { packProgram } = await import('./pack-program.ts');
  const idle = Array.from({ length: count }, () => new Worker(packProgram.text, { eval: true }));
  const all = [...idle];
  const waiting: ((worker: Worker) => void)[] = [];

  async function pack(entries: readonly SourceEntry[]): Promise<PackedBatch> {
    const worker = idle.pop() ?? (await new Promise<Worker>((resolve) => waiting.push(resolve)));
    try {
      worker.postMessage(entries);
      const [packed] = (await once(worker, 'message')) as [Packed];
      return batchOf(packed);
    } finally {
      const next = waiting.shift();
      if (next) next(worker);
      else idle.push(worker);
    }
  }
  return {
    parallel: count,
    pack,
    close: async () => void (await Promise.all(all.map((worker) => worker.terminate()))),
  };
}

function batchOf(packed: Packed): PackedBatch {
  if ('problems' in packed) throw new UsageError(packed.problems);
  if ('error' in packed) throw packed.error;
  return { ...packed, data: Buffer.from(packed.data.buffer) };
}
