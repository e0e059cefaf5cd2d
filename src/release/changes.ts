import type { Problem } from '../problem.ts';
import type { BundleChanges } from './bundle-changes.ts';
import type { ReleaseRecord } from './release-record.ts';

/** What a promotion into an environment would bring. */
export type Changes = {
  environment: string;
  application: string;
  bundleName?: string;
  /** The environments in which a release must be proven to come. */
  provenIn: string[];
  /** What would come; absent where nothing would. */
  to?: Pick<ReleaseRecord, 'version' | 'digest' | 'commit' | 'build' | 'time'> & {
    proven: boolean;
  };
  /** Why nothing would come, or what is to be said of what would. */
  notes: Problem[];
  /** What runs, each release or other revision once. */
  from: ChangesFrom[];
  /** Destinations of which it is not known what runs. */
  unread: { destination: string; problem: Problem }[];
  /** Destinations to which nothing was ever deployed with success. */
  empty: string[];
};

export type ChangesFrom = {
  /** As it is: `s3://bucket/key`. */
  revision: string;
  /** Absent where it is not a release. */
  version?: string;
  commit?: string;
  destinations: string[];
  /** It is what would come. */
  isSame: boolean;
  /** Its content is, by its digest, under whatever version. */
  isSameContent: boolean;
  commits: CommitsBetween;
  files: BundleChanges | Untold;
};

/** Why it is unknown. */
export type Untold = { unknown: string };

export type CommitsBetween =
  | {
      /** What would come, the newest first, and what would be taken away. */
      coming: Commit[];
      leaving: Commit[];
      /** How many there are beyond those that are listed. */
      more: number;
      /** The checkout ends somewhere: there may be more. */
      isShallow: boolean;
    }
  | Untold;

export type Commit = {
  /** In full. */
  id: string;
  subject: string;
  author: string;
  /** ISO 8601. */
  time: string;
};

/** Looks for the commits between two in whatever the command runs in. */
export type FindCommits = (before: string, after: string) => Promise<CommitsBetween>;

/** Whether anything of it could not be told that should be. */
export function isUntold({ to, notes, unread, from }: Changes): boolean {
  return (
    unread.length > 0 ||
    notes.some(({ code, cause }) => cause !== undefined || !answers.has(code)) ||
    (to !== undefined && from.some(({ files, version }) => version && 'unknown' in files))
  );
}

/** These say how it is; all others that something stood in the way of looking. */
const answers = new Set<Problem['code']>([
  'not-proven',
  'nothing-to-promote',
  'no-release',
  'higher-version-proven',
]);
