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
  /** Freezes that are planned beside it, and are no hold until they begin. */
  freezes?: readonly PlannedFreeze[];
};

/** A time in which an environment is not to be deployed to, as somebody set it. Times are ISO 8601. */
export type PlannedFreeze = {
  from: string;
  /** That moment is free again. */
  until: string;
  reason: string;
  by: string;
  /** When it was set. */
  time: string;
};
