import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** How far away a service is: a round trip in ms, and MB a second that a connection and a bucket take at most. */
export type Distance = { roundTrip: number; perConnection?: number; perBucket?: number };

/** Round trips that a new connection costs before its first request: one for TCP, one for TLS 1.3. */
const handshakes = 2;

/** Stands before a server on loopback, as if it were that far away. Counts what is asked. */
export async function placeAt(target: string, distance: Distance) {
  const { hostname, port } = new URL(target);
  const links = new Map<unknown, Link>();
  /** When each connection was opened; its handshakes may be over by the time of its first request. */
  const opened = new WeakMap<Socket, number>();
  const counts = { requests: 0, connections: 0, bytes: 0 };

  const server = createServer(async (from, to) => {
    counts.requests += 1;
    const readyAt = (opened.get(from.socket) ?? 0) + handshakes * distance.roundTrip;
    await sleep(Math.max(0, readyAt - performance.now()) + distance.roundTrip / 2);
    await forward(from, to);
  });
  server.on('connection', (socket) => {
    counts.connections += 1;
    opened.set(socket, performance.now());
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));

  async function forward(from: IncomingMessage, to: ServerResponse): Promise<void> {
    const { method, url, headers } = from;
    const onward = request({ hostname, port, method, path: url, headers });
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      onward.once('response', resolve).once('error', reject);
    });
    // An answer that comes before the whole request is told where it is waited for.
    answered.catch(() => undefined);
    const within = [
      linkOf(from.socket, distance.perConnection),
      linkOf((url ?? '').split('/')[1], distance.perBucket),
    ];
    for await (const chunk of from) {
      counts.bytes += chunk.length;
      await Promise.all(within.map((link) => link?.carry(chunk.length)));
      if (!onward.write(chunk)) await new Promise((done) => onward.once('drain', done));
    }
    onward.end();
    const answer = await answered;
    await sleep(distance.roundTrip / 2);
    to.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(to);
  }

  function linkOf(key: unknown, rate: number | undefined): Link | undefined {
    if (rate === undefined) return undefined;
    const link = links.get(key) ?? openLink(rate);
    links.set(key, link);
    return link;
  }

  const { port: ours } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${ours}`,
    counts,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

type Link = { carry(bytes: number): Promise<void> };

/** Lets so many MB a second through, whoever sends them. */
function openLink(rate: number): Link {
  let free = 0;
  return {
    async carry(bytes) {
      const now = performance.now();
      free = Math.max(free, now) + bytes / (rate * 1_000);
      if (free > now) await sleep(free - now);
    },
  };
}
