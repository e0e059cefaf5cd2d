import { expect, test } from '@jest/globals';
import type { DestinationPorts } from '../../../src/release/deployment/destination-ports.ts';
import { stopAndFollow } from '../../../src/release/deployment/stop-deployment.ts';
import { timing } from '../../../src/release/timing.ts';
import { handClock } from '../hand-clock.ts';
import { aDestination } from '../makers.ts';

test('the end of a stopped deployment is looked for at once, however long the last one took', async () => {
  const { clock } = handClock();
  const delays: number[] = [];
  const status = () => (delays.length < 5 ? ('InProgress' as const) : ('Stopped' as const));
  const ports: DestinationPorts = {
    destination: aDestination(),
    calls: {
      stop: async () => undefined,
      listTargets: async () => [],
      getTargets: async () => [],
    } as never,
    read: async (deploymentId, delay) => {
      delays.push(delay);
      return { info: { deploymentId, status: status(), deploymentOverview: { InProgress: 1 } } };
    },
    clock,
    emit: () => undefined,
    signal: new AbortController().signal,
    onCancel: 'stop',
    role: 'deployment',
    goesBack: false,
    usual: 60 * 60_000,
    versionOf: () => undefined,
  };
  const { followed, stop } = await stopAndFollow('d-ABCDEF123', 'it took too long', ports);
  expect(stop).toBe('asked');
  expect(followed.info?.status).toBe('Stopped');
  expect(Math.max(...delays)).toBeLessThanOrEqual(timing.look.near);
});
