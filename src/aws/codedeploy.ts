import {
  BatchGetDeploymentsCommand,
  BatchGetDeploymentTargetsCommand,
  ContinueDeploymentCommand,
  CreateDeploymentCommand,
  type CreateDeploymentCommandInput,
  type DeploymentConfigInfo,
  type DeploymentGroupInfo,
  type DeploymentInfo,
  type DeploymentStatus,
  type DeploymentWaitType,
  GetDeploymentConfigCommand,
  GetDeploymentGroupCommand,
  type InstanceTarget,
  ListDeploymentsCommand,
  ListDeploymentTargetsCommand,
  StopDeploymentCommand,
  type StopStatus,
} from '@aws-sdk/client-codedeploy';
import type { Destination } from '../config/destination.ts';
import { defined } from '../defined.ts';
import type { Clients } from './clients.ts';
import type { SharedCredentials } from './credentials.ts';

/**
 * CodeDeploy as far as one deployment group needs it. What AWS answers with an error is thrown as the SDK made
 * it; `faultOf` tells its kind. Reads are retried a few times, creation never.
 */
export interface CodeDeployCalls {
  getGroup(): Promise<DeploymentGroupInfo>;
  getConfig(name: string): Promise<DeploymentConfigInfo>;
  /** Sent once: after a lost answer only the caller can tell whether it was carried out. Gives the deployment's id. */
  create(input: CreateDeploymentCommandInput): Promise<string>;
  /** Any number; those that do not exist are left out. Patient is who asks before anything is deployed, and not again. */
  getDeployments(
    ids: readonly string[],
    how?: { signal?: AbortSignal; isPatient?: boolean },
  ): Promise<DeploymentInfo[]>;
  /** Of this group, all pages, in the order in which CodeDeploy gives them: newest first. */
  listDeployments(filter: { statuses?: DeploymentStatus[]; since?: Date }): Promise<string[]>;
  listTargets(deploymentId: string, signal?: AbortSignal): Promise<string[]>;
  getTargets(
    deploymentId: string,
    ids: readonly string[],
    signal?: AbortSignal,
  ): Promise<InstanceTarget[]>;
  stop(deploymentId: string, options: { rollback: boolean }): Promise<Stopping>;
  continue(deploymentId: string, waitType: DeploymentWaitType): Promise<void>;
}

/** `Pending`: the deployment is still coming to its end. */
type Stopping = { status?: StopStatus; message?: string };

/** Ids in one BatchGetDeployments or BatchGetDeploymentTargets (documentation in the service's model). */
const batch = 25;

export function codeDeployCalls(
  destination: Destination,
  credentials: SharedCredentials,
  clients: Pick<
    Clients,
    'codedeploy' | 'codedeployOnce' | 'codedeployPatient' | 'codedeployUrgent'
  >,
): CodeDeployCalls {
  const client = clients.codedeploy(credentials, destination.region);
  const patient = clients.codedeployPatient(credentials, destination.region);
  const application = { applicationName: destination.application };
  const group = { ...application, deploymentGroupName: destination.deploymentGroup };

  return {
    async getGroup() {
      const answer = await patient.send(new GetDeploymentGroupCommand(group));
      return given(answer.deploymentGroupInfo, 'deployment group');
    },

    async getConfig(name) {
      const command = new GetDeploymentConfigCommand({ deploymentConfigName: name });
      const answer = await patient.send(command);
      return given(answer.deploymentConfigInfo, 'deployment configuration');
    },

    async create(input) {
      const once = clients.codedeployOnce(credentials, destination.region);
      // How far this machine's clock is off is learnt from a refusal, after which a client signs again; this one may not.
      once.config.systemClockOffset = client.config.systemClockOffset;
      const { deploymentId } = await once.send(new CreateDeploymentCommand(input));
      return given(deploymentId, 'deployment');
    },

    async getDeployments(ids, { signal, isPatient = false } = {}) {
      const asking = isPatient ? patient : client;
      return inBatches(ids, async (deploymentIds) => {
        const command = new BatchGetDeploymentsCommand({ deploymentIds });
        return (await asking.send(command, abortedBy(signal))).deploymentsInfo ?? [];
      });
    },

    async listDeployments({ statuses, since }) {
      return allPages(async (nextToken) => {
        const command = new ListDeploymentsCommand({
          ...group,
          ...defined({ includeOnlyStatuses: statuses }),
          ...(since && { createTimeRange: { start: since } }),
          nextToken,
        });
        const answer = await patient.send(command);
        return { items: answer.deployments, next: answer.nextToken };
      });
    },

    async listTargets(deploymentId, signal) {
      return allPages(async (nextToken) => {
        const command = new ListDeploymentTargetsCommand({ deploymentId, nextToken });
        const answer = await client.send(command, abortedBy(signal));
        return { items: answer.targetIds, next: answer.nextToken };
      });
    },

    async getTargets(deploymentId, ids, signal) {
      const targets = await inBatches(ids, async (targetIds) => {
        const command = new BatchGetDeploymentTargetsCommand({ deploymentId, targetIds });
        return (await client.send(command, abortedBy(signal))).deploymentTargets ?? [];
      });
      return targets.flatMap(({ instanceTarget }) => (instanceTarget ? [instanceTarget] : []));
    },

    async stop(deploymentId, { rollback }) {
      const urgent = clients.codedeployUrgent(credentials, destination.region);
      const answer = await urgent.send(
        new StopDeploymentCommand({ deploymentId, autoRollbackEnabled: rollback }),
      );
      return {
        ...defined({ status: answer.status, message: answer.statusMessage || undefined }),
      };
    },

    async continue(deploymentId, waitType) {
      await client.send(
        new ContinueDeploymentCommand({ deploymentId, deploymentWaitType: waitType }),
      );
    },
  };
}

/** An answer without what it was asked for is not from CodeDeploy. */
function given<T>(value: T | undefined, what: string): T {
  if (value !== undefined && value !== '') return value;
  throw Object.assign(new Error(`the answer names no ${what}`), { name: 'UnreadableAnswer' });
}

function abortedBy(signal: AbortSignal | undefined): { abortSignal?: AbortSignal } {
  return defined({ abortSignal: signal });
}

async function inBatches<T>(
  ids: readonly string[],
  get: (some: string[]) => Promise<T[]>,
): Promise<T[]> {
  const all: T[] = [];
  for (let from = 0; from < ids.length; from += batch)
    all.push(...(await get(ids.slice(from, from + batch))));
  return all;
}

type Page = { items: string[] | undefined; next: string | undefined };

/** A page may be empty and yet not the last. */
async function allPages(get: (nextToken: string | undefined) => Promise<Page>): Promise<string[]> {
  const all: string[] = [];
  let token: string | undefined;
  do {
    const { items, next } = await get(token);
    all.push(...(items ?? []));
    token = next || undefined;
  } while (token);
  return all;
}
