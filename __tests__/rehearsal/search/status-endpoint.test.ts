import { expect, test } from '@jest/globals';
import type { Check } from '../../../src/config/destination.ts';
import { seededRandom } from '../../../src/random.ts';
import { statusEndpoints } from '../../../src/rehearsal/search/status-endpoint.ts';
import { aDestination } from '../../release/makers.ts';

const key = (version: string) => `orders/${version}-0123456789abcdef.zip`;
const url = 'https://eu-west-1.orders.example.com/status';

function anEndpoint(...versions: string[]) {
  let now = 0;
  const group = {
    ...{ destination: 'retail/eu-west-1', account: '222222222222', region: 'eu-west-1' },
    ...{ application: 'orders', deploymentGroup: 'orders-production', deployments: [] },
    instances: versions.map((version, index) => ({
      ...{ id: `i-${index}`, key: key(version), healthy: true },
    })),
  };
  const view = () => [group];
  const endpoints = statusEndpoints({ view }, { now: () => now, random: seededRandom(1) });
  const check: Check = {
    ...{ kind: 'http', name: url, url, status: 200, headers: {} },
    json: { version: '${version}' },
    ...{ timeout: 60_000, interval: 1_000, consecutive: 1, failures: 1 },
  };
  const destination = aDestination({ verify: [check] });
  const place = { account: '222222222222', region: 'eu-west-1' };
  return {
    ...endpoints,
    ask: (asker = { run: 'github:1.1', process: 1 }) =>
      endpoints.getFor(asker)(destination, new URL(url), {}, new AbortController().signal),
    held: (version: string, deploymentGroup = 'orders-production', run = 'github:1.1') =>
      endpoints.lastHeld({ ...place, deploymentGroup }, version, run),
    pass: (ms: number) => {
      now += ms;
    },
  };
}

test('a status endpoint answers with what one of its instances runs, in the words of the checks', async () => {
  const endpoint = anEndpoint('1.1', '1.2');
  const answers = new Set<string>();
  for (let tries = 0; tries < 20; tries++) answers.add((await endpoint.ask()).body);
  expect([...answers].map((body) => JSON.parse(body).version).sort()).toEqual(['1.1', '1.2']);
});

test('one that is unwell answers 503 until it is well, and what it last said to a run is known of its group alone', async () => {
  const endpoint = anEndpoint('1.2', '1.2');
  expect(endpoint.held('1.2')).toBeUndefined();
  endpoint.makeUnwell('retail/eu-west-1', 1_000);
  expect((await endpoint.ask()).status).toBe(503);
  expect(endpoint.held('1.2')).toBe(false);
  endpoint.pass(1_000);
  expect((await endpoint.ask()).status).toBe(200);
  expect([endpoint.held('1.2'), endpoint.held('1.1')]).toEqual([true, false]);
  expect(endpoint.held('1.2', 'orders-staging')).toBeUndefined();
  expect(endpoint.held('1.2', 'orders-production', 'github:2.1')).toBeUndefined();
  endpoint.makeUnwell('retail/eu-west-1', 2_000);
  await endpoint.ask({ run: 'github:2.1', process: 2 });
  expect(endpoint.held('1.2')).toBe(true);
  expect(endpoint.held('1.2', 'orders-production', 'github:2.1')).toBe(false);
});
