/** What differs from one AWS partition to the next. */
export type Partition = {
  /** Domains of its API endpoints, dual-stack ones included. */
  suffixes: string[];
  console: string;
  /** What STS expects as the audience of an identity token. */
  audience: string;
};

/** The standard partition's facts stand in for those of a partition this table does not know. */
export function partitionOf(name: string): Partition {
  return partitions[name] ?? (partitions.aws as Partition);
}

export function apiSuffixes(): string[] {
  return [...new Set(Object.values(partitions).flatMap(({ suffixes }) => suffixes))];
}

/** The partition and account of an ARN; undefined where it is not an ARN of an account. */
export function arnOwner(arn: string): { partition: string; account: string } | undefined {
  const match = /^arn:([a-z0-9-]+):[a-z0-9-]+:[a-z0-9-]*:(\d{12}):/.exec(arn);
  return match ? { partition: match[1] as string, account: match[2] as string } : undefined;
}

const audience = 'sts.amazonaws.com';

// Suffixes: aws/aws-sdk-js-v3: packages/core/src/submodules/client/util-endpoints/lib/aws/partitions.json
// Audience in China: aws-actions/configure-aws-credentials: README.md, "audience"
const partitions: Record<string, Partition> = {
  aws: { suffixes: ['amazonaws.com', 'api.aws'], console: 'console.aws.amazon.com', audience },
  'aws-cn': {
    suffixes: ['amazonaws.com.cn', 'api.amazonwebservices.com.cn'],
    console: 'console.amazonaws.cn',
    audience: 'sts.amazonaws.com.cn',
  },
  'aws-us-gov': {
    suffixes: ['amazonaws.com', 'api.aws'],
    console: 'console.amazonaws-us-gov.com',
    audience,
  },
  'aws-eusc': {
    suffixes: ['amazonaws.eu', 'api.amazonwebservices.eu'],
    console: 'console.amazonaws-eusc.eu',
    audience,
  },
  'aws-iso': isolated('c2s.ic.gov', 'api.aws.ic.gov'),
  'aws-iso-b': isolated('sc2s.sgov.gov', 'api.aws.scloud'),
  'aws-iso-e': isolated('cloud.adc-e.uk', 'api.cloud-aws.adc-e.uk'),
  'aws-iso-f': isolated('csp.hci.ic.gov', 'api.aws.hci.ic.gov'),
};

/** Their consoles are not documented in public; the link is made as the others are. */
function isolated(suffix: string, dualStack: string): Partition {
  return { suffixes: [suffix, dualStack], console: `console.${suffix}`, audience };
}
