/** An instance as the deployment left it that brought what runs. Times are ms since the epoch. */
export type InstanceStatus = {
  instance: string;
  /** CodeDeploy's: `Succeeded`, `Failed`, … */
  status: string;
  /** The lifecycle event that failed, else the last one. */
  event?: string;
  at?: number;
};

/** Those of a destination, or why they are unknown. */
export type InstanceStatuses = readonly InstanceStatus[] | { unknown: string };
