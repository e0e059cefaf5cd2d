import { parentPort } from 'node:worker_threads';
import { UsageError } from '../problem.ts';
import type { SourceEntry } from './files.ts';
import { packBatch } from './pack-batch.ts';
import type { Packed, ToPack } from './packers.ts';

/** What runs in a thread of its own: packs what it is sent, one batch after the other. */
parentPort?.on('message', ({ entries, spare }: ToPack) => {
  const answer = answerTo(entries, spare);
  const buffers = 'bytes' in answer ? [answer.bytes.buffer, answer.digested.buffer] : [];
  parentPort?.postMessage(answer, buffers as ArrayBuffer[]);
});

function answerTo(entries: readonly SourceEntry[], spare: ArrayBuffer | undefined): Packed {
  try {
    return packBatch(entries, spare);
  } catch (error) {
    // A class does not outlive the way to another thread.
    return error instanceof UsageError ? { problems: error.problems } : { error };
  }
}
