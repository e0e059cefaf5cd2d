/** ASN.1 in DER, as much as a signed message needs: https://www.itu.int/rec/T-REC-X.690. */
export const der = {
  sequence: (...parts: Buffer[]): Buffer => tagged(0x30, Buffer.concat(parts)),
  /** DER wants the members of a set in the order of their bytes. */
  set: (...parts: Buffer[]): Buffer => tagged(0x31, Buffer.concat(parts.sort(Buffer.compare))),
  /** `[number] EXPLICIT` or, of a structure whose own tag it takes, `IMPLICIT`. */
  context: (number: number, content: Buffer): Buffer => tagged(0xa0 + number, content),
  integer,
  /** @param dotted `1.2.840.113549.1.7.2` */
  identifier,
  octets: (content: Buffer): Buffer => tagged(0x04, content),
  /** Whole bytes only. */
  bits: (content: Buffer): Buffer => tagged(0x03, Buffer.concat([Buffer.of(0), content])),
  text: (content: string): Buffer => tagged(0x0c, Buffer.from(content)),
  nothing: (): Buffer => tagged(0x05, Buffer.alloc(0)),
  time,
};

function tagged(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.of(tag), lengthOf(content.length), content]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  const bytes = bytesOf(length);
  return Buffer.of(0x80 | bytes.length, ...bytes);
}

/** None below zero. */
function integer(value: number): Buffer {
  const bytes = bytesOf(value);
  return tagged(0x02, Buffer.from((bytes[0] ?? 0) >= 0x80 ? [0, ...bytes] : bytes));
}

function identifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest].flatMap(septets)));
}

/** Seven bits a byte; all but the last have the eighth set. */
function septets(value: number): number[] {
  const digits = [value % 0x80];
  for (let left = Math.floor(value / 0x80); left > 0; left = Math.floor(left / 0x80))
    digits.unshift((left % 0x80) | 0x80);
  return digits;
}

function bytesOf(value: number): number[] {
  const bytes = [value % 0x100];
  for (let left = Math.floor(value / 0x100); left > 0; left = Math.floor(left / 0x100))
    bytes.unshift(left % 0x100);
  return bytes;
}

/** X.509 writes years from 2050 on with four digits, in a form of their own. */
function time(at: Date): Buffer {
  const digits = `${at.toISOString().replaceAll(/[-:T]|\.\d+Z/g, '')}Z`;
  return at.getUTCFullYear() < 2050
    ? tagged(0x17, Buffer.from(digits.slice(2)))
    : tagged(0x18, Buffer.from(digits));
}
