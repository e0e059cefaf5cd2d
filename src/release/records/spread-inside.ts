import { describeFault } from '../../aws/advice.ts';
import { largestCopy } from '../../aws/copy-object.ts';
import { faultOf } from '../../aws/faults.ts';
import { RefusedError } from '../../problem.ts';
import type { Emit } from '../events.ts';
import type { ReleaseRecord } from '../release-record.ts';
import type { RecordBucket } from './record-buckets.ts';

export type Stored = {
  eTag: string;
  versionId?: string;
  how: 'uploaded' | 'present' | 'copied';
};

type Spreading = {
  key: string;
  record: ReleaseRecord;
  signal: AbortSignal;
  emit: Emit;
  /** Through this machine. */
  store(recordBucket: RecordBucket, key: string): Promise<Stored>;
};

/**
 * Stores a release through this machine once for each account, and has S3 copy it to the other buckets of that account. Where S3
 * does not, which is said once, it goes through this machine as well.
 */
export function spreadInside(
  recordBuckets: readonly RecordBucket[],
  { key, record, signal, emit, store }: Spreading,
): (recordBucket: RecordBucket) => Promise<Stored> {
  const firsts = new Map<string, { recordBucket: RecordBucket; stored: Promise<Stored> }>();
  const said = new Set<string>();
  const counts = new Map<string, number>();
  for (const { destination } of recordBuckets) {
    const account = accountOf(destination);
    counts.set(account, (counts.get(account) ?? 0) + 1);
  }
  return async (recordBucket) => {
    const account = accountOf(recordBucket.destination);
    if (counts.get(account) === 1 || record.size > largestCopy) return store(recordBucket, key);
    const first = firsts.get(account);
    if (!first) {
      const stored = store(recordBucket, key);
      firsts.set(account, { recordBucket, stored });
      return stored;
    }
    const [source, found] = await Promise.all([
      first.stored.catch(() => undefined),
      recordBucket.artifacts.find(key),
    ]);
    if (!source || found) return store(recordBucket, key);
    try {
      const from = { artifacts: first.recordBucket.artifacts, eTag: source.eTag };
      const known = { ...from, digest: record.digest };
      const copied = await recordBucket.artifacts.copyInside(known, key, record, signal);
      return { ...copied, how: 'copied' };
    } catch (error) {
      if (error instanceof RefusedError || signal.aborted) throw error;
      // Of the copy that was carried out and not answered, or of another run: the same bytes are there already.
      if (faultOf(error).kind !== 'conflict') tell(account, error);
      return store(recordBucket, key);
    }
  };

  function tell(account: string, error: unknown): void {
    if (said.has(account)) return;
    said.add(account);
    const { message } = describeFault(error, { operation: 's3:CopyObject' });
    emit({
      kind: 'step',
      text: `S3 does not copy it within account ${account.split(' ')[1]}, so it is uploaded to each bucket there: ${message}`,
    });
  }
}

/** Nothing is copied from one account, or one partition, to another. */
function accountOf({ partition, account, bucketOwner, kms }: RecordBucket['destination']): string {
  return `${partition} ${bucketOwner ?? account.id ?? account.name}${kms === undefined ? '' : ' encrypted by a key'}`;
}
