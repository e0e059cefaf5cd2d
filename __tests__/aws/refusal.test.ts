import { expect, test } from '@jest/globals';
import { describeFault } from '../../src/aws/advice.ts';
import { aDestination } from './makers.ts';

const destination = aDestination();
const who = 'User: arn:aws:sts::222222222222:assumed-role/x/y is not authorized to perform:';

/** Wording: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html. */
test.each<[string, string, RegExp]>([
  [
    's3:PutObject',
    `${who} kms:GenerateDataKey on resource: arn:aws:kms:eu-west-1:999999999999:key/1 because no resource-based policy allows the kms:GenerateDataKey action`,
    /^allow role ".*" kms:GenerateDataKey on arn:aws:kms:.*key\/1: the policy of the resource .* lacks it$/,
  ],
  [
    'codedeploy:CreateDeployment',
    `${who} codedeploy:CreateDeployment on resource: arn:x with an explicit deny in a service control policy`,
    /a service control policy of the organization denies it/,
  ],
  [
    'codedeploy:CreateDeployment',
    `${who} codedeploy:CreateDeployment because no permissions boundary allows the codedeploy:CreateDeployment action`,
    /permissions boundary lacks it/,
  ],
  [
    'codedeploy:CreateDeployment',
    `${who} codedeploy:CreateDeployment because no session policy allows the codedeploy:CreateDeployment action`,
    /the policy passed with the session lacks it/,
  ],
  [
    'codedeploy:CreateDeployment',
    `You are not authorized to perform this operation. Encoded authorization failure message: ${'A'.repeat(900)}`,
    /aws sts decode-authorization-message/,
  ],
])('%s: the advice is about what AWS names', (operation, message, hint) => {
  const error = Object.assign(new Error(message), {
    name: 'AccessDeniedException',
    $metadata: { httpStatusCode: 400 },
  });
  const problem = describeFault(error, { destination, operation });
  expect(problem.hint).toMatch(hint);
  expect(problem.message).toContain(message);
});
