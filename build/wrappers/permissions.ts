import { bucketPolicy } from '../../src/policies/bucket-policy.ts';
import { type JobRole, policyFor } from '../../src/policies/role-policy.ts';

const owner = { application: 'orders' };

/** What a role in account 222222222222 may do for the application "orders", as docs/aws.md has it. */
export function policyText(role: JobRole): string {
  return block(
    policyFor(role, {
      partition: 'aws',
      accountId: '222222222222',
      owner,
      environment: 'production',
      buckets: ['deploy-222222222222-*'],
      copiesFrom: [
        { owner, accountId: '111111111111', buckets: ['deploy-111111111111-*'], kms: [] },
      ],
    }),
  );
}

/** What the bucket in eu-west-1 refuses. */
export function bucketPolicyText(): string {
  return block(
    bucketPolicy({ partition: 'aws', bucket: 'deploy-222222222222-eu-west-1', owners: [owner] }),
  );
}

function block(policy: object): string {
  return `\`\`\`json\n${JSON.stringify(policy, undefined, 2)}\n\`\`\``;
}
