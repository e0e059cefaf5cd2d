import { guardValue } from '../config/guard-tag.ts';
import { keyPatterns, type Owner, ownerText } from '../release/object-keys.ts';
import { homeCondition, type Ids, type Resource } from './cloudformation-template.ts';
import type { AccountNeeds } from './needs.ts';
import type { Use } from './use.ts';

/**
 * For the instances of each owner a role and its profile, which read the owner's bundles and nothing else: of those that are
 * guarded one for each environment, and of the bundles what is tagged for it.
 */
export function instanceResources(
  { uses, partition }: AccountNeeds,
  ids: Ids,
): { resources: Record<string, Resource>; outputs: Record<string, Record<string, unknown>> } {
  const resources: Record<string, Resource> = {};
  const outputs: Record<string, Record<string, unknown>> = {};
  for (const [text, users] of byOwner(uses)) {
    const role = ids('InstanceRole', text);
    const profile = ids('InstanceProfile', text);
    resources[role] = instanceRole(users, partition);
    resources[profile] = {
      Type: 'AWS::IAM::InstanceProfile',
      Condition: homeCondition,
      Properties: { Roles: [{ Ref: role }] },
    };
    outputs[profile] = {
      Condition: homeCondition,
      Description: `Instance profile for the instances of ${text}`,
      Value: { 'Fn::GetAtt': [profile, 'Arn'] },
    };
  }
  return { resources, outputs };
}

function byOwner(uses: readonly Use[]): ReadonlyMap<string, Use[]> {
  const found = new Map<string, Use[]>();
  for (const use of uses) {
    const { guardTag } = use.destination;
    const { prefix } = use.owner;
    const whose = `${prefix === undefined ? '' : `${prefix}/`}${ownerText(use.owner)}`;
    const text = guardTag === undefined ? whose : `${whose} in ${use.environment}`;
    found.set(text, [...(found.get(text) ?? []), use]);
  }
  return found;
}

function instanceRole(users: readonly Use[], partition: string): Resource {
  const keys = [...new Set(users.flatMap(({ destination }) => destination.kms ?? []))];
  const tag = users[0]?.destination.guardTag;
  return {
    Type: 'AWS::IAM::Role',
    Condition: homeCondition,
    Properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: {
              Service: partition === 'aws-cn' ? 'ec2.amazonaws.com.cn' : 'ec2.amazonaws.com',
            },
            Action: 'sts:AssumeRole',
          },
        ],
      },
      Policies: [
        {
          PolicyName: 'bundles',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Sid: 'ReadBundles',
                Effect: 'Allow',
                Action: ['s3:GetObject', 's3:GetObjectVersion'],
                Resource: [...new Set(users.map(bundlesOf))],
                ...(tag !== undefined && {
                  Condition: { StringEquals: { [`s3:ExistingObjectTag/${tag}`]: guardValue } },
                }),
              },
              ...(keys.length > 0
                ? [{ Sid: 'Decrypt', Effect: 'Allow', Action: ['kms:Decrypt'], Resource: keys }]
                : []),
            ],
          },
        },
      ],
    },
  };
}

function bundlesOf({ owner, destination }: Use): string {
  const { partition, bucket } = destination;
  return `arn:${partition}:s3:::${bucket}/${bundleKeys(owner)}`;
}

function bundleKeys(owner: Owner): string {
  return keyPatterns({ ...owner, name: '*' }).bundles;
}
