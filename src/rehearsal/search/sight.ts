import { allDestinations, type Environment } from '../../config/destination.ts';
import type { EmulatedCodeDeploy } from '../../emulator/codedeploy/codedeploy.ts';
import type { DeploymentView, GroupView } from '../../emulator/codedeploy/view.ts';
import type { S3View } from '../../emulator/s3/view.ts';
import { homeDestinations } from '../../release/guard/home-choice.ts';
import { leaseKey } from '../../release/object-keys.ts';
import type { Invariant } from './invariants.ts';
import { isOf } from './status-endpoint.ts';

/** What must hold whatever goes wrong, and did not. */
export type Violation = { invariant: Invariant; what: string };

export type Report = (invariant: Invariant, what: string) => void;

/** What can be seen from the side of AWS. */
export type Sight = {
  s3: Pick<S3View, 'read' | 'objects'>;
  codedeploy: Pick<EmulatedCodeDeploy, 'view'>;
  now: () => number;
  environments: readonly Environment[];
};

/** The group of an environment's destination, as it is now. */
export function groupOf(
  { codedeploy, environments }: Sight,
  environment: string,
  destination: string,
): GroupView | undefined {
  const named = environments.find(({ name }) => name === environment);
  const place = named && allDestinations(named).find(({ id }) => id === destination);
  return place && codedeploy.view().find((group) => isOf(group, place));
}

export function deploymentsOf({ codedeploy }: Sight): (DeploymentView & { group: GroupView })[] {
  return codedeploy.view().flatMap((group) => group.deployments.map((one) => ({ ...one, group })));
}

/** Where an environment's lease is: whoever has it in the majority of these has it. */
export function leasePlaces(environment: Environment): { buckets: string[]; key: string } {
  const buckets = homeDestinations(environment).map(({ bucket }) => bucket);
  return { buckets, key: leaseKey(environment) };
}

export function jsonAt<T>({ s3 }: Sight, bucket: string, key: string): T | undefined {
  const text = s3.read(bucket, key)?.toString('utf8');
  return text === undefined ? undefined : (JSON.parse(text) as T);
}

export function isOver(one: DeploymentView): boolean {
  return hasSucceeded(one) || /^(Failed|Stopped)$/.test(one.status);
}

/** Blue/green has, once its traffic is shifted. */
export function hasSucceeded(one: DeploymentView | undefined): boolean {
  return one?.status === 'Succeeded' || (one?.status === 'InProgress' && one.isShifted === true);
}

export function told(one: DeploymentView | undefined): string {
  return one ? `${one.id} is ${one.status} (${one.targets.join(', ')})` : 'there is no deployment';
}

export function listed(deployments: readonly DeploymentView[]): string {
  return deployments.map(({ id, status }) => `${id} (${status})`).join(', ');
}
