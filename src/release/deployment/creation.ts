import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import type { CodeDeployCalls } from '../../aws/codedeploy.ts';
import type { Fault } from '../../aws/faults.ts';
import type { Clock } from '../../clock.ts';
import type { Destination } from '../../config/destination.ts';
import type { Emit } from '../events.ts';
import type { Read } from './poll-deployments.ts';

export type CreatePorts = {
  destination: Destination;
  calls: CodeDeployCalls;
  read: Read;
  clock: Clock;
  emit: Emit;
  /** Once aborted nothing new is created, and what was is found. */
  signal: AbortSignal;
  /** Why nothing new may start any more, where that is so. */
  closed?(): string | undefined;
  /** Resolves once it is known whether something may start: then `closed` tells. */
  sure?(): Promise<void>;
  /** Since when CodeDeploy has not answered there, while other regions do. */
  silentSince?(): number | undefined;
  /** `deployment`: where an earlier run has deployed the same already, nothing is created. */
  role: 'deployment' | 'rollback';
  /** The version that runs there, for the notes. */
  before?: string | undefined;
  /** What the group had tried last, and when that was asked. */
  seen?: SeenGroup | undefined;
};

export type SeenGroup = { at: number; last: DeploymentInfo | undefined };

export type Creation =
  | { deploymentId: string; adopted: boolean }
  /** Nothing was created, for this is what runs there. */
  | { running: DeploymentInfo }
  /** No deployment of ours exists there. */
  | { refused: string; fault?: Fault }
  /** It may exist: every answer was lost, and looking for it failed too. */
  | { unknown: string; fault: Fault };
