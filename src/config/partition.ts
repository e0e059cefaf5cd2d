/** `eu-west-1`, `us-gov-west-1`, `eusc-de-east-1`. Which regions exist is for AWS to say: new ones need no new release. */
export const regionPattern = /^[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}$/;

/**
 * Partitions by how their regions' names begin; every other region is in `aws`. First match wins.
 * https://github.com/boto/botocore/blob/develop/botocore/data/partitions.json
 */
const partitions = [
  { prefix: 'cn-', name: 'aws-cn' },
  { prefix: 'us-gov-', name: 'aws-us-gov' },
  { prefix: 'us-iso-', name: 'aws-iso' },
  { prefix: 'us-isob-', name: 'aws-iso-b' },
  { prefix: 'eu-isoe-', name: 'aws-iso-e' },
  { prefix: 'us-isof-', name: 'aws-iso-f' },
  { prefix: 'eusc-', name: 'aws-eusc' },
  { prefix: '', name: 'aws' },
] as const;

/** `aws`, `aws-cn`, …: what stands after `arn:` in that region. */
export function partitionOf(region: string): string {
  return partitions.find(({ prefix }) => region.startsWith(prefix))?.name ?? 'aws';
}
