import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Host } from '../../src/ci/host.ts';
import { UsageError } from '../../src/problem.ts';
import { EventClock, printed } from './printed.ts';

const token = 'header.payload.signature';
const granted: RequestListener = (_, response) => response.end(JSON.stringify({ value: token }));

const servers: Server[] = [];
afterEach(async () => {
  const closed = servers.splice(0).map((server) => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  });
  await Promise.all(closed);
});

async function listening(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** GitHub's token endpoint, and what it was asked. */
async function anIssuer(answer: RequestListener): Promise<{ address: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.headers.authorization} ${request.url}`);
    answer(request, response);
  });
  return { address: await listening(server), asked };
}

/** A proxy that leads every tunnel to one address, and where those should have led. */
async function aProxy(address: string): Promise<{ address: string; tunnels: string[] }> {
  const tunnels: string[] = [];
  const server = createServer((_, response) => response.writeHead(500).end());
  server.on('connect', (request, socket, head) => {
    tunnels.push(request.url ?? '');
    const upstream = connect(Number(address.split(':')[1]), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.write(head);
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
    socket.on('close', () => upstream.destroy());
  });
  return { address: await listening(server), tunnels };
}

/** What a job is given that may ask, and how it asks; nobody waits between attempts. */
async function ask(
  address: string,
  use: (host: Host) => Promise<void>,
  more: Record<string, string> = {},
): Promise<string> {
  const env = {
    ACTIONS_ID_TOKEN_REQUEST_URL: `http://${address}/token?api-version=2.0`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'bearer',
    ...more,
  };
  const clock = new EventClock();
  clock.sleep = () => Promise.resolve();
  const { stdout } = await printed('github', use, { env, clock });
  return stdout;
}

const takes = async (host: Host) => expect(await host.idToken?.('a')).toBe(token);

async function fails(host: Host): Promise<UsageError> {
  const error = await host.idToken?.('a').catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(Error);
  return error as UsageError;
}

test('is asked for, and masked before anybody can print it', async () => {
  const { address, asked } = await anIssuer(granted);
  const stdout = await ask(address, async (host) => {
    expect(await host.idToken?.('sts.amazonaws.com')).toBe(token);
    host.print(`oops ${token}`);
  });
  expect(asked).toEqual(['Bearer bearer /token?api-version=2.0&audience=sts.amazonaws.com']);
  expect(stdout).toBe('oops ***\n');
});

test('is asked for again when the service is busy', async () => {
  let times = 0;
  const { address, asked } = await anIssuer((request, response) => {
    times += 1;
    response.statusCode = times < 3 ? 503 : 200;
    granted(request, response as never);
  });
  await ask(address, takes);
  expect(asked).toHaveLength(3);
});

test.each([
  ['refused', 403, '{"value":"secret"}', 'status 403'],
  ['nonsense', 200, '<html>secret', 'its answer has none'],
])('that is %s is explained without the answer', async (_, status, body, why) => {
  const { address, asked } = await anIssuer((_request, response) => {
    response.statusCode = status;
    response.end(body);
  });
  await ask(address, async (host) => {
    const error = await fails(host);
    expect(String(error)).toContain(why);
    expect(String(error)).not.toContain('secret');
  });
  expect(asked).toHaveLength(1);
});

test('that the job may not ask for names the permission to add', async () => {
  await printed('github', async (host) => {
    const error = await fails(host);
    expect(error).toBeInstanceOf(UsageError);
    expect(error.problems[0]?.hint).toContain('permissions: { id-token: write, contents: read }');
  });
});

describe('behind a proxy', () => {
  const address = 'token.example.com';

  test('is asked for through it', async () => {
    const issuer = await anIssuer(granted);
    const proxy = await aProxy(issuer.address);
    await ask(address, takes, { HTTP_PROXY: `http://${proxy.address}` });
    expect(proxy.tunnels).toEqual(['token.example.com:80']);
    expect(issuer.asked).toEqual(['Bearer bearer /token?api-version=2.0&audience=a']);
  });

  test('is asked for directly where that needs no proxy', async () => {
    const issuer = await anIssuer(granted);
    const proxy = await aProxy(issuer.address);
    await ask(issuer.address, takes, { HTTP_PROXY: `http://${proxy.address}` });
    expect(proxy.tunnels).toEqual([]);
    expect(issuer.asked).toHaveLength(1);
  });

  test('whose address is none is said at once', async () => {
    const proxy = { HTTP_PROXY: 'socks://user:pass@proxy' };
    await ask(
      address,
      async (host) => {
        const error = await fails(host);
        expect(error).toBeInstanceOf(UsageError);
        expect(error.message).toBe('HTTP_PROXY is not the address of an HTTP proxy');
      },
      proxy,
    );
  });
});
