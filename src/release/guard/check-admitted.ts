import type { DeploymentGroupInfo } from '@aws-sdk/client-codedeploy';
import type { AwsSession } from '../../aws/session.ts';
import type { Destination } from '../../config/destination.ts';
import { guardValue } from '../../config/guard-tag.ts';
import { type Finding, notChecked } from './finding.ts';

/**
 * Whether hosts may still read what they run: CodeDeploy's own rollback, an undo, and instances that come by scale-out
 * fetch it once more.
 */
export async function checkAdmitted(
  destination: Destination,
  { targetRevision }: Pick<DeploymentGroupInfo, 'targetRevision'>,
  aws: AwsSession,
): Promise<Finding[]> {
  const { guardTag: tag, id } = destination;
  const { bucket, key, version } = targetRevision?.s3Location ?? {};
  if (tag === undefined || bucket !== destination.bucket || key === undefined) return [];
  try {
    const tags = await aws.artifacts(destination).tags({ key, versionId: version });
    if (tags.get(tag) === guardValue) return [];
    const message = `the running bundle has no tag ${tag}: hosts cannot fetch s3://${bucket}/${key} again for a rollback or a scale-out`;
    const hint = 'fanout bootstrap --check says what to tag, and how';
    return [{ kind: 'warning', problem: { code: 'not-admitted', destination: id, message, hint } }];
  } catch (error) {
    const what = `whether hosts may fetch s3://${bucket}/${key}, the running bundle, again`;
    return [notChecked(destination, what, 's3:GetObjectTagging', error)];
  }
}
