import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { type Agent, createServer } from 'node:http';
import https from 'node:https';
import { type AddressInfo, connect, type Server } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openAgents } from '../../src/aws/http-agents.ts';
import { aFolder, atEnd } from '../aws/makers.ts';

const installed = spawnSync('openssl', ['version']).status === 0;

(installed ? test : test.skip)(
  'TLS through a proxy keeps its connections (skipped where openssl is missing)',
  async () => {
    const service = https.createServer(await aCertificate(), (request, response) => {
      request.resume().on('end', () => response.end('ok'));
    });
    const port = await listening(service);
    const tunnels: string[] = [];
    const proxy = createServer().on('connect', (request, socket, head) => {
      tunnels.push(request.url ?? '');
      const upstream = connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        upstream.write(head);
        upstream.pipe(socket).pipe(upstream);
      });
      upstream.on('error', () => socket.destroy());
      socket.on('error', () => upstream.destroy());
    });
    const agents = openAgents({ HTTPS_PROXY: `http://127.0.0.1:${await listening(proxy)}` });
    atEnd(() => agents.close());
    const { httpsAgent } = await agents.keeping();
    for (let times = 0; times < 3; times++) await put(httpsAgent);
    expect(tunnels).toEqual(['aws.example.com:443']);
  },
);

function put(agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const host = 'aws.example.com';
    const options = { host, method: 'PUT', agent, rejectUnauthorized: false };
    https
      .request(options, (response) => response.resume().on('end', () => setImmediate(resolve)))
      .on('error', reject)
      .end('body');
  });
}

async function aCertificate() {
  const folder = await aFolder();
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=aws.example.com', '-days', '1'];
  const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert];
  expect(spawnSync('openssl', [...args, ...subject]).status).toBe(0);
  return { key: await readFile(key), cert: await readFile(cert) };
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(() => server.close());
  return (server.address() as AddressInfo).port;
}
