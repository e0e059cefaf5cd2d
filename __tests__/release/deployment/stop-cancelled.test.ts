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
