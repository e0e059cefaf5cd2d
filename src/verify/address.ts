import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { timing } from '../release/timing.ts';

/**
 * Addresses that no status endpoint has, but where machines keep their secrets: link-local ones, among
 * them the instance metadata services (docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html)
 * and the credentials of containers, and "this host".
 */
const forbidden = new BlockList();
forbidden.addSubnet('169.254.0.0', 16, 'ipv4');
forbidden.addSubnet('0.0.0.0', 8, 'ipv4');
forbidden.addSubnet('fe80::', 10, 'ipv6');
// Azure's wire server, Alibaba's, Oracle's and Google's (over IPv6) metadata services.
forbidden.addAddress('168.63.129.16', 'ipv4');
forbidden.addAddress('100.100.100.200', 'ipv4');
forbidden.addAddress('192.0.0.192', 'ipv4');
forbidden.addAddress('fd20:ce::254', 'ipv6');
forbidden.addAddress('fd00:ec2::254', 'ipv6');
forbidden.addAddress('fd00:ec2::23', 'ipv6');
// Other forms of IPv4 addresses: as IPv6 (RFC 4291, 2.5.5.1), translated (RFC 2765), by 6to4 (RFC 3056), by NAT64
// (RFC 6052, RFC 8215). Mapped ones (RFC 4291, 2.5.5.2) are held against those of IPv4 by the list itself.
forbidden.addSubnet('::', 96, 'ipv6');
forbidden.addSubnet('::ffff:0:a9fe:0', 112, 'ipv6');
forbidden.addSubnet('2002:a9fe::', 32, 'ipv6');
forbidden.addSubnet('64:ff9b::a9fe:0', 112, 'ipv6');
forbidden.addSubnet('64:ff9b:1:a9fe::', 64, 'ipv6');
const locallyTranslated = /^\[64:ff9b:1:.*:a9fe:[\da-f]+\]$/;

const loopback = new BlockList();
loopback.addAddress('::1', 'ipv6');

/** A host that resolves to an address where nothing may be asked. */
class ForbiddenAddressError extends Error {
  constructor(host: string, address: string) {
    const via = host === address ? '' : ` (${address})`;
    super(`"${host}"${via} is a link-local or metadata address, which is never asked`);
    this.name = 'ForbiddenAddressError';
  }
}

/** Throws for a host that is itself a forbidden address; names are checked once they are resolved. */
export function checkHost(hostname: string): void {
  const address = hostname.replace(/^\[|\]$/g, '');
  if (isForbidden(address)) throw new ForbiddenAddressError(hostname, address);
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
  const bad = found.find(({ address }) => isForbidden(address));
  if (bad) throw new ForbiddenAddressError(hostname, bad.address);
}

/** All addresses of a name. */
export type Resolve = (host: string) => Promise<LookupAddress[]>;

/** As the machine resolves names. */
export const resolveHere: Resolve = (host) => lookup(host, { all: true });

/** Resolves for a connection, and fails where any address of the name is forbidden, so that it cannot be raced. */
export function checkedLookup(resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    const refuse = (error: unknown) => callback(error as NodeJS.ErrnoException, '', 0);
    resolve(hostname).then((addresses) => {
      const [first] = addresses;
      if (!first) return refuse(new Error(`no address for ${hostname}`));
      const bad = addresses.find(({ address }) => isForbidden(address));
      if (bad) return refuse(new ForbiddenAddressError(hostname, bad.address));
      if (options.all) return callback(null, addresses);
      return callback(null, first.address, first.family);
    }, refuse);
  };
}

function isForbidden(address: string): boolean {
  const family = isIP(address);
  if (family !== 6) return family === 4 && forbidden.check(address);
  if (loopback.check(address, 'ipv6')) return false;
  const url = `http://[${address}]`;
  const translated = URL.canParse(url) && locallyTranslated.test(new URL(url).hostname);
  return translated || forbidden.check(address, 'ipv6');
}
