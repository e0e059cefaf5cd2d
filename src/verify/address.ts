import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { timing } from '../release/timing.ts';
import { isForbidden } from './forbidden.ts';

/** A host that resolves to an address where nothing may be asked. */
export class ForbiddenAddressError extends Error {
  constructor(host: string, address: string) {
    const via = host === address ? '' : ` (${address})`;
    super(`"${host}"${via} is a link-local or metadata address, which is never asked`);
    this.name = 'ForbiddenAddressError';
  }
}

/** Throws for a host that is itself a forbidden address; names are checked once they are resolved. */
export function checkHost(hostname: string): void {
  const address = hostname.replace(/^\[|\]$/g, '');
  if (isForbidden(address)) throw new ForbiddenAddressError(hostname, hostname);
}

/**
 * The same for a host that a proxy is to reach. It resolves the name itself, and one that cannot be resolved
 * here is left to it.
 */
export async function checkProxied(hostname: string, resolve: Resolve): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<[]>((done) => {
    timer = setTimeout(() => done([]), timing.check.lookup);
  });
  const host = hostname.replace(/^\[|\]$/g, '');
  const found = await Promise.race([resolve(host).catch(() => []), late]);
  clearTimeout(timer);
  refuseForbidden(hostname, found);
}

function refuseForbidden(hostname: string, found: readonly LookupAddress[]): void {
  const bad = found.find(({ address }) => isForbidden(address));
  if (bad) throw new ForbiddenAddressError(hostname, bad.address);
}

/** The address to connect to, of a host that may be one itself; throws where any is forbidden. */
export async function firstAllowed(
  hostname: string,
  resolve: Resolve,
): Promise<string | undefined> {
  checkHost(hostname);
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return host;
  const found = await resolve(host);
  refuseForbidden(hostname, found);
  return found[0]?.address;
}

/** All addresses of a name. */
export type Resolve = (host: string) => Promise<LookupAddress[]>;

/** As the machine resolves names. */
export const resolveHere: Resolve = (host) => lookup(host, { all: true });

/** Resolves for a connection, and fails where any address of the name is forbidden, so that it cannot be raced. */
export function checkedLookup(resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    const refuse = (error: unknown) => callback(error as NodeJS.ErrnoException, '', 0);
    const find = async () => {
      const found = await resolve(hostname);
      refuseForbidden(hostname, found);
      return found;
    };
    find().then((addresses) => {
      const [first] = addresses;
      if (!first) return refuse(new Error(`no address for ${hostname}`));
      if (options.all) return callback(null, addresses);
      return callback(null, first.address, first.family);
    }, refuse);
  };
}
