/**
 * The IPv4 addresses to which an IPv6 address may lead: as a mapped or compatible one (RFC 4291, 2.5.5), translated (RFC 2765),
 * by NAT64 (RFC 6052, RFC 8215), by 6to4 (RFC 3056), Teredo (RFC 4380) or ISATAP (RFC 5214).
 */
export function embeddedIpv4(address: string): string[] {
  const bytes = bytesOf(address);
  const at = (...places: number[]) => places.map((place) => bytes[place] ?? 0).join('.');
  const begins = (...groups: number[]) =>
    groups.every((group, index) => groupAt(bytes, index) === group);
  const last = at(12, 13, 14, 15);
  const found: string[] = [];
  const isZero = begins(0, 0, 0, 0);
  if (isZero && [0, 0xffff].includes(groupAt(bytes, 5)) && groupAt(bytes, 4) === 0)
    if (last !== '0.0.0.1') found.push(last);
  if (isZero && groupAt(bytes, 4) === 0xffff && groupAt(bytes, 5) === 0) found.push(last);
  if (begins(0x64, 0xff9b, 0, 0, 0, 0)) found.push(last);
  // A translator of one's own may use any length of prefix, and leaves byte 8 out. Zeros are what follows, or stands before.
  if (begins(0x64, 0xff9b, 1)) {
    const places = [at(6, 7, 9, 10), at(7, 9, 10, 11), at(9, 10, 11, 12), last];
    found.push(...places.filter((inner) => !inner.startsWith('0.')));
  }
  if (begins(0x2002)) found.push(at(2, 3, 4, 5));
  if (begins(0x2001, 0))
    found.push(
      at(4, 5, 6, 7),
      [12, 13, 14, 15].map((place) => 255 - (bytes[place] ?? 0)).join('.'),
    );
  if ((groupAt(bytes, 4) & 0xfdff) === 0 && groupAt(bytes, 5) === 0x5efe) found.push(last);
  return found;
}

function groupAt(bytes: readonly number[], index: number): number {
  return (bytes[2 * index] ?? 0) * 256 + (bytes[2 * index + 1] ?? 0);
}

/** By the form that URLs give it, which has no IPv4 address in it. */
function bytesOf(address: string): number[] {
  const text = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [front = [], back = []] = text
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: 8 - front.length - back.length }, () => '0');
  return [...front, ...zeros, ...back].flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
}
