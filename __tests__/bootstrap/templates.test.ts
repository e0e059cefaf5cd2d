import { expect, test } from '@jest/globals';
import { templateText } from '../../src/bootstrap/template-text.ts';
import { leaseKey } from '../../src/release/object-keys.ts';
import { resourceOf, templatesFor, twoAccounts } from './configured.ts';

test('an account has a template, with everything that is deployed with there', () => {
  const made = templatesFor(twoAccounts);
  expect([...made.keys()]).toEqual(['account-dev-111111111111', 'account-retail-222222222222']);
  const types = Object.values(made.get('account-retail-222222222222')?.template.Resources ?? {});
  const count = (type: string) => types.filter(({ Type }) => Type === type).length;
  expect(count('AWS::IAM::OIDCProvider')).toBe(1);
  expect(count('AWS::IAM::InstanceProfile')).toBe(1);
  // What deploys, what CodeDeploy works with, what instances have.
  expect(count('AWS::IAM::Role')).toBe(3);
  for (const type of [
    'S3::Bucket',
    'S3::BucketPolicy',
    'CodeDeploy::Application',
    'CodeDeploy::DeploymentGroup',
  ])
    expect([type, count(`AWS::${type}`)]).toEqual([type, 2]);
});

test('where a wave is moved, everything stays in the region where it was made', () => {
  const waves = 'waves: [{ name: a, match: { region: us-east-1 } }, { name: b, match: "*" }]';
  const moved = twoAccounts.replace('us-east-1] }', `us-east-1], ${waves} }`);
  const texts = (text: string) =>
    [...templatesFor(text).values()].map((one) => templateText(one, 'yaml'));
  expect(texts(moved)).toEqual(texts(twoAccounts));
});

test('a bucket keeps versions, is closed to the public, and holds all to its policy', () => {
  const made = templatesFor(twoAccounts).get('account-dev-111111111111');
  const { Properties, DeletionPolicy } = resourceOf(made, 'AWS::S3::Bucket');
  expect(Properties).toMatchObject({
    BucketName: 'deploy-111111111111-eu-west-1',
    VersioningConfiguration: { Status: 'Enabled' },
    PublicAccessBlockConfiguration: { RestrictPublicBuckets: true, BlockPublicPolicy: true },
  });
  expect(Properties).not.toHaveProperty('ObjectLockEnabled');
  expect(DeletionPolicy).toBe('Retain');
  expect(JSON.stringify(resourceOf(made, 'AWS::S3::BucketPolicy'))).toContain('CreateOnly');
});

test.each([[''], [', name: worker']])(
  'what a lease was before expires, and nothing else (bundle%s)',
  (name) => {
    const text = twoAccounts.replace('source: build', `source: build${name}`);
    const { LifecycleConfiguration } = resourceOf(
      templatesFor(text).get('account-dev-111111111111'),
      'AWS::S3::Bucket',
    ).Properties as { LifecycleConfiguration: { Rules: Record<string, unknown>[] } };
    const expiring = LifecycleConfiguration.Rules.filter(
      (rule) => 'NoncurrentVersionExpiration' in rule,
    );
    const owner = { application: 'orders', ...(name && { bundleName: 'worker' }) };
    const key = leaseKey({ ...owner, name: 'test' });
    expect(expiring.map(({ Prefix }) => Prefix)).toEqual([key.slice(0, -'test.json'.length)]);
  },
);

test('with Object Lock nothing is deleted before its time', () => {
  const named = { github: ['acme/orders'], objectLockDays: 30 };
  const made = templatesFor(twoAccounts, named).get('account-dev-111111111111');
  expect(resourceOf(made, 'AWS::S3::Bucket').Properties).toMatchObject({
    ObjectLockEnabled: true,
    ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 30 } } },
  });
});

test('alarms are wired where they are named, and a configuration of the user is made', () => {
  const more = `
  deploymentConfig: half
  rollback: { auto: [DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_ALARM] }
  alarms: { names: [errors], ignorePollFailure: true }
environments:`;
  const made = templatesFor(twoAccounts.replace('\nenvironments:', more));
  const dev = made.get('account-dev-111111111111');
  expect(resourceOf(dev, 'AWS::CodeDeploy::DeploymentGroup').Properties).toMatchObject({
    DeploymentConfigName: 'half',
    AlarmConfiguration: {
      Enabled: true,
      IgnorePollAlarmFailure: true,
      Alarms: [{ Name: 'errors' }],
    },
    AutoRollbackConfiguration: { Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'] },
  });
  expect(resourceOf(dev, 'AWS::CodeDeploy::DeploymentConfig').Properties).toMatchObject({
    DeploymentConfigName: 'half',
  });
});

test('instances read the bundles of their application and nothing else', () => {
  const made = templatesFor(twoAccounts).get('account-dev-111111111111');
  const { Policies } = resourceOf(made, 'AWS::IAM::Role', (one) => !('RoleName' in one))
    .Properties as { Policies: { PolicyDocument: { Statement: unknown[] } }[] };
  expect(Policies[0]?.PolicyDocument.Statement).toEqual([
    {
      Sid: 'ReadBundles',
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:GetObjectVersion'],
      Resource: ['arn:aws:s3:::deploy-111111111111-eu-west-1/orders/*.zip'],
    },
  ]);
});

test("another account's bucket is in that account's template, and lets the guest in", () => {
  const shared = twoAccounts.replace(
    'after: [test],',
    'after: [test], bucket: "shared-${region}", bucketOwner: "999999999999",',
  );
  const made = templatesFor(shared);
  const owner = made.get('account-bucket-owner-999999999999');
  expect(owner?.regions).toEqual(['eu-west-1', 'us-east-1']);
  const policy = JSON.stringify(owner?.template.Resources);
  expect(policy).toContain('arn:aws:iam::222222222222:root');
  expect(policy).not.toContain('111111111111');
  const types = Object.values(made.get('account-retail-222222222222')?.template.Resources ?? {});
  expect(types.filter(({ Type }) => Type === 'AWS::S3::Bucket')).toEqual([]);
});
