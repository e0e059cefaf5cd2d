import { expect, test } from '@jest/globals';
import { servingHosts } from '../../src/cli/serving-hosts.ts';
import { systemClock } from '../../src/clock.ts';
import { groupKey } from '../../src/emulator/seed.ts';
import type { HostCommand, SeedGroup } from '../../src/emulator/service.ts';

const group: SeedGroup = {
  account: '222222222222',
  region: 'eu-west-1',
  application: 'orders',
  deploymentGroup: 'orders-production',
  destination: 'retail/eu-west-1',
  instances: 3,
};
const { signal } = new AbortController();

/** Hosts on which all events succeed, until they are broken. */
function aFleet() {
  const serving = servingHosts(systemClock);
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
    serves: ({ deploymentGroup } = group) => serving.of(groupKey({ ...group, deploymentGroup })),
    launch(instance: string, of = group) {
      const agent = make(instance, of);
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

test('a group of another environment that is called alike serves for itself alone', async () => {
  const { launch, serves } = aFleet();
  const staging = { ...group, deploymentGroup: 'orders-staging' };
  await launch('production').perform('ValidateService');
  await launch('staging', staging).perform('ValidateService');
  expect([serves(), serves(staging)]).toEqual(['production', 'staging']);
});
