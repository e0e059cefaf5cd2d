import type { Artifacts } from '../../aws/artifacts.ts';
import type { ReleaseRecord } from '../release-record.ts';

/** A release that exists, and the buckets that have its record. */
export type KnownRelease = {
  /** Whose it is, which is part of its keys; another environment's may have another name. */
  application: string;
  record: ReleaseRecord;
  holders: Artifacts[];
};
