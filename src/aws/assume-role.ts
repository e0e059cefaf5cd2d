import {
  type AssumedRoleUser,
  AssumeRoleCommand,
  type STSClient,
  type Credentials as StsCredentials,
} from '@aws-sdk/client-sts';
import { defined } from '../defined.ts';
import type { SentTags } from './credentials.ts';
import { CredentialsError } from './credentials-error.ts';
import { faultOf } from './faults.ts';
import { readRefusal } from './refusal.ts';

export type AssumedRole = {
  arn: string;
  externalId?: string | undefined;
  /** Left out in a second try where all policies and tags together are too large. */
  tags?: { Key: string; Value: string }[] | undefined;
  /** Sessions that come of this one are to have the tags too. */
  transitive?: boolean;
  /** The tags are left out also where the role does not take any. */
  tagsMayGo?: boolean;
  sessionName?: string | undefined;
  sourceIdentity?: string | undefined;
};

/** What both ways to assume a role give. */
export type Answer = {
  Credentials?: StsCredentials | undefined;
  AssumedRoleUser?: AssumedRoleUser | undefined;
  tags?: SentTags;
};

/** Assumes a role for an hour, which every role allows; without tags where it does not take them, as far as that may be. */
export async function assume(
  client: STSClient,
  role: AssumedRole,
  sessionName: string,
): Promise<Answer> {
  const { tags = [], transitive, tagsMayGo } = role;
  const keys = tags.map(({ Key }) => Key);
  const send = (given: typeof tags) =>
    client.send(
      new AssumeRoleCommand({
        RoleArn: role.arn,
        RoleSessionName: role.sessionName ?? sessionName,
        DurationSeconds: 3600,
        ...defined({
          ExternalId: role.externalId || undefined,
          SourceIdentity: role.sourceIdentity,
          Tags: given.length > 0 ? given : undefined,
          TransitiveTagKeys: given.length > 0 && transitive ? keys : undefined,
        }),
      }),
    );
  if (tags.length === 0) return await send([]);
  try {
    return { ...(await send(tags)), tags: transitive ? 'transitive' : 'sent' };
  } catch (error) {
    if (/^PackedPolicyTooLarge/.test(faultOf(error).name))
      return { ...(await send([])), tags: 'too-large' };
    if (!tagsMayGo || !refusesTags(error)) throw error;
    return { ...(await send([])), tags: 'not-allowed' };
  }
}

/** Whether it was the tags for which a role could not be assumed: AWS names the action. */
export function refusesTags(error: unknown): boolean {
  const { kind, message } = faultOf(error instanceof CredentialsError ? error.cause : error);
  return kind === 'denied' && readRefusal(message)?.action === 'sts:TagSession';
}
