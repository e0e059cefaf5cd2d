import { defined } from '../../defined.ts';
import { instancesOf } from './fleet.ts';
import type { Deployment, Group, Scope } from './state.ts';

/** What is in CodeDeploy, for tests and for those who look in from outside of the wire. It is gathered once it is asked for. */
export type GroupView = {
  destination: string;
  /** How it is called in AWS. */
  account: string;
  region: string;
  application: string;
  deploymentGroup: string;
  instances: {
    id: string /** Of what was last installed there. */;
    key?: string;
    healthy: boolean;
  }[];
  /** Oldest first. */
  deployments: DeploymentView[];
};

export type DeploymentView = {
  id: string;
  status: string;
  creator: string;
  description: string;
  /** Somebody, or something, has asked for its end. */
  isHalted: boolean;
  /** Of blue/green: its traffic is shifted, and only the old instances are still to be ended. */
  isShifted?: boolean;
  /** Of its revision in S3. */
  bucket: string;
  key: string;
  /** How its instances ended, once it has any. */
  targets: string[];
};

export function viewOf(scope: Scope, group: Group): GroupView {
  const { destination, account, region } = group.seed;
  return {
    destination,
    account,
    region,
    application: group.application.name,
    deploymentGroup: group.name,
    get instances() {
      return instancesOf(scope, group).map(({ id, health }) => {
        const { revision, healthy = false } = health.get(group.id) ?? {};
        const [, key] = revision === undefined ? [] : (JSON.parse(revision) as string[]);
        return { id, ...defined({ key }), healthy };
      });
    },
    get deployments() {
      return [...scope.deployments.values()].filter((one) => one.group === group).map(seen);
    },
  };
}

function seen({
  id,
  status,
  creator,
  description,
  bundle,
  targets,
  halt,
  terminationWaitStarted,
}: Deployment): DeploymentView {
  return {
    id,
    status,
    creator,
    description: description ?? '',
    isHalted: halt !== undefined,
    isShifted: terminationWaitStarted,
    bucket: bundle.bucket,
    key: bundle.key,
    targets: (targets ?? []).map((target) => target.status),
  };
}
