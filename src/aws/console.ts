import type { Destination } from '../config/destination.ts';
import { partitionFacts } from './partition-facts.ts';

/** Where people see the deployment in the AWS console, once they are signed in to its account. */
export function deploymentUrl(
  { partition, region }: Pick<Destination, 'partition' | 'region'>,
  deploymentId: string,
): string {
  const id = encodeURIComponent(deploymentId);
  return `https://${partitionFacts(partition).console}/codesuite/codedeploy/deployments/${id}?region=${encodeURIComponent(region)}`;
}
