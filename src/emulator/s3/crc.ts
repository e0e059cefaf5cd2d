/** CRC-32C (Castagnoli) of the bytes, big-endian. */
export function crc32c(pieces: readonly Buffer[]): Buffer {
  castagnoli ??= table(0x82f63b78n);
  const { low } = castagnoli;
  let crc = 0xffffffff;
  for (const piece of pieces) {
    for (const byte of piece) crc = (low[(crc ^ byte) & 255] as number) ^ (crc >>> 8);
  }
  const digest = Buffer.alloc(4);
  digest.writeUInt32BE(~crc >>> 0);
  return digest;
}

/** CRC-64/NVME of the bytes, big-endian. */
export function crc64nvme(pieces: readonly Buffer[]): Buffer {
  nvme ??= table(0x9a6c9329ac4bc9b5n);
  let high = 0xffffffff;
  let low = 0xffffffff;
  for (const piece of pieces) {
    for (const byte of piece) {
      const index = (low ^ byte) & 255;
      low = ((low >>> 8) | (high << 24)) ^ (nvme.low[index] as number);
      high = (high >>> 8) ^ (nvme.high[index] as number);
    }
  }
  const digest = Buffer.alloc(8);
  digest.writeUInt32BE(~high >>> 0, 0);
  digest.writeUInt32BE(~low >>> 0, 4);
  return digest;
}

/** A table of 256 remainders, in halves that fit JavaScript's bitwise operators. */
type Table = { high: Uint32Array; low: Uint32Array };

// Made when first used: most objects carry a CRC-32, which Node computes.
let castagnoli: Table | undefined;
let nvme: Table | undefined;

/** For a reflected polynomial of https://reveng.sourceforge.io/crc-catalogue/all.htm */
function table(polynomial: bigint): Table {
  const remainders = Array.from({ length: 256 }, (_, byte) => {
    let value = BigInt(byte);
    for (let bit = 0; bit < 8; bit++) value = value & 1n ? (value >> 1n) ^ polynomial : value >> 1n;
    return value;
  });
  return {
    high: Uint32Array.from(remainders, (value) => Number(value >> 32n)),
    low: Uint32Array.from(remainders, (value) => Number(value & 0xffffffffn)),
  };
}
