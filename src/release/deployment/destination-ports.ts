import type { DeploymentGroupInfo, DeploymentInfo } from '@aws-sdk/client-codedeploy';
import type { CodeDeployCalls } from '../../aws/codedeploy.ts';
import type { Clock } from '../../clock.ts';
import type { Destination, Environment } from '../../config/destination.ts';
import type { Emit } from '../events.ts';
import type { Cause } from '../outcome.ts';
import type { SeenGroup } from './creation.ts';
import type { Fellows } from './fellows.ts';
import type { Read } from './poll-deployments.ts';

export type DestinationPorts = {
  destination: Destination;
  calls: CodeDeployCalls;
  read: Read;
  clock: Clock;
  emit: Emit;
  /** Aborted when the run is cancelled. */
  signal: AbortSignal;
  /** Also what is done on time-out. */
  onCancel: Environment['onCancel'];
  /** `rollback`: puts back what ran before the run. */
  role: 'deployment' | 'rollback';
  /** The deployment that an earlier run has left there, which is taken up: nothing is created. */
  waiting?: DeploymentInfo | undefined;
  /** It brings back an earlier release, which stopping it must not undo. */
  goesBack: boolean;
  /** Hosts may be emulated ones, which say what they lack. */
  emulated?: boolean | undefined;
  /** Since when CodeDeploy has not answered there, while other regions do. */
  silentSince?(): number | undefined;
  /** A person waits at a terminal, and sees what a cancelled run has asked for to its end. */
  isAttended?: boolean | undefined;
  /** How the group is set, where the deployment does not set its own. */
  group?:
    | Pick<
        DeploymentGroupInfo,
        'autoRollbackConfiguration' | 'autoScalingGroups' | 'outdatedInstancesStrategy'
      >
    | undefined;
  /** What the deployment took that brought what runs there, in ms. */
  usual?: number | undefined;
  /** How what the run creates here is followed beside what it creates elsewhere. */
  beside?: { fellows: Fellows /** So long after its creation, in ms. */; firstLook: number };
  /** The version that runs there, for the notes. */
  before?: string | undefined;
  /** What the group had tried last, and when that was asked. */
  seen?: SeenGroup | undefined;
  /** Why, for the deployment's description. */
  reason?: string | undefined;
  /** Why nothing new may start any more, where that is so. */
  closed?(): string | undefined;
  /** Resolves once it is known whether something may start: then `closed` tells. */
  sure?(): Promise<void>;
  /** Aborted when what is under way is to be stopped, because something else has failed. */
  halt?: AbortSignal | undefined;
  /** Checks the destination after its deployment; gives why it is not verified. */
  verify?(
    destination: Destination,
    version: string,
    how?: { once?: boolean; deploymentId?: string | undefined },
  ): Promise<Cause[]>;
  /** Whose version a revision is, by its key. */
  versionOf(key: string | undefined): string | undefined;
};
