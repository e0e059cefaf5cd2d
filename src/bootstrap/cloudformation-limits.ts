import { policyOf, type Statement } from '../policies/statement.ts';
import type { Problem } from '../problem.ts';
import { many } from '../words/quantities.ts';
import type { BucketNeed } from './bucket-needs.ts';
import { policyOfBucket } from './bucket-resources.ts';
import type { Needs } from './needs.ts';
import { roleNameOf } from './role-resources.ts';

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: spaces are not counted
const mostOfPolicies = 10_240;
const mostOfName = 64;

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html: 20 KB
const mostOfBucketPolicy = 20 * 1024;

/** What IAM would refuse of the roles, and S3 of the buckets, and late. */
export function beyondLimits({ accounts, hubs }: Needs): Problem[] {
  const roles = [...hubs.flatMap((hub) => hub.roles), ...accounts.flatMap((one) => one.roles)];
  const buckets = accounts.flatMap((one) => one.buckets);
  return [
    ...roles.flatMap(({ arn, statements }) => [...tooLarge(arn, statements), ...tooLong(arn)]),
    ...buckets.flatMap(tooLargeOfBucket),
  ];
}

function tooLarge(arn: string, statements: readonly Statement[]): Problem[] {
  const size = JSON.stringify(policyOf(statements)).replaceAll(/\s/g, '').length;
  if (size <= mostOfPolicies) return [];
  return [
    {
      code: 'policy-too-large',
      message: `the policy of ${arn} has ${size} characters, but IAM allows ${mostOfPolicies}`,
      hint: 'give environments, or files, roles of their own, or buckets names that differ only by ${region}',
    },
  ];
}

function tooLargeOfBucket(bucket: BucketNeed): Problem[] {
  const size = new TextEncoder().encode(JSON.stringify(policyOfBucket(bucket))).length;
  if (size <= mostOfBucketPolicy) return [];
  const { guests, copiers = [] } = bucket;
  const others = guests.length + copiers.length;
  return [
    {
      code: 'policy-too-large',
      message: `the policy of s3://${bucket.name} has ${size} bytes, since it lets in ${many(others, 'other account')}, and S3 takes ${mostOfBucketPolicy}`,
      hint:
        guests.length > copiers.length
          ? 'give accounts buckets of their own: bundle.bucket with ${account.id} in it'
          : 'split the environments that are promoted to from there, each after an environment with buckets of its own',
    },
  ];
}

function tooLong(arn: string): Problem[] {
  const { name } = roleNameOf(arn);
  if (name.length <= mostOfName) return [];
  const message = `the name "${name}" of a role has ${name.length} characters, but IAM allows ${mostOfName}`;
  return [{ code: 'bad-value', message, hint: 'give the role in fanout.yml a shorter one' }];
}
