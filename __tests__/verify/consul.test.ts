import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import type { Check } from '../../src/config/destination.ts';
import type { Cause } from '../../src/release/outcome.ts';
import { compareConsul } from '../../src/verify/consul-answer.ts';
import fc from '../fast-check.ts';
import { aTime, causeIn } from './a-check.ts';
import { serve } from './servers.ts';

type ConsulCheck = Extract<Check, { kind: 'consul' }>;

function aConsulCheck(url: string, overrides: Partial<ConsulCheck> = {}): ConsulCheck {
  return {
    kind: 'consul',
    name: 'orders in Consul',
    url,
    service: 'orders',
    meta: { version: '${version}' },
    tags: [],
    instance: 'node',
    timeout: 30_000,
    interval: 5_000,
    consecutive: 2,
    failures: 3,
    ...overrides,
  };
}

function anEntry(node: string, version = '1.214', status = 'passing', output = '') {
  return {
    Node: { Node: node, Meta: { instance_id: `i-${node}` } },
    Service: {
      ID: `orders-${node}`,
      Service: 'orders',
      Tags: [`v${version}`],
      Meta: { version, host: `i-${node}` },
    },
    Checks: [
      { Name: 'Serf Health Status', Status: 'passing' },
      { Name: 'status', Status: status, Output: output },
    ],
  };
}

const well = [anEntry('a'), anEntry('b')];

type Reply = { status?: number; index?: number | string; headers?: object; body?: unknown };

/** A server that answers as Consul does: each query in its turn, the last one for ever. */
async function consul(...replies: Reply[]) {
  const asked: URL[] = [];
  const tokens: unknown[] = [];
  const url = await serve((request: IncomingMessage, response: ServerResponse) => {
    asked.push(new URL(request.url ?? '', 'http://consul'));
    tokens.push(request.headers['x-consul-token']);
    const reply = replies[Math.min(asked.length, replies.length) - 1] ?? {};
    const { status = 200, index, headers = {}, body = well } = reply;
    const known = { 'x-consul-knownleader': 'true', 'x-consul-lastcontact': '0' };
    response.writeHead(status, {
      ...known,
      ...(index === undefined ? {} : { 'x-consul-index': String(index) }),
      ...headers,
    });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  const indexes = () => asked.map(({ searchParams }) => searchParams.get('index'));
  return { url, asked, tokens, indexes };
}

const onAAndB = { hosts: async () => ['a', 'b'] };

function problemOf(check: ConsulCheck, release = onAAndB): Promise<Cause | undefined> {
  return causeIn(check, { release });
}

test('this version is registered and passing on every host, twice in a row', async () => {
  const { url, asked } = await consul({ index: 7 });
  expect(await problemOf(aConsulCheck(url))).toBeUndefined();
  expect(asked.map(({ pathname, search }) => pathname + search)).toEqual([
    '/v1/health/service/orders',
    '/v1/health/service/orders',
  ]);
});

test('datacenter, namespace and token are sent, below whatever path the address has', async () => {
  const { url, asked, tokens } = await consul({ index: 7 });
  const check = aConsulCheck(`${url}/consul/`, {
    service: 'orders web',
    datacenter: 'eu-west-1',
    namespace: 'shop',
    token: 'a-secret',
  });
  expect(await problemOf(check)).toBeUndefined();
  expect(asked[0]?.pathname).toBe('/consul/v1/health/service/orders%20web');
  expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toEqual({
    dc: 'eu-west-1',
    ns: 'shop',
  });
  expect(tokens).toEqual(['a-secret', 'a-secret']);
});

describe('what is wrong is told host by host:', () => {
  test.each<[string, unknown[], string]>([
    ['not registered', [anEntry('a')], 'orders is not passing on 1 of 2 hosts: not registered (b)'],
    [
      'not registered, where Consul also has what is none of the hosts',
      [anEntry('a'), anEntry('x')],
      'orders is not passing on 1 of 2 hosts: not registered (b)',
    ],
    [
      'another version',
      [anEntry('a'), anEntry('b', '1.213')],
      'orders is not passing on 1 of 2 hosts: version 1.213 (b)',
    ],
    [
      'a check that fails, with what it says',
      [anEntry('a', '1.214', 'critical', 'dial tcp 127.0.0.1:8080: connection refused'), well[1]],
      'orders is not passing on 1 of 2 hosts: critical by "status": dial tcp 127.0.0.1:8080: connection refused (a)',
    ],
    [
      'a warning, which is not passing',
      [anEntry('a', '1.214', 'warning'), well[1]],
      'orders is not passing on 1 of 2 hosts: warning by "status" (a)',
    ],
    ['nobody', [], '2 of 2 hosts: not registered (a, b)'],
    [
      'hosts that Consul knows by other names',
      [anEntry('ip-10-0-0-1'), anEntry('ip-10-0-0-2')],
      'Consul has ip-10-0-0-1, ip-10-0-0-2: "instance" of the check says where it keeps the ids of hosts',
    ],
  ])('%s', async (_, body, words) => {
    const { url } = await consul({ index: 7, body });
    expect((await problemOf(aConsulCheck(url)))?.message).toContain(`${words} (`);
  });

  test.each(['node', 'count'])(
    'by %s, of no host at all nothing is registered',
    async (instance) => {
      const { url } = await consul({ index: 7, body: [] });
      const cause = await problemOf(aConsulCheck(url, { instance }), { hosts: async () => [] });
      expect(cause?.message).toMatch(
        instance === 'node'
          ? /^CodeDeploy names no host of the destination \(/
          : /^orders: 0 of 0 hosts registered and passing \(/,
      );
    },
  );

  test.each([
    ['nodeMeta.instance_id', ['i-a', 'i-b']],
    ['meta.host', ['I-A', 'i-b']],
    ['count', ['whatever', 'they are called']],
  ])('by %s instances are found', async (instance, hosts) => {
    const { url } = await consul({ index: 7 });
    const check = aConsulCheck(url, { instance });
    expect(await problemOf(check, { hosts: async () => hosts })).toBeUndefined();
    const one = await problemOf(check, { hosts: async () => [...hosts, 'one more'] });
    expect(one?.message).toMatch(/not registered \(one more\)|2 of 3 hosts registered and passing/);
  });

  test.each<[string, unknown[], string]>([
    ['only this version', [anEntry('a')], ' ('],
    ['another version', [anEntry('a'), anEntry('b', '1.213')], '; others have version 1.213 ('],
    [
      'a check that fails',
      [anEntry('a'), anEntry('b', '1.214', 'critical', 'no queue')],
      '; one critical by "status": no queue (',
    ],
    [
      'what a check says at length, as far as 200 characters',
      [anEntry('a'), anEntry('b', '1.214', 'critical', 'x'.repeat(300))],
      `; one critical by "status": ${'x'.repeat(200)} (`,
    ],
  ])('by count: %s', async (_, body, words) => {
    const { url } = await consul({ index: 7, body });
    const check = aConsulCheck(url, { instance: 'count' });
    const said = `orders: 1 of 2 hosts registered and passing${words}`;
    expect((await problemOf(check))?.message).toContain(said);
  });

  test('by tags, where these hold the version', async () => {
    const { url } = await consul({ index: 7 });
    const check = aConsulCheck(url, { meta: {}, tags: ['v${version}'] });
    expect(await problemOf(check)).toBeUndefined();
    const other = await consul({ index: 7, body: [anEntry('a'), anEntry('b', '1.213')] });
    const cause = await problemOf({ ...check, url: other.url });
    expect(cause?.message).toContain('tags ["v1.213"] (b)');
  });
});

describe('blocking queries', () => {
  const unwell = [anEntry('a', '1.214', 'critical'), well[1]];

  test('what does not hold is waited for by its index, and what holds is looked at in full', async () => {
    const { url, asked, indexes } = await consul({ index: 7, body: unwell }, { index: 9 });
    expect(await problemOf(aConsulCheck(url))).toBeUndefined();
    expect(indexes()).toEqual([null, '7', null]);
    expect(asked[1]?.searchParams.get('wait')).toBe('5s');
  });

  test('an index that goes back begins anew', async () => {
    const { url, indexes } = await consul(
      { index: 700, body: unwell },
      { index: 3, body: unwell },
      { index: 4 },
    );
    expect(await problemOf(aConsulCheck(url))).toBeUndefined();
    expect(indexes()).toEqual([null, '700', null, null]);
  });

  test.each([0, -1, 'none', ''])('%p is no index to wait by', async (index) => {
    const { url, indexes } = await consul({ index, body: unwell });
    await problemOf(aConsulCheck(url));
    expect(new Set(indexes())).toEqual(new Set([null]));
  });

  test('a query that is answered at once is not asked again before a second is over', async () => {
    const { url, asked } = await consul({ index: 7, body: unwell });
    await problemOf(aConsulCheck(url));
    expect(asked.length).toBeLessThanOrEqual(31);
  });

  test('one that Consul holds back as long as it may is waited for, and longer is a failed try', async () => {
    const time = aTime();
    let turn = 0;
    const url = await serve(async (_, response) => {
      turn += 1;
      if (turn === 2) await time.pass(34_000);
      if (turn === 3) await time.pass(36_000);
      response.writeHead(200, { 'x-consul-index': '7' });
      response.end(JSON.stringify(unwell));
    });
    const check = aConsulCheck(url, { timeout: 60_000 });
    const cause = await causeIn(check, { time, release: onAAndB });
    expect(cause?.message).toMatch(/no answer within 35 s|critical/);
  });
});

describe('an answer that cannot be believed is none:', () => {
  test.each<[string, Reply, string]>([
    [
      'without a leader',
      { headers: { 'x-consul-knownleader': 'false' } },
      'Consul has no leader at the moment, and its answer may be old',
    ],
    [
      'long without the leader',
      { headers: { 'x-consul-lastcontact': '45000' } },
      "Consul's answer is old: its server heard of the leader 45 s ago",
    ],
    [
      'asked too often',
      { status: 429, body: 'Too many requests' },
      'Consul is asked too often: status 429: Too many requests',
    ],
    ['a server that fails', { status: 500, body: 'No cluster leader' }, 'status 500: No cluster'],
    ['a page of something else', { body: '<html>' }, 'not one of Consul'],
    ['JSON of something else', { body: { version: '1.214' } }, 'not one of Consul'],
  ])('%s', async (_, reply, words) => {
    const { url, asked } = await consul({ index: 7, ...reply });
    expect((await problemOf(aConsulCheck(url)))?.message).toContain(words);
    expect(asked.length).toBeGreaterThan(1);
  });

  test('and holds once it can be believed again', async () => {
    const { url } = await consul(
      { status: 429 },
      { headers: { 'x-consul-knownleader': 'false' } },
      { index: 8 },
    );
    expect(await problemOf(aConsulCheck(url))).toBeUndefined();
  });

  test('a token that is refused is told at once, with what it needs', async () => {
    const body = "Permission denied: token with AccessorID 'x' lacks permission 'service:read'";
    const { url, asked } = await consul({ status: 403, body });
    const cause = await problemOf(aConsulCheck(url, { token: 'a-secret' }));
    expect(cause?.message).toBe(`Consul refuses the token: status 403: ${body} (1 try in 0 s)`);
    expect(cause?.advice).toContain('service:read');
    expect(asked).toHaveLength(1);
  });

  test('what Consul leaves out for want of rights is told as that', async () => {
    const headers = { 'x-consul-results-filtered-by-acls': 'true' };
    const { url } = await consul({ index: 7, headers, body: [] });
    const cause = await problemOf(aConsulCheck(url));
    expect(cause?.message).toContain('Consul left out what the token may not read');
    expect(cause?.advice).toContain('node:read');
  });

  test('hosts that cannot be asked for are told as that', async () => {
    const { url } = await consul({ index: 7 });
    const release = { hosts: () => Promise.reject(new Error('AccessDenied')) };
    expect((await problemOf(aConsulCheck(url), release))?.message).toContain('AccessDenied');
  });
});

test('whatever else is registered, it holds where each host has a passing entry of this version, and only there', () => {
  const host = fc.constantFrom('a', 'b', 'c', 'd');
  const entry = fc.record({
    node: host,
    version: fc.constantFrom('1.213', '1.214'),
    status: fc.constantFrom('passing', 'warning', 'critical'),
  });
  fc.assert(
    fc.property(fc.array(entry), fc.uniqueArray(host, { minLength: 1 }), (drawn, hosts) => {
      const entries = drawn.map(({ node, version, status }) => anEntry(node, version, status));
      const wanted = { service: 'orders', meta: { version: '1.214' }, tags: [], instance: 'node' };
      const holds = hosts.every((id) =>
        drawn.some(
          ({ node, version, status }) => node === id && version === '1.214' && status === 'passing',
        ),
      );
      expect(compareConsul(entries, wanted, hosts) === undefined).toBe(holds);
    }),
  );
});
