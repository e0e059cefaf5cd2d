import { readFileSync } from 'node:fs';

/**
 * Whether what is at the other end of a connection belongs to this user or to root, as Linux tells it:
 * https://docs.kernel.org/networking/proc_net_tcp.html. Elsewhere nobody can tell, and there hooks run in no sandbox.
 */
export function isOwnPeer(remotePort: number | undefined): boolean {
  if (process.platform !== 'linux') return true;
  const uid =
    remotePort === undefined ? undefined : uidOf(remotePort, readFileSync('/proc/net/tcp', 'utf8'));
  return uid === 0 || (uid !== undefined && uid === process.getuid?.());
}

/** Whose socket on the loopback address has that port as its own; exported for its test. */
export function uidOf(port: number, table: string): number | undefined {
  const address = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  for (const line of table.split('\n')) {
    const [, local, , state, , , , uid] = line.trim().split(/\s+/);
    const isEstablished = state === '01';
    if (local === address && isEstablished) return Number(uid);
  }
  return undefined;
}
