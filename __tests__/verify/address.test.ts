import { createServer } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { checkHost, type Resolve } from '../../src/verify/address.ts';
import { anHttpCheck, json, problemIn } from './a-check.ts';
import { listening, serve } from './servers.ts';

const wellRunning = json({ version: '1.214' });

/** A name server that gives these addresses, one list after the other, the last one for good. */
function giving(...answers: string[][]): Resolve {
  let turn = 0;
  return async () =>
    (answers[Math.min(turn++, answers.length - 1)] ?? []).map((address) => ({
      address,
      family: address.includes(':') ? 6 : 4,
    }));
}

describe('a host', () => {
  test.each([
    '169.254.169.254',
    '168.63.129.16',
    '100.100.100.200',
    '192.0.0.192',
    '[fd20:ce::254]',
    '[::ffff:168.63.129.16]',
    '0.0.0.0',
    '[::]',
    '[fe80::1]',
    '[::169.254.169.254]',
    '[::a9fe:a9fe]',
    '[::ffff:169.254.169.254]',
    '[::ffff:0:169.254.169.254]',
    '[2002:a9fe:a9fe::1]',
    '[64:ff9b::169.254.169.254]',
    '[64:ff9b:1::a9fe:a9fe]',
    '[64:ff9b:1:2:3:4:a9fe:0]',
    '[64:ff9b:1:a9fe:a9:fe00::]',
    '[64:ff9b:1:a83f:81:1000::]',
    '[64:ff9b:1:a8:3f:8110::]',
    '[64:ff9b:1:2:a8:3f81:1000:0]',
    '[fd00:ec2::254]',
    '[fd00:ec2::23]',
    '[64:ff9b::168.63.129.16]',
    '[64:ff9b:1:2:3:4:6464:64c8]',
    '[2002:6464:64c8::1]',
    '[2001:0:5ef5:79fd:0:0:5601:5601]',
    '[2001:0:6464:64c8::f7f7:f7f7]',
    '[2001:db8::5efe:169.254.169.254]',
    '[::ffff:0:100.100.100.200]',
  ])('%s is never asked', (host) => {
    expect(() => checkHost(host)).toThrow(
      `"${host}" is a link-local or metadata address, which is never asked`,
    );
  });

  test.each([
    '127.0.0.1',
    '[::1]',
    '10.0.0.1',
    '[::ffff:10.0.0.1]',
    '[64:ff9b::a00:1]',
    '[64:ff9b:1::a00:1]',
    '[2002:a00:1::1]',
    '[2001:db8::a9fe:a9fe]',
    '[fd12:3456::254]',
    'a.example',
  ])('%s may be', (host) => {
    expect(() => checkHost(host)).not.toThrow();
  });

  test.each([
    'http://169.254.169.254/latest/meta-data',
    'http://2852039166/',
    'http://0xa9fea9fe/',
    'http://169.254.169.254./',
    'http://[::ffff:a9fe:a9fe]/',
    'http://0/',
  ])('is not asked in whatever way its address is written: %s', async (url) => {
    expect(await problemIn(anHttpCheck(url))).toContain('a link-local or metadata address');
  });
});

describe('a name', () => {
  test.each([
    ['a metadata address', ['169.254.169.254'], '169.254.169.254'],
    ['one among others', ['127.0.0.1', '169.254.170.2'], '169.254.170.2'],
    ['one of IPv6', ['fd00:ec2::254'], 'fd00:ec2::254'],
    ['a mapped one', ['::ffff:169.254.169.254'], '::ffff:169.254.169.254'],
    ['a link-local one', ['fe80::1%eth0'], 'fe80::1%eth0'],
  ])('is not asked when it resolves to %s', async (_, addresses, bad) => {
    let asked = 0;
    const { port } = new URL(await serve(() => asked++));
    const resolve = giving(addresses);
    const problem = await problemIn(anHttpCheck(`http://a.example:${port}/`), { resolve });
    expect(problem).toContain(
      `"a.example" (${bad}) is a link-local or metadata address, which is never asked`,
    );
    expect(asked).toBe(0);
  });

  test('is looked at again for every redirect', async () => {
    const { port } = new URL(
      await serve((_, response) => response.writeHead(302, { location: '/latest' }).end()),
    );
    const resolve = giving(['127.0.0.1'], ['169.254.169.254']);
    const problem = await problemIn(anHttpCheck(`http://a.example:${port}/`), { resolve });
    expect(problem).toContain('"a.example" (169.254.169.254)');
  });

  test('that resolves to nothing is told', async () => {
    const resolve = async () => Promise.reject(new Error('getaddrinfo ENOTFOUND a.example'));
    const problem = await problemIn(anHttpCheck('http://a.example/'), { resolve });
    expect(problem).toContain('ENOTFOUND a.example');
  });

  test('is asked at the address it resolves to', async () => {
    const { port } = new URL(await serve(wellRunning));
    const resolve = giving(['127.0.0.1']);
    expect(await problemIn(anHttpCheck(`http://a.example:${port}/`), { resolve })).toBeUndefined();
  });
});

describe('through a proxy', () => {
  /** Leads every tunnel to a server that runs well, and notes where it should have led. */
  async function aProxy() {
    const { port } = new URL(await serve(wellRunning));
    const tunnels: string[] = [];
    const proxy = createServer().on('connect', (request, socket, head) => {
      tunnels.push(request.url ?? '');
      const upstream = connect(Number(port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        upstream.write(head);
        upstream.pipe(socket).pipe(upstream);
      });
      upstream.on('error', () => socket.destroy());
      socket.on('error', () => upstream.destroy());
    });
    return { tunnels, env: { HTTP_PROXY: `http://127.0.0.1:${await listening(proxy)}` } };
  }
  const one = anHttpCheck('http://a.example/status', { consecutive: 1 });

  test('a name that only the proxy can resolve is left to it', async () => {
    const { tunnels, env } = await aProxy();
    const resolve = async () => Promise.reject(new Error('ENOTFOUND'));
    expect(await problemIn(one, { env, resolve })).toBeUndefined();
    expect(tunnels).toEqual(['a.example:80']);
  });

  test('a name that resolves to a metadata address is not asked', async () => {
    const { tunnels, env } = await aProxy();
    const resolve = giving(['10.0.0.1', '169.254.169.254']);
    expect(await problemIn(one, { env, resolve })).toContain('"a.example" (169.254.169.254)');
    expect(tunnels).toEqual([]);
  });

  test('a host in NO_PROXY is asked without it, and as strictly', async () => {
    const { tunnels, env } = await aProxy();
    const { port } = new URL(await serve(wellRunning));
    const direct = anHttpCheck(`http://a.example:${port}/`, { consecutive: 1 });
    const around = { ...env, NO_PROXY: 'a.example' };
    const near = giving(['127.0.0.1']);
    expect(await problemIn(direct, { env: around, resolve: near })).toBeUndefined();
    const bad = giving(['169.254.169.254']);
    expect(await problemIn(direct, { env: around, resolve: bad })).toContain('169.254.169.254');
    expect(tunnels).toEqual([]);
  });
});
