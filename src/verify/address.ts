import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/**
 * Addresses that no status endpoint has, but where machines keep their secrets: link-local ones, among
 * them the instance metadata services (docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html)
 * and the credentials of containers, and "this host".
 */
const forbidden = new BlockList();
forbidden.addSubnet('169.254.0.0', 16, 'ipv4');
forbidden.addSubnet('0.0.0.0', 8, 'ipv4');
forbidden.addSubnet('fe80::', 10, 'ipv6');
forbidden.addAddress('fd00:ec2::254', 'ipv6');
forbidden.addAddress('fd00:ec2::23', 'ipv6');
forbidden.addAddress('::', 'ipv6');
// NAT64 carries an IPv4 address in its last 32 bits (RFC 6052).
forbidden.addSubnet('64:ff9b::a9fe:0', 112, 'ipv6');

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

/** Resolves as usual, and fails where any address of the name is forbidden, so that it cannot be raced. */
export const checkedLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const first = addresses?.[0];
    if (error || !first) return callback(error ?? new Error(`no address for ${hostname}`), '', 0);
    const bad = addresses.find(({ address }) => isForbidden(address));
    if (bad) return callback(new ForbiddenAddressError(hostname, bad.address), '', 0);
    if (options.all) return callback(null, addresses);
    return callback(null, first.address, first.family);
  });
};

function isForbidden(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && forbidden.check(address, family === 6 ? 'ipv6' : 'ipv4');
}
