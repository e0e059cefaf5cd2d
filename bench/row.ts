/** One line of the results: what was measured, what came out beside the peers, and what it should reach. */
export type Row = {
  what: string;
  fanout: string;
  peers: string;
  aim: string;
  /** Undefined where a peer that it is measured by is not installed. */
  reached: boolean | undefined;
};

/** One bench. `slow` ones take minutes, and run only by name or with `all`. */
export type Bench = {
  name: string;
  about: string;
  slow?: true;
  run(): Promise<Row[]>;
};

export const seconds = (value: number) => `${value.toFixed(value < 10 ? 2 : 1)} s`;
export const milliseconds = (value: number) => `${Math.round(value)} ms`;
export const megabytes = (value: number) => `${Math.round(value)} MB`;
export const times = (value: number) => `${value.toFixed(2)} ×`;
