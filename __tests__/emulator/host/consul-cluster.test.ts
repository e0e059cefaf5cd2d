import { expect, test } from '@jest/globals';
import { consulCluster } from '../../../src/emulator/host/consul-cluster.ts';
import { leapingClock } from '../../../src/rehearsal/leaping-clock.ts';

test('A blocking query gives a service the time to start, whatever the clock leaps over.', async () => {
  let body = '[]';
  setTimeout(() => {
    body = '["up"]';
  }, 150);
  const http = async () => ({ status: 200, headers: {}, body: Buffer.from(body) });
  const ask = consulCluster({ http, clock: leapingClock(20) });
  const { signal } = new AbortController();
  const url = 'http://127.0.0.1:8500/v1/health/service/orders';
  const { headers } = await ask(['i-1'], new URL(url), signal);
  const index = headers['x-consul-index'];
  const answer = await ask(['i-1'], new URL(`${url}?index=${index}&wait=6s`), signal);
  expect(answer.body).toBe('["up"]');
});
