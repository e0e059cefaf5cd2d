/** A run as its record describes it afterwards, or that there is one which cannot be read. Times are ms since the epoch. */
export type PastRun =
  | {
      at: number;
      run: string;
      command: string;
      /** Of the run, else the words of its destinations. */
      verdict: string;
      /** Absent where the record does not tell when it ended. */
      seconds?: number;
      /** What it was to bring. */
      versions: string[];
      /** Destinations that it deployed to, and how many of them succeeded. */
      deployed: number;
      succeeded: number;
      reason?: string;
    }
  | {
      /** Why it cannot be read, or not be believed. */
      unread: string;
      newer: boolean;
    };

/** The last runs of an environment, newest first. */
export type PastRuns = {
  runs: PastRun[];
  /** How many there are; as many as are told, or more. */
  of: number;
  /** Buckets whose records could not be listed, and why. */
  unlisted: string[];
};
