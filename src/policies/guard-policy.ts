import { guardValue } from '../config/guard-tag.ts';
import { keyPatterns, type Owner } from '../release/object-keys.ts';
import type { Statement } from './statement.ts';

/** An environment whose hosts may read only what is tagged for them. */
export type Guard = {
  owner: Owner;
  /** `fanout-production` */
  tag: string;
  /** ARNs of the roles that deploy and promote there: they alone tag. */
  taggers: readonly string[];
  /** ARNs of others that read there, but on no host. */
  readers: readonly string[];
};

/**
 * What S3 refuses all but the roles of the configuration: to read what no run has tagged, to tag, and to take tags away. A
 * copy gets the tags of its source only from who may tag.
 */
export function guardStatements(arn: string, guards: readonly Guard[]): Statement[] {
  const owners = new Map(guards.map(({ owner }) => [JSON.stringify(owner), owner]));
  return [...owners.values()].flatMap((owner, index) => {
    const own = guards.filter((guard) => JSON.stringify(guard.owner) === JSON.stringify(owner));
    return statementsOf(`${arn}/${keyPatterns({ ...owner, name: '*' }).all}`, own, index + 1);
  });
}

function statementsOf(resource: string, guards: readonly Guard[], turn: number): Statement[] {
  const taggers = distinct(guards.flatMap((guard) => guard.taggers));
  const all = distinct([...taggers, ...guards.flatMap((guard) => guard.readers)]);
  const deny = (
    sid: string,
    Action: string[],
    [roles, condition]: [readonly string[], Statement['Condition']?],
    why: string,
  ): Statement => ({
    Sid: `${sid}${turn === 1 ? '' : turn}`,
    Effect: 'Deny',
    Principal: '*',
    Action,
    Resource: resource,
    Condition: { ...condition, ArnNotLike: { 'aws:PrincipalArn': roles } },
    why,
  });
  const existing = guards.map(({ tag }) => [`s3:ExistingObjectTag/${tag}`, guardValue]);
  return [
    deny(
      'OnlyAdmitted',
      ['s3:GetObject', 's3:GetObjectVersion'],
      [all, { StringNotEquals: Object.fromEntries(existing) }],
      'hosts read what a run of their environment has tagged, and nothing else',
    ),
    deny(
      'OnlyRunsTag',
      [
        's3:DeleteObjectTagging',
        's3:DeleteObjectVersionTagging',
        's3:PutObjectTagging',
        's3:PutObjectVersionTagging',
      ],
      [taggers],
      'neither a build nor a person in the console can admit a bundle',
    ),
    // Where they are several, each is for its own tag.
    ...guards.flatMap(({ tag, taggers: own }, index) =>
      guards.length === 1
        ? []
        : [
            deny(
              `OnlyOwnTag${index + 1}x`,
              ['s3:PutObjectTagging', 's3:PutObjectVersionTagging'],
              [
                own,
                {
                  StringEquals: { [`s3:RequestObjectTag/${tag}`]: guardValue },
                  StringNotEquals: { [`s3:ExistingObjectTag/${tag}`]: guardValue },
                },
              ],
              `${tag} is set only by runs of that environment`,
            ),
          ],
    ),
  ];
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
