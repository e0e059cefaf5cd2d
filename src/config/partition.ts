/** `eu-west-1`, `us-gov-west-1`, `eusc-de-east-1`. Which regions exist is for AWS to say: new ones need no new release. */
export const regionPattern = /^[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}$/;

/** What differs from one AWS partition to the next. */
export type Partition = {
  /** How the names of its regions begin. */
  prefix: string;
  name: string;
  /** Domains of its API endpoints, dual-stack ones included. */
  suffixes: readonly string[];
  console: string;
  /** What STS expects as the audience of an identity token. */
  audience: string;
};

const audience = 'sts.amazonaws.com';

/**
 * Every region that begins otherwise is in the last, `aws`. First match wins.
 * Prefixes: https://github.com/boto/botocore/blob/develop/botocore/data/partitions.json
 * Suffixes: aws/aws-sdk-js-v3: packages/core/src/submodules/client/util-endpoints/lib/aws/partitions.json
 * Audience in China: aws-actions/configure-aws-credentials: README.md, "audience"
 */
export const partitions: readonly [Partition, ...Partition[]] = [
  {
    prefix: 'cn-',
    name: 'aws-cn',
    suffixes: ['amazonaws.com.cn', 'api.amazonwebservices.com.cn'],
    console: 'console.amazonaws.cn',
    audience: 'sts.amazonaws.com.cn',
  },
  {
    prefix: 'us-gov-',
    name: 'aws-us-gov',
    suffixes: ['amazonaws.com', 'api.aws'],
    console: 'console.amazonaws-us-gov.com',
    audience,
  },
  isolated('us-iso-', 'aws-iso', 'c2s.ic.gov', 'api.aws.ic.gov'),
  isolated('us-isob-', 'aws-iso-b', 'sc2s.sgov.gov', 'api.aws.scloud'),
  isolated('eu-isoe-', 'aws-iso-e', 'cloud.adc-e.uk', 'api.cloud-aws.adc-e.uk'),
  isolated('us-isof-', 'aws-iso-f', 'csp.hci.ic.gov', 'api.aws.hci.ic.gov'),
  {
    prefix: 'eusc-',
    name: 'aws-eusc',
    suffixes: ['amazonaws.eu', 'api.amazonwebservices.eu'],
    console: 'console.amazonaws-eusc.eu',
    audience,
  },
  {
    prefix: '',
    name: 'aws',
    suffixes: ['amazonaws.com', 'api.aws'],
    console: 'console.aws.amazon.com',
    audience,
  },
];

/** Their consoles are not documented in public; the link is made as the others are. */
function isolated(prefix: string, name: string, suffix: string, dualStack: string): Partition {
  return { prefix, name, suffixes: [suffix, dualStack], console: `console.${suffix}`, audience };
}

/** `aws`, `aws-cn`, …: what stands after `arn:` in that region. */
export function partitionOf(region: string): string {
  return partitions.find(({ prefix }) => region.startsWith(prefix))?.name ?? 'aws';
}
