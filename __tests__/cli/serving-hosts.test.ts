import { expect, test } from '@jest/globals';
import { servingHosts } from '../../src/cli/serving-hosts.ts';
import type { HostCommand, SeedGroup } from '../../src/emulator/service.ts';

const group = { destination: 'retail/eu-west-1' } as SeedGroup;
const { signal } = new AbortController();

/** Hosts on which all events succeed, until they are broken. */
function aFleet() {
  const serving = servingHosts();
  const broken = new Set<string>();
  const make = serving.noting((instance) => ({
    perform: async () => ({
      errorCode: broken.has(instance) ? 1 : 0,
      scriptName: '',
      message: '',
      log: '',
    }),
    close: async () => undefined,
  }));
  return {
    serves: () => serving.of('retail/eu-west-1'),
    launch(instance: string) {
      const agent = make(instance, group);
      const perform = (event: string) => agent.perform({ event } as HostCommand, signal);
      return { perform, close: () => agent.close(), break: () => broken.add(instance) };
    },
  };
}

test('nothing serves before a release was validated', async () => {
  const { launch, serves } = aFleet();
  await launch('i-1').perform('Install');
  expect(serves()).toBeUndefined();
});

test('what was validated last serves, until it is gone', async () => {
  const { launch, serves } = aFleet();
  const [blue, green] = [launch('blue'), launch('green')];
  await blue.perform('ValidateService');
  expect(serves()).toBe('blue');
  await green.perform('ValidateService');
  await blue.perform('BlockTraffic');
  expect(serves()).toBe('green');
  await green.close();
  expect(serves()).toBe('blue');
});

test('a host whose validation failed does not serve', async () => {
  const { launch, serves } = aFleet();
  const [first, second] = [launch('i-1'), launch('i-2')];
  await first.perform('ValidateService');
  await second.perform('ValidateService');
  second.break();
  await second.perform('ValidateService');
  expect(serves()).toBe('i-1');
});
