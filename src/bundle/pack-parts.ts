import type { Rows } from './entry-stream.ts';
import type { SourceEntry, SourceFile } from './files.ts';
import { largestWhole, type PackedBatch } from './pack-batch.ts';
import type { Packers } from './packers.ts';

/** Entries in a row that are packed together, or one large file. */
export type Part = { batch: SourceEntry[] } | { file: SourceFile };
type PackedPart =
  | { batch: SourceEntry[]; packed: () => Promise<PackedBatch> }
  | { file: SourceFile };

// Enough that handing over costs nothing beside it, and little enough that some of them fit into memory.
const batchBytes = 1024 * 1024;
const batchEntries = 512;

/** All entries in order. */
export async function* partsOf(rows: Rows): AsyncGenerator<Part> {
  let batch: SourceEntry[] = [];
  let bytes = 0;
  for await (const row of rows) {
    for (const entry of row) {
      const size = entry.kind === 'file' ? entry.size : 0;
      const isLarge = size > largestWhole;
      if (
        batch.length > 0 &&
        (isLarge || bytes + size > batchBytes || batch.length === batchEntries)
      ) {
        yield { batch };
        [batch, bytes] = [[], 0];
      }
      if (isLarge && entry.kind === 'file') yield { file: entry };
      else batch.push(entry);
      bytes += isLarge ? 0 : size;
    }
  }
  if (batch.length > 0) yield { batch };
}

/** The same, with batches being packed some time before they are needed: twice as many as are packed at once. */
export async function* packedAhead(
  parts: AsyncIterable<Part>,
  { parallel, pack }: Packers,
): AsyncGenerator<PackedPart> {
  const ahead: PackedPart[] = [];
  for await (const part of parts) {
    ahead.push('batch' in part ? begun(part.batch, parallel > 0, pack) : part);
    if (ahead.length > 2 * parallel) yield ahead.shift() as PackedPart;
  }
  yield* ahead;
}

function begun(batch: SourceEntry[], atOnce: boolean, pack: Packers['pack']): PackedPart {
  if (!atOnce) return { batch, packed: () => pack(batch) };
  const packed = pack(batch);
  // Whoever writes the batch sees a failure; until then it is not an unhandled one.
  packed.catch(() => {});
  return { batch, packed: () => packed };
}
