import { defined } from '../defined.ts';
import { keyPatterns, type Owner } from '../release/object-keys.ts';
import { type Guard, guardStatements } from './guard-policy.ts';
import { type PolicyDocument, policyOf, type Statement } from './statement.ts';

export type BucketScope = {
  partition: string;
  bucket: string;
  /** Those whose bundles and records are in the bucket. */
  owners: readonly Owner[];
  guards?: readonly Guard[];
};

/** What S3 itself refuses, whoever asks: also of a job whose role was taken over. */
export function bucketPolicy(scope: BucketScope): PolicyDocument {
  return policyOf(bucketStatements(scope));
}

export function bucketStatements({
  partition,
  bucket,
  owners,
  guards = [],
}: BucketScope): Statement[] {
  const arn = `arn:${partition}:s3:::${bucket}`;
  const patterns = owners.map((owner) => keyPatterns({ ...owner, name: '*' }));
  const deny = (
    Sid: string,
    Action: string | string[],
    Resource: string[],
    why: string,
    Condition?: Statement['Condition'],
  ): Statement => ({
    Sid,
    Effect: 'Deny',
    Principal: '*',
    Action,
    Resource,
    ...defined({ Condition }),
    why,
  });
  return [
    deny('OnlyOverTls', 's3:*', [arn, `${arn}/*`], 'nobody in between reads or changes', {
      Bool: { 'aws:SecureTransport': 'false' },
    }),
    deny(
      'CreateOnly',
      's3:PutObject',
      patterns.flatMap(({ bundles, releases, runs }) =>
        [bundles, releases, runs].map((key) => `${arn}/${key}`),
      ),
      // https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html: parts carry no condition
      'what is there is never replaced; locks and holds change',
      { Null: { 's3:if-none-match': 'true' }, Bool: { 's3:ObjectCreationOperation': 'true' } },
    ),
    deny(
      'NoDeletion',
      ['s3:DeleteObject', 's3:DeleteObjectVersion'],
      patterns.map(({ all }) => `${arn}/${all}`),
      'a rollback needs what was deployed; this does not stop lifecycle rules',
    ),
    ...guardStatements(arn, guards),
  ];
}
