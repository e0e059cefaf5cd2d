import type { Artifacts } from '../../aws/artifacts.ts';
import type { Owner } from '../object-keys.ts';
import type { ReleaseRecord } from '../release-record.ts';

/** A release that exists, and the buckets that have its record. */
export type KnownRelease = {
  /** Whose it is, which is part of its keys; another environment's may have another name. */
  owner: Owner;
  record: ReleaseRecord;
  holders: Artifacts[];
};
