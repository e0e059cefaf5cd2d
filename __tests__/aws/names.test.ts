import { expect, test } from '@jest/globals';
import { deploymentUrl, groupUrl } from '../../src/aws/console.ts';
import { arnOwner } from '../../src/aws/partition-facts.ts';
import { sessionName, sessionTags } from '../../src/aws/role-session.ts';

const run = { application: 'orders', environment: 'production', id: '9876543.1', tags: {} };

test.each([
  [{ version: '1.214' }, 'orders-production-1.214-9876543.1'],
  [{}, 'orders-production-9876543.1'],
  [{ application: 'my app/ü', version: '1 2' }, 'my-app-production-1-2-9876543.1'],
  [{ application: 'a'.repeat(80) }, 'a'.repeat(64)],
])('a session of %j is called %s', (overrides, name) => {
  expect(sessionName({ ...run, ...overrides })).toBe(name);
});

test('session tags keep to what STS takes', () => {
  const tags = { Repository: 'example/orders', Empty: '', Odd: 'a{b}\nc', Long: 'x'.repeat(300) };
  expect(sessionTags(tags)).toEqual([
    { Key: 'Repository', Value: 'example/orders' },
    { Key: 'Odd', Value: 'a_b__c' },
    { Key: 'Long', Value: 'x'.repeat(256) },
  ]);
});

test('no more than 50 session tags are sent', () => {
  const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`t${index}`, 'v']));
  expect(sessionTags(many)).toHaveLength(50);
});

test.each([
  ['aws', 'eu-west-1', 'console.aws.amazon.com'],
  ['aws-cn', 'cn-north-1', 'console.amazonaws.cn'],
  ['aws-us-gov', 'us-gov-west-1', 'console.amazonaws-us-gov.com'],
  ['aws-eusc', 'eusc-de-east-1', 'console.amazonaws-eusc.eu'],
])('a deployment in %s is seen in its own console', (partition, region, console) => {
  expect(deploymentUrl({ partition, region }, 'd-ABCDEFGHI')).toBe(
    `https://${console}/codesuite/codedeploy/deployments/d-ABCDEFGHI?region=${region}`,
  );
});

test('a deployment group is seen in its own console', () => {
  const place = { partition: 'aws', region: 'eu-west-1' };
  expect(groupUrl({ ...place, application: 'or/ders', deploymentGroup: 'a b' })).toBe(
    'https://console.aws.amazon.com/codesuite/codedeploy/applications/or%2Fders/deployment-groups/a%20b?region=eu-west-1',
  );
});

test.each([
  ['arn:aws:iam::222222222222:role/x', { partition: 'aws', account: '222222222222' }],
  [
    'arn:aws-cn:sts::222222222222:assumed-role/x/y',
    { partition: 'aws-cn', account: '222222222222' },
  ],
  ['arn:aws:s3:::bucket', undefined],
  ['role/x', undefined],
])('the owner of %s', (arn, owner) => {
  expect(arnOwner(arn)).toEqual(owner);
});
