import { groupUrl } from '../../aws/console.ts';
import type { Destination } from '../../config/destination.ts';
import type { DestinationResult } from '../outcome.ts';

/** What is told of a deployment that may have been created: its id is not known, so where to look for it. */
export function unknownCreation(
  destination: Destination,
): Required<Pick<DestinationResult, 'reason' | 'consoleUrl' | 'isUnknown'>> {
  const reason = `CreateDeployment was not answered, and fanout could not find out whether CodeDeploy accepted it: a deployment of this run may be under way in ${groupText(destination)}; run fanout finish, which looks for it again, before you deploy there again`;
  return { reason, consoleUrl: groupUrl(destination), isUnknown: true };
}

/** The group, as somebody has to find it who has nothing else. */
export function groupText({ account, region, application, deploymentGroup }: Destination): string {
  return `deployment group "${deploymentGroup}" of application "${application}" (account ${account.id ?? account.name}, ${region})`;
}
