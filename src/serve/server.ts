import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UsageError } from '../problem.ts';

/** A page, or what is told to one; `listen` gives false where there are too many readers. */
export type Route =
  | { page(): Promise<string> }
  | { listen(request: IncomingMessage, response: ServerResponse, from: string): boolean }
  | { to: string };

export type PageServer = { url: string; close(): Promise<void> };

const base = 'http://127.0.0.1';

/** Serves pages on the loopback address. Rejects with a UsageError when the port is taken. */
export async function startPageServer(
  { port, policy }: { port: number; policy: string },
  routes: Readonly<Record<string, Route>>,
): Promise<PageServer> {
  const server = createServer({ keepAliveTimeout: 5_000 }, (request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });
  server.maxConnections = 256;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  }).catch((cause: NodeJS.ErrnoException) => {
    const taken = cause.code === 'EADDRINUSE';
    const message = taken
      ? `port ${port} is in use; choose another one with --port`
      : `cannot listen on port ${port}: ${cause.message}`;
    throw new UsageError([{ code: 'port-in-use', message }], { cause });
  });
  const own = (server.address() as AddressInfo).port;
  return { url: `http://127.0.0.1:${own}`, close: () => closed(server) };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(headers(policy))) response.setHeader(name, value);
    const refusal = refusalOf(request, own);
    if (refusal !== undefined) return end(response, 403, refusal);
    const asked = request.url ?? '/';
    if (!URL.canParse(asked, base)) return end(response, 404, 'there is no such page');
    const url = new URL(asked, base);
    const route = Object.hasOwn(routes, url.pathname) ? routes[url.pathname] : undefined;
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      return end(response, 405, 'this server only shows: nothing can be changed here');
    }
    if (!route) return end(response, 404, 'there is no such page');
    if ('to' in route) {
      response.setHeader('Location', route.to);
      return end(response, 302, '');
    }
    if ('listen' in route) {
      if (request.method === 'HEAD') return end(response, 405, 'there is nothing to look at here');
      if (isOfAnotherSite(request)) return end(response, 403, 'only its own pages may listen here');
      if (!route.listen(request, response, url.searchParams.get('from') ?? ''))
        end(response, 503, 'there are too many readers');
      return;
    }
    const page = await route.page();
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(request.method === 'HEAD' ? undefined : page);
  }
}

function headers(policy: string): Record<string, string> {
  return {
    'Content-Security-Policy': policy,
    'Cache-Control': 'no-store',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
  };
}

/** A name that an attacker's DNS points at the loopback address arrives with that name as its Host. */
function refusalOf({ headers: { host = '' } }: IncomingMessage, port: number): string | undefined {
  const names = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port}`);
  // Clients leave out the port that http has by itself.
  const named = port === 80 && !/:\d+$/.test(host) ? `${host}:80` : host;
  const isOwn = names.includes(named.toLowerCase());
  return isOwn ? undefined : 'this server answers requests to the loopback address only';
}

/** Of another port of the machine, too: that is the same site to a browser. */
function isOfAnotherSite({ headers: { origin, host, ...rest } }: IncomingMessage): boolean {
  const site = rest['sec-fetch-site'];
  if (origin !== undefined && origin !== `http://${host}`) return true;
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

function end(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(text === '' ? undefined : `${text}\n`);
}

async function closed(server: Server): Promise<void> {
  const done = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await done;
}
