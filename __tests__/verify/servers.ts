import { createServer, type RequestListener } from 'node:http';
import https from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { afterEach } from '@jest/globals';

type Closable = Server & { closeAllConnections?(): void };

const servers: Closable[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections?.();
    server.close();
  }
});

/** A server on this machine, until the test is over: its address. */
export async function serve(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listening(createServer(listener))}`;
}

export async function serveTls(
  pair: { key: string; cert: string },
  listener: RequestListener,
): Promise<number> {
  return listening(https.createServer(pair, listener));
}

export async function listening(server: Closable): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
