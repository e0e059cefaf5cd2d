/** Why an environment is not to be deployed to: `${application}/holds/${environment}.json`. */
export type Hold = {
  held: boolean;
  reason: string;
  /** Run or person. */
  by: string;
  /** ISO 8601. */
  time: string;
  /** Holds that this one has lifted or replaced, by time and person: where they could not be overwritten they are over too. */
  over?: readonly string[];
};
