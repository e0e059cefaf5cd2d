import { policyOf, type Statement } from '../policies/statement.ts';
import type { Problem } from '../problem.ts';
import type { Needs } from './needs.ts';
import { roleNameOf } from './role-resources.ts';

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: spaces are not counted
const mostOfPolicies = 10_240;
const mostOfName = 64;

/** What IAM would refuse of the roles, and late. */
export function beyondLimits({ accounts, hubs }: Needs): Problem[] {
  const roles = [...hubs.flatMap((hub) => hub.roles), ...accounts.flatMap((one) => one.roles)];
  return roles.flatMap(({ arn, statements }) => [...tooLarge(arn, statements), ...tooLong(arn)]);
}

function tooLarge(arn: string, statements: readonly Statement[]): Problem[] {
  const size = JSON.stringify(policyOf(statements)).replaceAll(/\s/g, '').length;
  if (size <= mostOfPolicies) return [];
  return [
    {
      code: 'policy-too-large',
      message: `the policy of ${arn} has ${size} characters, and IAM takes ${mostOfPolicies}`,
      hint: 'give environments, or files, roles of their own, or buckets names that differ by ${region} alone',
    },
  ];
}

function tooLong(arn: string): Problem[] {
  const { name } = roleNameOf(arn);
  if (name.length <= mostOfName) return [];
  const message = `the name "${name}" of a role has ${name.length} characters, and IAM takes ${mostOfName}`;
  return [{ code: 'bad-value', message, hint: 'give the role in fanout.yml a shorter one' }];
}
