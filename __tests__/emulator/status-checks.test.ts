import { expect, test } from '@jest/globals';
import { checkRule, scriptedAnswer } from '../../src/emulator/scenario/check-definition.ts';
import type { CheckReply } from '../../src/emulator/wire/check-request.ts';
import { anEmulator } from './an-emulator.ts';

const group = {
  account: '222222222222',
  region: 'eu-west-1',
  application: 'orders',
  deploymentGroup: 'orders-production',
};

async function check(url: string, body: unknown): Promise<{ status: number; reply: CheckReply }> {
  const headers = { 'x-fanout-check': '1' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, reply: (await response.json()) as CheckReply };
}

test('A status check is answered for exactly the group that it names; one that does not exist is reported.', async () => {
  const { url, calls } = await anEmulator({
    checks: async ({ deploymentGroup, url }) =>
      deploymentGroup === 'orders-production'
        ? { status: 200, headers: {}, body: url }
        : { error: 'there is no such group' },
  });
  const asked = { ...group, url: 'https://orders.example.com/status', headers: {} };
  expect(await check(url, asked)).toEqual({
    status: 200,
    reply: { status: 200, headers: {}, body: 'https://orders.example.com/status' },
  });
  expect(calls.at(-1)).toMatchObject({ service: 'checks', about: asked.url, status: 200 });
  const { reply } = await check(url, { ...asked, deploymentGroup: 'other' });
  expect(reply).toEqual({ error: 'there is no such group' });
  expect((await check(url, 'no check')).status).toBe(400);
});

test('of the rules of a scenario that fit a check the last one decides, with the version that runs', () => {
  const rules = [
    checkRule.parse({ body: '${version}' }),
    checkRule.parse({ destination: '*/us-*', url: '*/status', status: 503 }),
  ];
  const ask = (destination: string) =>
    scriptedAnswer(rules, { destination, url: 'https://a.example/status', version: () => '1.$&' });
  expect(ask('retail/eu-west-1')).toEqual({ status: 200, body: '1.$&' });
  expect(ask('retail/us-east-1')).toEqual({ status: 503, body: '' });
  expect(scriptedAnswer([], { destination: '', url: '', version: () => '' })).toBeUndefined();
});
