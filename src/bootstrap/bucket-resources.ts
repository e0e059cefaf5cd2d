import { defined } from '../defined.ts';
import { bucketStatements } from '../policies/bucket-policy.ts';
import { type PolicyDocument, policyOf, type Statement } from '../policies/statement.ts';
import { keyPatterns, type Owner } from '../release/object-keys.ts';
import type { BucketNeed } from './bucket-needs.ts';
import { type Ids, type Resource, regionCondition } from './cloudformation-template.ts';

/** A bucket that keeps what was deployed, and its policy. */
export function bucketResources(
  bucket: BucketNeed,
  { ids, objectLockDays }: { ids: Ids; objectLockDays: number | undefined },
): Record<string, Resource> {
  const id = ids('Bucket', bucket.name);
  const Condition = regionCondition(bucket.region);
  return {
    [id]: {
      Type: 'AWS::S3::Bucket',
      Condition,
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        BucketName: bucket.name,
        VersioningConfiguration: { Status: 'Enabled' },
        BucketEncryption: { ServerSideEncryptionConfiguration: [encryptionOf(bucket)] },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        LifecycleConfiguration: { Rules: [unfinished, ...bucket.owners.map(formerLeases)] },
        ...objectLock(objectLockDays),
      },
    },
    [ids('Policy', bucket.name)]: {
      Type: 'AWS::S3::BucketPolicy',
      Condition,
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: { Bucket: { Ref: id }, PolicyDocument: policyOfBucket(bucket) },
    },
  };
}

const unfinished = {
  Id: 'UnfinishedUploads',
  Status: 'Enabled',
  AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
};

/** A lease is written again every half minute, and what it was before is of no use. */
function formerLeases(owner: Owner, index: number) {
  return {
    Id: `FormerLeases${index + 1}`,
    Status: 'Enabled',
    Prefix: keyPatterns({ ...owner, name: '*' }).all.replace(/\*$/, 'locks/'),
    NoncurrentVersionExpiration: { NoncurrentDays: 1 },
  };
}

function encryptionOf({ kms }: BucketNeed) {
  return kms === undefined
    ? { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }
    : {
        ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: kms },
        BucketKeyEnabled: true,
      };
}

/** GOVERNANCE: whoever holds s3:BypassGovernanceRetention can still delete, and no job does. */
function objectLock(days: number | undefined): Record<string, unknown> {
  if (days === undefined) return {};
  return {
    ObjectLockEnabled: true,
    ObjectLockConfiguration: {
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: days } },
    },
  };
}

export function policyOfBucket(bucket: BucketNeed): PolicyDocument {
  return policyOf(statementsOfBucket(bucket));
}

/** What S3 refuses by itself, and the other accounts that it lets in. */
export function statementsOfBucket(bucket: BucketNeed): Statement[] {
  const { partition, name, owners, guards, guests, copiers = [] } = bucket;
  return [
    ...bucketStatements({ partition, bucket: name, owners, ...defined({ guards }) }),
    ...guests.flatMap((guest) => admit(guest, bucket)),
    ...copiers.map((copier) => letCopy(copier, bucket)),
  ];
}

/** An account that is promoted to: S3 reads here with the rights of its roles. */
function letCopy(accountId: string, { partition, name, owners }: BucketNeed): Statement {
  return {
    Sid: `Copy${accountId}`,
    Effect: 'Allow',
    Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
    Action: ['s3:GetObject'],
    Resource: owners.map(
      (owner) => `arn:${partition}:s3:::${name}/${keyPatterns({ ...owner, name: '*' }).bundles}`,
    ),
    why: 'S3 copies what is promoted to that account',
  };
}

const tagging = ['Get', 'Put'].flatMap((verb) => [
  `s3:${verb}ObjectTagging`,
  `s3:${verb}ObjectVersionTagging`,
]);

/** An account as a whole: which of its roles may do what, their own policies say. */
function admit(accountId: string, { partition, name, owners, guards }: BucketNeed): Statement[] {
  const arn = `arn:${partition}:s3:::${name}`;
  const allowed = {
    Effect: 'Allow' as const,
    Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
  };
  const below = (owner: Owner) => `${arn}/${keyPatterns({ ...owner, name: '*' }).all}`;
  return [
    {
      Sid: `Objects${accountId}`,
      ...allowed,
      Action: [
        's3:AbortMultipartUpload',
        's3:GetObject',
        's3:GetObjectVersion',
        's3:PutObject',
        ...(guards ? tagging : []),
      ],
      Resource: owners.map(below),
      why: 'their own policies decide what the roles of that account may do with it',
    },
    {
      Sid: `List${accountId}`,
      ...allowed,
      Action: ['s3:ListBucket'],
      Resource: arn,
      why: 'records are listed',
    },
  ];
}
