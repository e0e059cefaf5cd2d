import { BlockList, isIP } from 'node:net';
import { embeddedIpv4 } from './embedded-ipv4.ts';

/**
 * Addresses that no status endpoint has, but where machines keep their secrets: link-local ones, among
 * them the instance metadata services (docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html)
 * and the credentials of containers, and "this host".
 */
const forbidden = new BlockList();
forbidden.addSubnet('169.254.0.0', 16, 'ipv4');
forbidden.addSubnet('0.0.0.0', 8, 'ipv4');
forbidden.addSubnet('fe80::', 10, 'ipv6');
// AWS's own services over IPv6: metadata, the credentials of pods.
forbidden.addSubnet('fd00:ec2::', 32, 'ipv6');
// Azure's wire server, Alibaba's, Oracle's and Google's (over IPv6) metadata services.
forbidden.addAddress('168.63.129.16', 'ipv4');
forbidden.addAddress('100.100.100.200', 'ipv4');
forbidden.addAddress('192.0.0.192', 'ipv4');
forbidden.addAddress('fd20:ce::254', 'ipv6');

/** In whatever form it is written; false for a name, which is to be resolved first. */
export function isForbidden(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return forbidden.check(address);
  if (family !== 6) return false;
  // What says through which interface a link-local address is reached.
  const [bare = ''] = address.split('%');
  return (
    forbidden.check(bare, 'ipv6') || embeddedIpv4(bare).some((inner) => forbidden.check(inner))
  );
}
