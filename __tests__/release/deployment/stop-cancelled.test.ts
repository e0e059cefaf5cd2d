import { expect, test } from '@jest/globals';
import type { Clock } from '../../../src/clock.ts';
import { stopCancelled } from '../../../src/release/deployment/stop-deployment.ts';
import { aDestination } from '../makers.ts';

test('a cancelled run sleeps no longer than until it is told, so that its process can end', async () => {
  const asleep = new Set<unknown>();
  const clock: Clock = {
    now: () => 0,
    sleep: (_, signal) =>
      new Promise((_, reject) => {
        const sleeper = {};
        asleep.add(sleeper);
        signal?.addEventListener('abort', () => {
          asleep.delete(sleeper);
          reject(signal.reason);
        });
      }),
  };
  const calls = {
    getDeployments: async () => [{ deploymentId: 'd-ABCDEF123', status: 'InProgress' as const }],
    stop: async () => ({}),
  };
  const ports = {
    destination: aDestination(),
    calls: calls as never,
    clock,
    emit: () => undefined,
    onCancel: 'stop' as const,
    goesBack: false,
  };
  expect(await stopCancelled('d-ABCDEF123', ports)).toMatchObject({ outcome: 'stopped' });
  expect(asleep.size).toBe(0);
});

test('what could not be stopped goes on, for finish to stop it', async () => {
  const ports = {
    destination: aDestination(),
    calls: {
      getDeployments: async () => [{ deploymentId: 'd-ABCDEF123', status: 'InProgress' }],
      stop: async () => Promise.reject(new Error('socket hang up')),
    } as never,
    clock: { now: () => 0, sleep: () => new Promise<void>(() => undefined) },
    emit: () => undefined,
    onCancel: 'stop' as const,
    goesBack: false,
  };
  expect(await stopCancelled('d-ABCDEF123', ports)).toMatchObject({
    outcome: 'failed',
    goesOn: true,
  });
});

test('how a deployment ended that was over before it could be stopped is unknown where nobody tells it any more', async () => {
  let looks = 0;
  const ports = {
    destination: aDestination(),
    calls: {
      getDeployments: async () => {
        if (looks++ > 0) throw new Error('socket hang up');
        return [{ deploymentId: 'd-ABCDEF123', status: 'InProgress' }];
      },
      stop: async () => {
        throw Object.assign(new Error('it is completed'), {
          name: 'DeploymentAlreadyCompletedException',
        });
      },
    } as never,
    clock: { now: () => 0, sleep: () => new Promise<void>(() => undefined) },
    emit: () => undefined,
    onCancel: 'stop' as const,
    goesBack: false,
  };
  expect(await stopCancelled('d-ABCDEF123', ports)).toMatchObject({
    outcome: 'failed',
    isUnknown: true,
  });
});
