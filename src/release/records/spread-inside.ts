import { describeFault } from '../../aws/advice.ts';
import type { Artifacts } from '../../aws/artifacts.ts';
import { largestCopy } from '../../aws/copy-object.ts';
import { faultOf, isTransient } from '../../aws/faults.ts';
import { RefusedError } from '../../problem.ts';
import type { Emit } from '../events.ts';
import type { ReleaseRecord } from '../release-record.ts';
import type { RecordBucket } from './record-buckets.ts';

export type Stored = {
  eTag: string;
  versionId?: string;
  how: 'uploaded' | 'present' | 'copied';
};

/** A bucket that has the release already, under a key of its own. */
export type CopyOrigin = {
  artifacts: Artifacts;
  key: string;
  eTag: string;
  /** Roles of other accounts may read it there: those that promote from it. */
  acrossAccounts: boolean;
};

type Spreading = {
  key: string;
  record: ReleaseRecord;
  signal: AbortSignal;
  emit: Emit;
  origin?: CopyOrigin | undefined;
  /** Through this machine. */
  store(recordBucket: RecordBucket, key: string): Promise<Stored>;
};

/**
 * Brings a release to one bucket of each account, by a copy within S3 from where it is already, else through this machine, and
 * has S3 copy it to the other buckets of that account. Where S3 does not copy, which is said once, it goes through this machine.
 */
export function spreadInside({
  key,
  record,
  signal,
  emit,
  origin,
  store,
}: Spreading): (recordBucket: RecordBucket) => Promise<Stored> {
  const firsts = new Map<string, { recordBucket: RecordBucket; stored: Promise<Stored> }>();
  const said = new Set<string>();
  /** Where it is not asked for again. */
  const refused = new Set<string>();
  return async (recordBucket) => {
    if (record.size > largestCopy) return store(recordBucket, key);
    const account = accountOf(recordBucket.destination);
    const first = firsts.get(account);
    if (!first) {
      const stored = bringFirst(recordBucket);
      firsts.set(account, { recordBucket, stored });
      return stored;
    }
    const { artifacts } = first.recordBucket;
    const [source, found] = await Promise.all([
      first.stored.catch(() => undefined),
      recordBucket.artifacts.find(key),
    ]);
    if (!source || found) return store(recordBucket, key);
    return copied(recordBucket, { artifacts, key, eTag: source.eTag });
  };

  async function bringFirst(recordBucket: RecordBucket): Promise<Stored> {
    const isWithin = origin && isReachable(origin, recordBucket.artifacts);
    if (!isWithin || (await recordBucket.artifacts.find(key))) return store(recordBucket, key);
    return copied(recordBucket, origin);
  }

  async function copied(
    recordBucket: RecordBucket,
    { artifacts, key: sourceKey, eTag }: Pick<CopyOrigin, 'artifacts' | 'key' | 'eTag'>,
  ): Promise<Stored> {
    const where = placeOf(recordBucket, artifacts);
    if (refused.has(where)) return store(recordBucket, key);
    try {
      const from = { artifacts, key: sourceKey, eTag, digest: record.digest };
      return {
        ...(await recordBucket.artifacts.copyInside(from, key, record, signal)),
        how: 'copied',
      };
    } catch (error) {
      if (error instanceof RefusedError || signal.aborted) throw error;
      // Of the copy that was carried out and not answered, or of another run: the same bytes are there already.
      const { kind } = faultOf(error);
      if (kind !== 'conflict') tell(where, error);
      if (kind !== 'conflict' && !isTransient(kind)) refused.add(where);
      return store(recordBucket, key);
    }
  }

  function tell(where: string, error: unknown): void {
    if (said.has(where)) return;
    said.add(where);
    const { message } = describeFault(error, { operation: 's3:CopyObject' });
    const text = `S3 does not copy it ${where}, so it goes through this machine: ${message}`;
    emit({ kind: 'step', text });
  }
}

function placeOf({ artifacts, destination }: RecordBucket, from: Artifacts): string {
  const [, id] = accountOf(destination).split(' ');
  const isWithin = artifacts.owner === from.owner;
  return isWithin ? `within account ${id}` : `from ${from.bucket} to account ${id}`;
}

/** S3 copies within a partition alone, and other accounts' roles may read only where something is promoted from. */
function isReachable({ artifacts, acrossAccounts }: CopyOrigin, target: Artifacts): boolean {
  if (artifacts.partition !== target.partition) return false;
  return acrossAccounts || (target.owner !== undefined && artifacts.owner === target.owner);
}

/** Whose buckets have one upload. */
function accountOf({ partition, account, bucketOwner, kms }: RecordBucket['destination']): string {
  return `${partition} ${bucketOwner ?? account.id ?? account.name}${kms === undefined ? '' : ' encrypted by a key'}`;
}
