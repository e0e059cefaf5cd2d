/** `eu-west-1`, `us-gov-west-1`, `eusc-de-east-1`. Which regions exist is for AWS to say: new ones need no new release. */
export const regionPattern = /^[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}$/;

/**
 * Partitions by how their regions' names begin; every other region is in `aws`. First match wins.
 * https://github.com/boto/botocore/blob/develop/botocore/data/partitions.json
 */
const partitions = [
  { prefix: 'cn-', name: 'aws-cn', dnsSuffix: 'amazonaws.com.cn' },
  { prefix: 'us-gov-', name: 'aws-us-gov', dnsSuffix: 'amazonaws.com' },
  { prefix: 'us-iso-', name: 'aws-iso', dnsSuffix: 'c2s.ic.gov' },
  { prefix: 'us-isob-', name: 'aws-iso-b', dnsSuffix: 'sc2s.sgov.gov' },
  { prefix: 'eu-isoe-', name: 'aws-iso-e', dnsSuffix: 'cloud.adc-e.uk' },
  { prefix: 'us-isof-', name: 'aws-iso-f', dnsSuffix: 'csp.hci.ic.gov' },
  { prefix: 'eusc-', name: 'aws-eusc', dnsSuffix: 'amazonaws.eu' },
  { prefix: '', name: 'aws', dnsSuffix: 'amazonaws.com' },
] as const;

/** `aws`, `aws-cn`, …: what stands after `arn:` in that region. */
export function partitionOf(region: string): string {
  return partitions.find(({ prefix }) => region.startsWith(prefix))?.name ?? 'aws';
}

/** `amazonaws.com`, `amazonaws.com.cn`, …: what the host names of a region's services end in. */
export function dnsSuffixOf(region: string): string {
  return partitions.find(({ prefix }) => region.startsWith(prefix))?.dnsSuffix ?? 'amazonaws.com';
}
