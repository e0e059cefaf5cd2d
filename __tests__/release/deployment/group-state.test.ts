import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import { expect, test } from '@jest/globals';
import type { AwsSession } from '../../../src/aws/session.ts';
import { readSnapshot } from '../../../src/release/deployment/group-state.ts';
import { aDestination } from '../makers.ts';

const [createTime, completeTime] = [new Date(0), new Date(600_000)];

test.each([
  ['IN_PLACE', 600_000],
  // Two days of these may be the wait until its old instances are terminated.
  ['BLUE_GREEN', undefined],
] as const)(
  'how long the last deployment took is known where it was %s',
  async (deploymentType, took) => {
    const last: DeploymentInfo = {
      deploymentId: 'd-ABCDEF123',
      status: 'Succeeded',
      createTime,
      completeTime,
      deploymentStyle: { deploymentType },
    };
    const calls = {
      getGroup: async () => ({
        lastSuccessfulDeployment: { deploymentId: last.deploymentId },
        lastAttemptedDeployment: { deploymentId: last.deploymentId },
      }),
      getDeployments: async () => [last],
    };
    const destination = aDestination();
    const aws = { codedeploy: () => calls } as unknown as AwsSession;
    const { snapshot } = await readSnapshot([destination], aws);
    expect(snapshot.get(destination.id)?.running?.took).toBe(took);
  },
);
