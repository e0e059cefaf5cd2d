/** What a page is told every few seconds, so that it knows that its server is there. */
export type Beat = {
  /** By the clock of what is shown, in ms since the epoch, and how many times as fast as a real one it goes. */
  now: number;
  pace: number;
  notes: string[];
  expected?: { seconds: number; of: number };
};
