import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { expect, test } from '@jest/globals';
import { agentsAhead } from '../../src/aws/open-ahead.ts';
import { anEmulator, aSession, atEnd, inRegions } from './makers.ts';

async function aServer() {
  const sockets: Socket[] = [];
  const server = createServer((request, response) => {
    request.resume();
    response.end('ok');
  });
  server.on('connection', (socket) => sockets.push(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    server,
    sockets,
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
  };
}

async function answered(url: URL, agent: ReturnType<typeof agentsAhead>['httpAgent']) {
  const [answer] = (await once(get(url, { agent }), 'response')) as [IncomingMessage];
  answer.resume();
  await once(answer, 'end');
}

test('a request goes over the connection that was opened ahead of it, and over none twice', async () => {
  const { server, sockets, url } = await aServer();
  const { httpAgent, openAhead, close } = agentsAhead({ keepAlive: false }, 5_000);
  atEnd(close);
  openAhead(url);
  await once(server, 'connection');
  await answered(url, httpAgent);
  expect(sockets).toHaveLength(1);
  await answered(url, httpAgent);
  expect(sockets).toHaveLength(2);
});

test.each(['is closed', 'is too old'])('a connection that %s is not used', async (how) => {
  const { server, sockets, url } = await aServer();
  const { httpAgent, openAhead, close } = agentsAhead(
    { keepAlive: false },
    how === 'is closed' ? 5_000 : -1,
  );
  atEnd(close);
  openAhead(url);
  await once(server, 'connection');
  if (how === 'is closed') {
    sockets[0]?.end();
    await once(sockets[0] as Socket, 'close');
  }
  await answered(url, httpAgent);
  expect(sockets).toHaveLength(2);
});

test('one that cannot be opened is nobody’s fault until it is needed', async () => {
  const { server, url } = await aServer();
  server.close();
  await once(server, 'close');
  const { httpAgent, openAhead, close } = agentsAhead({ keepAlive: false }, 5_000);
  atEnd(close);
  openAhead(url);
  await expect(answered(url, httpAgent)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('nothing is opened ahead after the end, when whoever was about to do so hears of it too late', async () => {
  const { sockets, url } = await aServer();
  const { httpAgent, openAhead, close } = agentsAhead({ keepAlive: false }, 5_000);
  close();
  openAhead(url);
  await answered(url, httpAgent);
  expect(sockets).toHaveLength(1);
});

test('nothing stays open once a session is closed', async () => {
  const destinations = inRegions(['eu-west-1', 'us-east-1']);
  const { server, sockets, url } = await aServer();
  const emulator = await anEmulator(destinations);
  const session = aSession(emulator, {
    env: { ...emulator.env, AWS_ENDPOINT_URL_S3: url.href, AWS_ENDPOINT_URL_CODEDEPLOY: url.href },
  });
  await session.identify(destinations);
  session.expectCreation(destinations);
  while (sockets.length < 10) await once(server, 'connection');
  session.close();
  await Promise.all(sockets.map((socket) => socket.destroyed || once(socket, 'close')));
  expect(sockets).toHaveLength(10);
});
