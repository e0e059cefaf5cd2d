import type {
  CreateDeploymentCommandInput,
  DeploymentInfo,
  InstanceTarget,
} from '@aws-sdk/client-codedeploy';
import type { CodeDeployCalls } from '../../src/aws/codedeploy.ts';

/** What becomes of a deployment of the release. */
export type Fate = {
  /** What its status is at each look; `gone`: it cannot be read; `refused`: it is not even created. */
  status: string;
  /** Looks at which it is in progress before, by what it is asked. */
  isPending?: () => boolean;
  details?: Partial<DeploymentInfo>;
  targets?: InstanceTarget[];
  /** What becomes of CodeDeploy's rollback of it, where it has ended badly. */
  rollback: 'succeeded' | 'partly' | 'failed' | 'stopped' | 'unreadable' | 'impossible' | 'never';
};

const statusOfRollback: { [rollback: string]: 'Failed' | 'Stopped' } = {
  failed: 'Failed',
  stopped: 'Stopped',
};
const ends = ['Succeeded', 'Failed', 'Stopped'];

/** CodeDeploy in one deployment group, where all is as it is told. What goes back succeeds. */
export function scriptedCalls(fate: Fate, keyOfRelease: string): CodeDeployCalls {
  const inputs: CreateDeploymentCommandInput[] = [];
  let isStopped = false;

  function look(id: string): DeploymentInfo[] {
    if (id === 'd-rollback') return rollbackInfo();
    const input = inputs[Number(id.slice(2))];
    if (!input) return [];
    if (input.revision?.s3Location?.key !== keyOfRelease) return [of(id, 'Succeeded', input)];
    if (fate.status === 'gone') return [];
    if (isStopped) return [{ ...of(id, 'Stopped', input), ...afterTheEnd() }];
    if (fate.isPending?.()) return [of(id, 'InProgress', input)];
    const bad = ends.includes(fate.status) && fate.status !== 'Succeeded' ? afterTheEnd() : {};
    return [{ ...of(id, fate.status, input), ...fate.details, ...bad }];
  }

  function of(id: string, status: string, input: CreateDeploymentCommandInput): DeploymentInfo {
    const { revision, autoRollbackConfiguration } = input;
    return {
      deploymentId: id,
      status: status as NonNullable<DeploymentInfo['status']>,
      revision,
      autoRollbackConfiguration,
      deploymentOverview: { Succeeded: 3 },
    };
  }

  function afterTheEnd(): Partial<DeploymentInfo> {
    if (fate.rollback === 'never') return {};
    if (fate.rollback === 'impossible')
      return { rollbackInfo: { rollbackMessage: 'nothing was deployed with success before' } };
    return { rollbackInfo: { rollbackDeploymentId: 'd-rollback' } };
  }

  function rollbackInfo(): DeploymentInfo[] {
    if (fate.rollback === 'unreadable') return [];
    return [
      {
        deploymentId: 'd-rollback',
        status: statusOfRollback[fate.rollback] ?? 'Succeeded',
        deploymentOverview:
          fate.rollback === 'partly' ? { Succeeded: 2, Failed: 1 } : { Succeeded: 3 },
      },
    ];
  }

  return {
    async getGroup() {
      const last = inputs.length - 1;
      return last < 0 ? {} : { lastAttemptedDeployment: { deploymentId: `d-${last}` } };
    },
    async create(input) {
      if (fate.status === 'refused' && input.revision?.s3Location?.key === keyOfRelease)
        throw Object.assign(new Error('no such group'), {
          name: 'DeploymentGroupDoesNotExistException',
        });
      inputs.push(input);
      return `d-${inputs.length - 1}`;
    },
    getDeployments: async (ids) => ids.flatMap(look),
    async stop() {
      isStopped = true;
      return { status: 'Succeeded' };
    },
    getConfig: async () => ({}),
    listDeployments: async () => [],
    listTargets: async (id) => (id === 'd-0' ? targetsOf(fate) : []).map(idOf),
    getTargets: async () => targetsOf(fate),
    continue: async () => undefined,
  };
}

const targetsOf = ({ targets = [] }: Fate) => targets;
const idOf = ({ targetId = '' }: InstanceTarget) => targetId;
