import type { Destination, Role } from '../config/destination.ts';
import type { Owner } from '../release/object-keys.ts';

/** A destination, and for what it is there. */
export type Use = {
  environment: string;
  /** Environments that promote what is proven here, and read it for that. */
  readBy: readonly string[];
  owner: Owner;
  /** Nothing is deployed there: the bucket alone is used, for lease and hold. */
  isForRecords: boolean;
  destination: Destination & { account: { id: string } };
  /** What is promoted here comes from there. */
  sources?: readonly Source[];
};

/** A destination of an environment before this one. */
export type Source = { owner: Owner; destination: Use['destination'] };

/** The role that reads a destination for those who promote from it. */
export function readerOf({ readRole, role }: Destination): Role | undefined {
  return readRole ?? role;
}
