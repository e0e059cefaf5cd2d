import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { actionsOfChecks, actionsOfCommands } from '../../src/policies/actions.ts';
import { bucketPolicy } from '../../src/policies/bucket-policy.ts';
import { policyFor } from '../../src/policies/role-policy.ts';

const source = new URL('../../src/', import.meta.url);
const scope = {
  partition: 'aws',
  accountId: '222222222222',
  owner: { application: 'orders' },
  environment: 'production',
  buckets: ['deploy-222222222222-*'],
};

/** The calls that the code makes, but for those of the emulator, which answers them. */
function calledCommands(): string[] {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !path.startsWith('emulator/'));
  const found = files.flatMap((path) => {
    const text = readFileSync(new URL(path, source), 'utf8');
    return [...text.matchAll(/\bnew ([A-Z]\w+Command)\(/g)].map(([, name = '']) => name);
  });
  return [...new Set(found)].sort();
}

test('the table of permissions has every call of the code and no other', () => {
  const known = { ...actionsOfCommands, ...actionsOfChecks };
  expect(Object.keys(known).sort()).toEqual(calledCommands());
});

test('what deploys may do what the table says, and no wildcard', () => {
  const watches = { alarms: true, metrics: true };
  const guardTag = 'fanout-production';
  const allowed = policyFor('deploy', { ...scope, watches, guardTag }).Statement.flatMap(
    ({ Action }) => Action,
  );
  const needed = new Set(Object.values(actionsOfCommands).flat());
  expect(new Set(allowed)).toEqual(needed);
  expect(allowed.join()).not.toContain('*');
});

test('nothing of CloudWatch is asked for unless it is watched, and no tag unless hosts are guarded', () => {
  expect(JSON.stringify(policyFor('deploy', scope))).not.toMatch(/cloudwatch|Tag/);
});

test('buckets of another account are out of reach, and a key is named where there is one', () => {
  const kms = 'arn:aws:kms:eu-west-1:222222222222:key/1';
  const { Statement } = policyFor('promote', { ...scope, kms });
  const onS3 = Statement.filter(({ Action }) => [Action].flat().some((one) => /^s3:/.test(one)));
  expect(onS3).toHaveLength(6);
  for (const { Condition } of onS3)
    expect(Condition).toEqual({ StringEquals: { 'aws:ResourceAccount': '222222222222' } });
  const onKey = Statement.filter(({ Resource }) => Resource === kms).flatMap(
    ({ Action }) => Action,
  );
  expect(onKey).toEqual(['kms:Decrypt', 'kms:GenerateDataKey']);
  expect(policyFor('build', scope).Statement).toEqual([]);
});

test('a bucket lets nothing be replaced but locks and holds, of all its owners', () => {
  const { Statement } = bucketPolicy({
    partition: 'aws',
    bucket: 'b',
    owners: [{ application: 'orders' }, { application: 'orders', bundleName: 'worker' }],
  });
  const { Resource } = Statement.find(({ Sid }) => Sid === 'CreateOnly') ?? {};
  expect(Resource).toEqual([
    'arn:aws:s3:::b/orders/*.zip',
    'arn:aws:s3:::b/orders/releases/*',
    'arn:aws:s3:::b/orders/runs/*/*',
    'arn:aws:s3:::b/orders/bundles/worker/*.zip',
    'arn:aws:s3:::b/orders/bundles/worker/releases/*',
    'arn:aws:s3:::b/orders/bundles/worker/runs/*/*',
  ]);
});
