import { faultOf } from '../../aws/faults.ts';
import type { AwsSession } from '../../aws/session.ts';
import type { Destination } from '../../config/destination.ts';
import { mapLimited } from '../../limit.ts';
import { timing } from '../timing.ts';
import { type Finding, notChecked } from './finding.ts';

/**
 * Whether deployments of groups that had none yet can be followed; for the others it is seen as their last one is read.
 * `read` are those, of whose role and application nothing more is asked.
 */
export async function checkFollowing(
  fresh: readonly Destination[],
  read: readonly Destination[],
  aws: AwsSession,
): Promise<Finding[]> {
  const known = new Set(read.map(whoFollows));
  const asking = fresh.filter((destination) => {
    const who = whoFollows(destination);
    return !known.has(who) && known.add(who);
  });
  const found = await mapLimited(asking, timing.atOnce.destinations, async (destination) => {
    // Nothing depends on it, so it is not waited for as long as what a run needs.
    try {
      await aws.codedeploy(destination).getDeployments([nobodys]);
      return [];
    } catch (error) {
      const doubt = `whether ${destination.application}'s deployments can be followed`;
      const finding = notChecked(destination, doubt, operation, error);
      return faultOf(error).kind === 'denied' ? [asDoubt(finding)] : [finding];
    }
  });
  return found.flat();
}

const operation = 'codedeploy:BatchGetDeployments';

/** In CodeDeploy's form, and no deployment's. */
const nobodys = 'd-000000000';

function whoFollows({ account, role, readRole, application }: Destination): string {
  return JSON.stringify([account, role, readRole, application]);
}

/**
 * The action is limited to deployment groups, and a deployment that does not exist is of none: AWS does not say whether a
 * role that may follow all of an application is answered or denied then
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodedeploy.html). So this is not a refusal.
 */
function asDoubt({ kind, problem }: Finding): Finding {
  const hint = `nothing has been deployed here yet, so fanout asked AWS for a deployment that does not exist, which AWS may deny to a working role too; ${problem.hint ?? `check that the role is allowed ${operation}`}`;
  return { kind, problem: { ...problem, hint } };
}
