import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import { describe, expect, test } from '@jest/globals';
import { pollDeployments } from '../../../src/release/deployment/poll-deployments.ts';
import { leapingClock } from '../../emulator/codedeploy/leaping-clock.ts';
import { aDeployment } from '../makers.ts';

const clock = leapingClock();

function counted(answer: (ids: readonly string[]) => DeploymentInfo[]) {
  const calls: string[][] = [];
  const get = async (ids: readonly string[]) => {
    calls.push([...ids]);
    return answer(ids);
  };
  return { calls, get };
}

const all = (ids: readonly string[]) => ids.map((deploymentId) => aDeployment({ deploymentId }));

describe('looking at deployments of one account and region', () => {
  test('takes one call for those that are due together', async () => {
    const { calls, get } = counted(all);
    const read = pollDeployments(get, { clock, signal: new AbortController().signal });
    const ids = ['d-1', 'd-2', 'd-3'];
    const readings = await Promise.all(ids.map((id) => read(id, 2_000)));
    expect(calls).toEqual([ids]);
    expect(readings).toEqual(ids.map((deploymentId) => ({ info: aDeployment({ deploymentId }) })));
  });

  test('never asks for more than 25 at once', async () => {
    const { calls, get } = counted(all);
    const read = pollDeployments(get, { clock, signal: new AbortController().signal });
    await Promise.all(Array.from({ length: 60 }, (_, index) => read(`d-${index}`, 1_000)));
    expect(calls.flat()).toHaveLength(60);
    expect(Math.max(...calls.map((ids) => ids.length))).toBe(25);
  });

  test('is woken by one that is due sooner', async () => {
    const { calls, get } = counted(all);
    const read = pollDeployments(get, { clock, signal: new AbortController().signal });
    const late = read('d-late', 60_000);
    await read('d-soon', 1_000);
    expect(calls).toEqual([['d-soon']]);
    await late;
    expect(calls).toEqual([['d-soon'], ['d-late']]);
  });

  test('gives a fault as a value, and waits longer after throttling', async () => {
    const began = clock.now();
    let throttled = 0;
    const read = pollDeployments(
      async (ids) => {
        if (throttled++ < 3)
          throw Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' });
        return all(ids);
      },
      { clock, signal: new AbortController().signal },
    );
    for (let look = 0; look < 3; look++)
      expect(await read('d-1', 0)).toMatchObject({ fault: { kind: 'throttled' } });
    expect(await read('d-1', 0)).toMatchObject({ info: { deploymentId: 'd-1' } });
    // 2 s, 4 s and 8 s, each with a quarter of jitter at most.
    expect(clock.now() - began).toBeGreaterThan(8_000);
  });

  test('says so when a deployment is missing from the answer', async () => {
    const read = pollDeployments(async () => [], { clock, signal: new AbortController().signal });
    expect(await read('d-gone', 0)).toMatchObject({ fault: { kind: 'missing' } });
  });

  test('rejects everyone who waits once it is cancelled', async () => {
    const controller = new AbortController();
    const read = pollDeployments(async (ids) => all(ids), { clock, signal: controller.signal });
    const waiting = [read('d-1', 600_000), read('d-2', 600_000)];
    controller.abort(new Error('cancelled'));
    for (const one of waiting) await expect(one).rejects.toThrow('cancelled');
  });
});
