import { Readable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { checkRule, scriptedAnswer } from '../../src/emulator/scenario/check-definition.ts';
import { answerCheck, type CheckReply } from '../../src/emulator/wire/check-request.ts';
import type { Incoming } from '../../src/emulator/wire/request.ts';
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

test.each<[string, unknown]>([
  ['no JSON object', 'no check'],
  ['nothing', null],
  ['no address', { ...group, url: 'orders', headers: {} }],
  ['no headers', { ...group, url: 'https://a.example/' }],
  ['a header that is no text', { ...group, url: 'https://a.example/', headers: { a: {} } }],
  ['a group that is no text', { ...group, region: 1, url: 'https://a.example/', headers: {} }],
])(
  'A request for a check that holds %s is answered with 400, and no host is asked.',
  async (_, body) => {
    let asked = 0;
    const { url } = await anEmulator({ checks: async () => ({ error: `${++asked}` }) });
    expect(await check(url, body)).toEqual({
      status: 400,
      reply: { error: 'the body is not a check' },
    });
    expect(asked).toBe(0);
  },
);

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux(
  'One whose sender is nobody known on this machine is answered with 403, and no host is asked.',
  async () => {
    let asked = 0;
    const checks = async () => ({ error: `${++asked}` });
    const ends = {
      remoteAddress: '127.0.0.1',
      remotePort: 1,
      localAddress: '127.0.0.1',
      localPort: 1,
    };
    const body = { ...group, url: 'https://a.example/', headers: {} };
    const incoming = { socket: ends, body: Readable.from([JSON.stringify(body)]) };
    const ports = { about: () => undefined, signal: new AbortController().signal };
    const { status } = await answerCheck(incoming as unknown as Incoming, checks, ports);
    expect([status, asked]).toEqual([403, 0]);
  },
);

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
