import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { type Problem, UsageError } from '../problem.ts';
import type { SourceEntry } from './files.ts';
import { largestWhole, type PackedBatch, packBatch } from './pack-batch.ts';
import { packProgram } from './pack-program.ts';

/** What is sent to a thread: entries, and memory to use for them. */
export type ToPack = { entries: readonly SourceEntry[]; spare?: ArrayBuffer | undefined };

/** What comes back from a thread: a batch, or why there is none. */
export type Packed = PackedBatch | { problems: readonly Problem[] } | { error: unknown };

/** Packs batches of entries, several at a time. */
export type Packers = {
  /** How many batches can be packed at once; 0: each where it is waited for. */
  parallel: number;
  pack(entries: readonly SourceEntry[]): Promise<PackedBatch>;
  /** Takes the memory of a batch that is written, for another one: it would wait for a collection of garbage. */
  takeBack(batch: PackedBatch): void;
  close(): Promise<void>;
};

// To start a thread takes as long as to pack about this much.
const worthThreads = { bytes: 8 * 1024 * 1024, entries: 2000 };
const mostThreads = 4;
// What a thread leaves is garbage at once: room for more of it is memory alone.
const frugal = { maxYoungGenerationSizeMb: 12 };

/**
 * Threads where there is enough to do for them; what is packed is the same either way. `entries` are all, or enough of them.
 * Each thread takes some 10 MB.
 */
export async function openPackers(entries: readonly SourceEntry[]): Promise<Packers> {
  const threads = Math.min(mostThreads, availableParallelism());
  return threads > 1 && isWorthThreads(entries) ? threadPackers(threads) : here;
}

/** Files that are not read at once are not theirs. */
export function isWorthThreads(entries: readonly SourceEntry[]): boolean {
  const sizes = entries.map((entry) => (entry.kind === 'file' ? entry.size : 0));
  const own = sizes.filter((size) => size <= largestWhole);
  const bytes = own.reduce((sum, size) => sum + size, 0);
  return bytes >= worthThreads.bytes || own.length >= worthThreads.entries;
}

/** In the thread that asks. */
export const here: Packers = {
  parallel: 0,
  pack: async (entries) => packBatch(entries),
  takeBack: () => undefined,
  close: async () => undefined,
};

/** As many threads. */
export async function threadPackers(count: number): Promise<Packers> {
  const { Worker } = process.getBuiltinModule('node:worker_threads');
  // Nothing that the environment names is loaded into them.
  const options = { eval: true, env: {}, execArgv: [], resourceLimits: frugal };
  const all = Array.from({ length: count }, () => new Worker(packProgram.text, options));
  const idle = [...all];
  const waiting: ((worker: Worker) => void)[] = [];
  const spares: ArrayBuffer[] = [];
  const failed = new Promise<never>((_, reject) => {
    for (const worker of all) {
      worker.on('error', reject);
      worker.on('exit', () => reject(new Error('a packing thread ended by itself')));
    }
  });
  // Whoever packs sees it.
  failed.catch(() => undefined);

  async function pack(entries: readonly SourceEntry[]): Promise<PackedBatch> {
    const worker = await Promise.race([failed, nextFree()]);
    const answer: { packed?: Packed } = {};
    // Whatever such a race gave would be kept for as long as `failed` is.
    const answered = once(worker, 'message').then(([packed]) => {
      answer.packed = packed;
    });
    const spare = spares.pop();
    worker.postMessage({ entries, spare } satisfies ToPack, spare ? [spare] : []);
    await Promise.race([failed, answered]);
    hand(worker);
    return batchOf(answer.packed as Packed);
  }

  function nextFree(): Promise<Worker> {
    const turn = new Promise<Worker>((resolve) => waiting.push(resolve));
    hand(idle.pop());
    return turn;
  }

  /** Gives a thread to who has waited longest. */
  function hand(worker: Worker | undefined): void {
    if (!worker) return;
    const next = waiting.shift();
    if (next) next(worker);
    else idle.push(worker);
  }

  /** A thread that is ended in the middle of its work can take the process with it: zlib's "close before init". */
  async function close(): Promise<void> {
    waiting.length = 0;
    const free = Promise.all(all.map(nextFree));
    await Promise.race([failed, free]).catch(() => undefined);
    await Promise.all(all.map((worker) => worker.terminate()));
  }

  return {
    parallel: count,
    pack,
    takeBack: ({ bytes }) => void spares.push(bytes.buffer as ArrayBuffer),
    close,
  };
}

function batchOf(packed: Packed): PackedBatch {
  if ('problems' in packed) throw new UsageError(packed.problems);
  if ('error' in packed) throw packed.error;
  const { bytes, digested } = packed;
  return {
    ...packed,
    bytes: Buffer.from(bytes.buffer, 0, bytes.length),
    digested: Buffer.from(digested.buffer),
  };
}
