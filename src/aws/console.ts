import type { Destination } from '../config/destination.ts';
import { partitionFacts } from './partition-facts.ts';

/** Where people see the deployment in the AWS console, once they are signed in to its account. */
export function deploymentUrl(
  destination: Pick<Destination, 'partition' | 'region'>,
  deploymentId: string,
): string {
  return pageUrl(destination, ['deployments', deploymentId]);
}

/** The same of a deployment group, with its last deployments. */
export function groupUrl(
  destination: Pick<Destination, 'partition' | 'region' | 'application' | 'deploymentGroup'>,
): string {
  const { application, deploymentGroup } = destination;
  return pageUrl(destination, ['applications', application, 'deployment-groups', deploymentGroup]);
}

function pageUrl(
  { partition, region }: Pick<Destination, 'partition' | 'region'>,
  names: readonly string[],
): string {
  const path = names.map(encodeURIComponent).join('/');
  return `https://${partitionFacts(partition).console}/codesuite/codedeploy/${path}?region=${encodeURIComponent(region)}`;
}
