import { createSocket, type Socket } from 'node:dgram';
import type { LookupAddress } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { ForbiddenAddressError, firstAllowed, type Resolve } from '../verify/address.ts';

/** A datagram that fits into a packet of any network: more lines begin another. */
const longest = 1_400;

/**
 * Sends lines to a StatsD server. Whatever is in the way, nobody waits for it; closing tells why it was not asked at all,
 * which is all that UDP lets anybody know.
 */
export function openStatsd(
  { hostname, port }: URL,
  resolve?: Resolve,
): {
  send(lines: readonly string[]): void;
  close(): string | undefined;
} {
  const resolver = new Resolver({ timeout: 2_000, tries: 1 });
  let socket: Socket | undefined;
  let waiting: string[] = [];
  let isClosed = false;
  let refusal: string | undefined;

  const begin = async () => {
    const find = resolve ?? ((host: string) => addressesOf(host, resolver));
    const address = await firstAllowed(hostname, find);
    if (isClosed || address === undefined) return;
    const opened = createSocket(isIP(address) === 6 ? 'udp6' : 'udp4');
    opened.unref();
    opened.on('error', () => undefined);
    opened.connect(port === '' ? 8125 : Number(port), address, () => {
      socket = opened;
      flush();
    });
  };
  begin().catch((error) => {
    if (error instanceof ForbiddenAddressError) refusal = error.message;
  });

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
      return refusal;
    },
  };
}

/** Asked of name servers alone, for such a question can be taken back: one that hangs would keep the process. */
async function addressesOf(host: string, resolver: Resolver): Promise<LookupAddress[]> {
  if (host === 'localhost') return [{ address: '127.0.0.1', family: 4 }];
  const four = await resolver.resolve4(host).catch(() => []);
  const found = four.length > 0 ? four : await resolver.resolve6(host);
  return found.map((address) => ({ address, family: isIP(address) }));
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
