import { readFileSync } from 'node:fs';
import { isIPv4 } from 'node:net';

/** A connection as this side of it knows it. */
export type Connection = {
  remoteAddress?: string | undefined;
  remotePort?: number | undefined;
  localAddress?: string | undefined;
  localPort?: number | undefined;
};

/**
 * Whether what is at the other end of a connection belongs to this user or to root, as Linux tells it:
 * https://docs.kernel.org/networking/proc_net_tcp.html. Elsewhere nobody can tell, and there hooks run in no sandbox.
 */
export function isOwnPeer(connection: Connection): boolean {
  if (process.platform !== 'linux') return true;
  const uid = uidOf(connection, readFileSync('/proc/net/tcp', 'utf8'));
  return uid === 0 || (uid !== undefined && uid === process.getuid?.());
}

/**
 * Whose socket is the other end. Both ends are compared: from another loopback address, anybody may have a port that one of
 * this user's connections has. Exported for its test.
 */
export function uidOf(connection: Connection, table: string): number | undefined {
  const theirs = entryOf(connection.remoteAddress, connection.remotePort);
  const ours = entryOf(connection.localAddress, connection.localPort);
  if (theirs === undefined || ours === undefined) return undefined;
  for (const line of table.split('\n')) {
    const [, local, remote, state, , , , uid] = line.trim().split(/\s+/);
    const isEstablished = state === '01';
    if (local === theirs && remote === ours && isEstablished) return Number(uid);
  }
  return undefined;
}

/** As the table writes it: the address as this machine's bytes make a number of it. */
function entryOf(address: string | undefined, port: number | undefined): string | undefined {
  if (address === undefined || port === undefined || !isIPv4(address)) return undefined;
  const bytes = Uint8Array.from(address.split('.').map(Number));
  const [number = 0] = new Uint32Array(bytes.buffer);
  return `${hex(number, 8)}:${hex(port, 4)}`;
}

const hex = (value: number, digits: number) =>
  value.toString(16).toUpperCase().padStart(digits, '0');
