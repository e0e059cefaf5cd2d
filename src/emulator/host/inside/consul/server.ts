import fs from 'node:fs';
import http from 'node:http';
import { answer } from './api.ts';
import { ConsulState } from './state.ts';

/*
 * A stand-in for an agent of Consul: answers the `consul` command by a socket of its own, and from the first command on
 * whoever asks on the port of Consul's API. Runs inside hosts.
 */

export const SOCKET = '/run/codedeploy-fanout/consul.sock';
const PORT = 8500;
/** By which the stand-in for systemctl knows that a unit is active. */
const UNIT_NOTE = '/run/codedeploy-fanout/consul.service.json';

/** `asked`: the port is opened with the first command. */
export function startConsul(when: 'asked' | 'on'): void {
  const state = new ConsulState();
  state.reload();
  let isOpen = false;
  const open = () => {
    if (isOpen) return;
    isOpen = true;
    // A service of the bundle's own may have the port; that one is asked then.
    http
      .createServer((request, response) => serve(state, request, response))
      .on('error', () => undefined)
      .listen(PORT, '127.0.0.1');
  };
  try {
    fs.writeFileSync(UNIT_NOTE, JSON.stringify({ id: 'consul', done: true }));
    fs.rmSync(SOCKET, { force: true });
  } catch {
    // A machine without that folder has no stand-ins.
    return;
  }
  http
    .createServer((request, response) => {
      open();
      serve(state, request, response);
    })
    .on('error', () => undefined)
    .listen(SOCKET, () => fs.chmodSync(SOCKET, 0o666));
  if (when === 'on') open();
}

function serve(
  state: ConsulState,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): void {
  let body = '';
  request.on('data', (chunk: Buffer) => {
    body += chunk.toString('utf8');
  });
  request.on('end', async () => {
    const { method = 'GET', url = '/' } = request;
    const {
      status,
      body: said,
      index,
    } = await answer(state, {
      method,
      url: new URL(url, 'http://consul'),
      body,
    });
    const known = { 'x-consul-knownleader': 'true', 'x-consul-lastcontact': '0' };
    response.writeHead(status, {
      'content-type': typeof said === 'string' ? 'text/plain' : 'application/json',
      ...known,
      ...(index !== undefined && { 'x-consul-index': String(index) }),
    });
    response.end(typeof said === 'string' ? said : JSON.stringify(said));
  });
}
