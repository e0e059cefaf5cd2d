import { createSocket, type Socket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';

/** A datagram that fits into a packet of any network: more lines begin another. */
const longest = 1_400;

/** Sends lines to a StatsD server. Whatever is in the way, nobody waits for it and nobody is told. */
export function openStatsd({ hostname, port }: URL): {
  send(lines: readonly string[]): void;
  close(): void;
} {
  const resolver = new Resolver({ timeout: 2_000, tries: 1 });
  let socket: Socket | undefined;
  let waiting: string[] = [];
  let isClosed = false;

  const begin = async () => {
    const address = await addressOf(hostname.replace(/^\[|\]$/g, ''), resolver);
    if (isClosed || address === undefined) return;
    const opened = createSocket(isIP(address) === 6 ? 'udp6' : 'udp4');
    opened.unref();
    opened.on('error', () => undefined);
    opened.connect(port === '' ? 8125 : Number(port), address, () => {
      socket = opened;
      flush();
    });
  };
  begin().catch(() => undefined);

  function flush(): void {
    if (!socket) return;
    for (const packet of packets(waiting)) socket.send(packet, () => undefined);
    waiting = [];
  }
  return {
    send(lines) {
      waiting.push(...lines);
      flush();
    },
    close() {
      isClosed = true;
      resolver.cancel();
      const last = socket;
      // What was sent has left with the next turn of the loop.
      if (last) setImmediate(() => last.close());
    },
  };
}

/** Asked of name servers alone, for such a question can be taken back: one that hangs would keep the process. */
async function addressOf(host: string, resolver: Resolver): Promise<string | undefined> {
  if (isIP(host) !== 0) return host;
  if (host === 'localhost') return '127.0.0.1';
  const [first] = await resolver.resolve4(host).catch(() => resolver.resolve6(host));
  return first;
}

function packets(lines: readonly string[]): string[] {
  const found: string[] = [];
  for (const line of lines) {
    const last = found.at(-1);
    if (last !== undefined && last.length + line.length < longest)
      found[found.length - 1] = `${last}\n${line}`;
    else found.push(line);
  }
  return found;
}
