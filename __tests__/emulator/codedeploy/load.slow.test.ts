import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { scaledClock } from '../../../src/clock.ts';
import { createCodeDeploy } from '../../../src/emulator/codedeploy/codedeploy.ts';
import type { Operations } from '../../../src/emulator/codedeploy/model.generated.ts';
import { account, aGroup, aRevision, everyObject, region } from './emulator.ts';

const groups = Array.from({ length: 300 }, (_, index) =>
  aGroup({ deploymentGroup: `group-${index}`, instances: 10, destination: `d-${index}` }),
);

describe('300 groups of 10 instances that are deployed to at once', () => {
  test('are answered for within 50 ms at the 95th percentile, in less than 300 MB', async () => {
    const clock = scaledClock(300);
    const before = usedMemory();
    const service = createCodeDeploy({
      seed: { accounts: [], buckets: [], groups },
      objects: everyObject,
      clock,
    });
    const times: number[] = [];
    const call = async <O extends keyof Operations>(
      operation: O,
      input: Operations[O]['input'],
    ) => {
      const start = performance.now();
      const principal = { accessKeyId: 'AKIA', account, arn: 'arn' };
      const answer = await service.handle({ operation, account, region, principal, input });
      times.push(performance.now() - start);
      // As the server does, which writes the answer out.
      JSON.stringify(answer);
      return answer as Operations[O]['output'];
    };
    const running = new Set<string>();
    for (const { application, deploymentGroup } of groups) {
      const { deploymentId = '' } = await call('CreateDeployment', {
        applicationName: application,
        deploymentGroupName: deploymentGroup,
        deploymentConfigName: 'CodeDeployDefault.HalfAtATime',
        revision: aRevision(),
      });
      running.add(deploymentId);
    }
    let most = 0;
    let looks = 0;
    while (running.size > 0) {
      const batch = [...running].slice(0, 25);
      const { deploymentsInfo = [] } = await call('BatchGetDeployments', { deploymentIds: batch });
      for (const { deploymentId = '', status } of deploymentsInfo) {
        if (status === 'Succeeded') running.delete(deploymentId);
        if (status !== 'InProgress') continue;
        const { targetIds = [] } = await call('ListDeploymentTargets', { deploymentId });
        await call('BatchGetDeploymentTargets', { deploymentId, targetIds });
      }
      if (looks++ % 20 === 0) most = Math.max(most, usedMemory() - before);
      await clock.sleep(500);
    }
    await service.close();
    times.sort((a, b) => a - b);
    expect(times[Math.floor(times.length * 0.95)]).toBeLessThan(50);
    expect(most / 2 ** 20).toBeLessThan(300);
  }, 30_000);
});

/** What is in use, without what only waits to be collected. */
function usedMemory(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}
