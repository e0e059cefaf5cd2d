import { runSimulation } from '@cloud-copilot/iam-simulate';
import { describe, expect, test } from '@jest/globals';
import type { Resource } from '../../src/bootstrap/cloudformation-template.ts';
import { templatesFor, twoAccounts } from './configured.ts';

const accountId = '222222222222';
const bucket = `deploy-${accountId}-eu-west-1`;
const text = twoAccounts.replace(
  '\n  deploymentGroup',
  '\n  readRole: arn:aws:iam::${account.id}:role/reader\n  deploymentGroup',
);
const made = templatesFor(text, { github: ['acme/orders'], also: ['promote'] });
const resources = Object.values(made.get(`account-retail-${accountId}`)?.template.Resources ?? {});
const tls = { 'aws:SecureTransport': 'true', 'aws:ResourceAccount': accountId };
const created = { ...tls, 's3:if-none-match': '*', 's3:ObjectCreationOperation': 'true' };
const replaced = { ...tls, 's3:ObjectCreationOperation': 'true' };
const part = { ...tls, 's3:ObjectCreationOperation': 'false' };

type Asked = { action: string; on: string; context?: Record<string, string> };

/** What IAM and S3 say together, by an evaluator that nobody here wrote. */
async function judged(role: string, { action, on, context = tls }: Asked): Promise<string> {
  const policies = policiesOf(role);
  const answer = await runSimulation(
    {
      request: {
        principal: `arn:aws:sts::${accountId}:assumed-role/${role}/job`,
        action,
        resource: { resource: on, accountId },
        contextVariables: action.startsWith('s3:') ? context : {},
      },
      identityPolicies: policies,
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(action.startsWith('s3:') && { resourcePolicy: bucketPolicy() }),
    },
    {},
  );
  if (answer.resultType === 'error') throw new Error(JSON.stringify(answer.errors));
  return answer.overallResult;
}

function policiesOf(role: string): { name: string; policy: unknown }[] {
  const found = resources.find(
    ({ Type, Properties }) =>
      Type === 'AWS::IAM::Role' && (Properties.RoleName ?? 'instances') === role,
  );
  const policies = found?.Properties.Policies as { PolicyName: string; PolicyDocument: unknown }[];
  return policies.map(({ PolicyName, PolicyDocument }) => ({
    name: PolicyName,
    policy: PolicyDocument,
  }));
}

function bucketPolicy(): unknown {
  const [found] = resources.filter(
    ({ Type, Properties }: Resource) =>
      Type === 'AWS::S3::BucketPolicy' && JSON.stringify(Properties).includes(`:::${bucket}"`),
  );
  return found?.Properties.PolicyDocument;
}

const s3 = (key = '') => `arn:aws:s3:::${bucket}${key === '' ? '' : `/${key}`}`;
const arn = `arn:aws:codedeploy:eu-west-1:${accountId}`;
const deploy = 'codedeploy-fanout';
const promote = 'codedeploy-fanout-promote';
const group = `${arn}:deploymentgroup:orders/orders-production`;
const zip = s3('orders/1.1-0123456789abcdef.zip');
const run = s3('orders/runs/production/20260101T000000Z-1.json');
const lock = s3('orders/locks/production.json');
const hold = s3('orders/holds/production.json');

describe('allowed', () => {
  test.each<[string, Asked]>([
    [deploy, { action: 'codedeploy:CreateDeployment', on: group }],
    [deploy, { action: 's3:PutObject', on: zip, context: created }],
    [deploy, { action: 's3:PutObject', on: zip, context: part }],
    [deploy, { action: 's3:PutObject', on: run, context: created }],
    [deploy, { action: 's3:PutObject', on: lock, context: replaced }],
    [deploy, { action: 's3:PutObject', on: hold, context: replaced }],
    [deploy, { action: 's3:GetObject', on: zip }],
    [deploy, { action: 's3:ListBucket', on: s3() }],
    [promote, { action: 's3:PutObject', on: lock, context: replaced }],
    ['reader', { action: 's3:GetObject', on: run }],
    ['reader', { action: 'codedeploy:GetDeploymentGroup', on: group }],
    ['instances', { action: 's3:GetObject', on: zip }],
  ])('%s: %j', async (role, asked) => {
    expect(await judged(role, asked)).toBe('Allowed');
  });
});

describe('refused', () => {
  const elsewhere = { ...tls, 'aws:ResourceAccount': '666666666666' };
  const plain = { ...created, 'aws:SecureTransport': 'false' };
  test.each<[string, string, Asked]>([
    ['a bundle is deleted', deploy, { action: 's3:DeleteObject', on: zip }],
    ['a version of it is deleted', deploy, { action: 's3:DeleteObjectVersion', on: zip }],
    ['a bundle is replaced', deploy, { action: 's3:PutObject', on: zip, context: replaced }],
    ['a record is replaced', deploy, { action: 's3:PutObject', on: run, context: replaced }],
    ['it goes without TLS', deploy, { action: 's3:PutObject', on: zip, context: plain }],
    [
      "it is another account's bucket",
      deploy,
      { action: 's3:GetObject', on: zip, context: elsewhere },
    ],
    [
      'it is another application',
      deploy,
      { action: 's3:PutObject', on: s3('billing/1.zip'), context: created },
    ],
    [
      'it is another environment',
      deploy,
      { action: 's3:PutObject', on: s3('orders/locks/test.json') },
    ],
    [
      'it is another group',
      deploy,
      { action: 'codedeploy:CreateDeployment', on: `${arn}:deploymentgroup:billing/x` },
    ],
    ['it is the policy itself', deploy, { action: 's3:PutBucketPolicy', on: s3() }],
    ['the group is changed', deploy, { action: 'codedeploy:UpdateDeploymentGroup', on: group }],
    ['who promotes holds', promote, { action: 's3:PutObject', on: hold, context: replaced }],
    ['who reads deploys', 'reader', { action: 'codedeploy:CreateDeployment', on: group }],
    ['who reads writes a record', 'reader', { action: 's3:PutObject', on: run, context: created }],
    ['an instance reads records', 'instances', { action: 's3:GetObject', on: run }],
    ['an instance writes', 'instances', { action: 's3:PutObject', on: zip, context: created }],
  ])('%s (%s)', async (_, role, asked) => {
    expect(await judged(role, asked)).toMatch(/Denied$/);
  });
});
