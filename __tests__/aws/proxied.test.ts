import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, test } from '@jest/globals';
import { describeFault } from '../../src/aws/advice.ts';
import { faultOf } from '../../src/aws/faults.ts';
import { openAgents } from '../../src/aws/http-agents.ts';
import { anEmulator, aSession, atEnd, failureOf, inRegions } from './makers.ts';

const destinations = inRegions(['eu-west-1']);

/** A proxy that leads every tunnel to one port, and notes where it should have led. */
async function aProxy(port: number, refuse?: string) {
  const tunnels: string[] = [];
  const server: Server = createServer();
  server.on('connect', (request, socket, head) => {
    tunnels.push(`${request.url} ${request.headers['proxy-authorization'] ?? ''}`.trim());
    socket.on('error', () => undefined);
    if (refuse) {
      socket.end(`HTTP/1.1 ${refuse}\r\nContent-Type: text/html\r\n\r\n<html>no</html>`);
      return;
    }
    const upstream = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.write(head);
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('close', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(() => server.close());
  return { tunnels, host: `127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Answers STS and CodeDeploy under any name, which the emulator does not. */
async function aService() {
  let requests = 0;
  const agents = new Set<string | undefined>();
  const server = createServer((request, response) => {
    requests++;
    agents.add(request.headers['user-agent']);
    request.resume();
    if (request.headers['x-amz-target'])
      response.end('{"deploymentGroupInfo":{},"application":{}}');
    else response.end(assumed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(() => server.close());
  return { port: (server.address() as AddressInfo).port, count: () => requests, agents };
}

const assumed = `<AssumeRoleResponse><AssumeRoleResult>
  <AssumedRoleUser><Arn>arn:aws:sts::222222222222:assumed-role/x/y</Arn></AssumedRoleUser>
  <Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
  <SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>
</AssumeRoleResult></AssumeRoleResponse>`;

async function aServiceBehind(settings: (proxy: string) => Record<string, string>) {
  const service = await aService();
  const proxy = await aProxy(service.port);
  const agents = openAgents(settings(proxy.host));
  atEnd(() => agents.close());
  const ask = async () => {
    const { httpAgent: agent } = await agents.keeping();
    const request = get('http://aws.example.com', { agent });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    await once(response.resume(), 'end');
  };
  return { service, proxy, ask };
}

test('every request goes through the proxy, over connections that are kept', async () => {
  const { service, proxy, ask } = await aServiceBehind((host) => ({
    HTTP_PROXY: `http://user:p%40ss@${host}`,
  }));
  await ask();
  await ask();
  await ask();
  const authorization = `Basic ${Buffer.from('user:p@ss').toString('base64')}`;
  expect(proxy.tunnels).toEqual([`aws.example.com:80 ${authorization}`]);
  expect(service.count()).toBe(3);
});

test('requests name the product and its version', async () => {
  const service = await aService();
  const emulator = await anEmulator(destinations);
  const env = { ...emulator.env, AWS_ENDPOINT_URL: `http://127.0.0.1:${service.port}` };
  await aSession(emulator, { env }).identify(destinations);
  expect([...service.agents]).toEqual([
    expect.stringMatching(/ codedeploy-fanout\/\d+\.\d+\.\d+$/),
  ]);
});

test('a proxy may be named without a scheme', async () => {
  const { proxy, ask } = await aServiceBehind((host) => ({ http_proxy: host }));
  await ask();
  expect(proxy.tunnels).toEqual(['aws.example.com:80']);
});

test('plain http leads nowhere but to this machine', async () => {
  const emulator = await anEmulator(destinations);
  const env = { ...emulator.env, AWS_ENDPOINT_URL: 'http://aws.example.com' };
  expect(() => aSession(emulator, { env })).toThrow(
    'AWS_ENDPOINT_URL is "http://aws.example.com": without https, only this machine may be asked',
  );
});

test('this machine is never reached through the proxy', async () => {
  const emulator = await anEmulator(destinations);
  const proxy = await aProxy(1);
  const env = { ...emulator.env, HTTP_PROXY: `http://${proxy.host}` };
  await aSession(emulator, { env }).identify(destinations);
  expect(proxy.tunnels).toEqual([]);
});

test('a host in NO_PROXY is reached without it', async () => {
  const { proxy, ask } = await aServiceBehind((host) => ({
    HTTP_PROXY: `http://${host}`,
    NO_PROXY: 'example.com',
  }));
  await ask().catch(() => undefined);
  expect(proxy.tunnels).toEqual([]);
});

test('TLS goes through the proxy for https', async () => {
  const emulator = await anEmulator(destinations);
  const proxy = await aProxy(0, '403 Forbidden');
  const { AWS_ENDPOINT_URL: _, ...keys } = emulator.env;
  const aws = aSession(emulator, { env: { ...keys, HTTPS_PROXY: `http://${proxy.host}` } });
  const [destination] = destinations;
  if (!destination) throw new Error('no destination');
  const error = await failureOf(aws.codedeploy(destination).getGroup());
  expect(proxy.tunnels).toEqual(['sts.eu-west-1.amazonaws.com:443']);
  expect(faultOf(error)).toMatchObject({ kind: 'proxy', name: 'HTTP 403' });
  expect(describeFault(error, { destination }).message).toMatch(/a web page, as proxies send/);
});

test('a proxy that is no address is told without its password', async () => {
  const emulator = await anEmulator(destinations);
  const env = { ...emulator.env, HTTP_PROXY: 'http://user:geheim@:x' };
  expect(() => aSession(emulator, { env })).toThrow(
    'HTTP_PROXY is not the address of an HTTP proxy',
  );
});
