import { type Partition, partitions } from '../config/partition.ts';

/** The standard partition's facts stand in for those of a partition that the table does not have. */
export function partitionFacts(name: string): Partition {
  const find = (wanted: string) => partitions.find((one) => one.name === wanted);
  return find(name) ?? find('aws') ?? partitions[0];
}

export function apiSuffixes(): string[] {
  return [...new Set(partitions.flatMap(({ suffixes }) => suffixes))];
}

/** The partition and account of an ARN; undefined where it is not an ARN of an account. */
export function arnOwner(arn: string): { partition: string; account: string } | undefined {
  const match = /^arn:([a-z0-9-]+):[a-z0-9-]+:[a-z0-9-]*:(\d{12}):/.exec(arn);
  return match ? { partition: match[1] as string, account: match[2] as string } : undefined;
}
