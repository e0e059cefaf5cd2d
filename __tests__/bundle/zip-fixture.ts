import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { tempFolder } from './temp-tree.ts';

/** An entry of a zip, true or not: what is not given is what a sane tool writes. */
export type CraftedEntry = {
  name: string | Buffer;
  /** Before compression. */
  data?: string | Buffer;
  /** The bytes in the zip. */
  packed?: Buffer;
  method?: number;
  flags?: number;
  host?: number;
  /** Unix mode with the type. */
  mode?: number;
  crc?: number;
  size?: number;
  compressedSize?: number;
  /** Of the local header that the directory names. */
  offset?: number;
  localName?: string;
  /** Extra field in the directory. */
  extra?: Buffer;
  localExtra?: Buffer;
};

/** Writes a zip by hand, with another hand than the product's; `change` may spoil its bytes. */
export function craftZip(
  entries: CraftedEntry[],
  {
    change = (bytes: Buffer) => bytes,
    count,
  }: { change?(bytes: Buffer): Buffer; count?: number } = {},
): string {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const { local, central } = craftEntry(entry, at);
    locals.push(local);
    centrals.push(central);
    at += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(count ?? entries.length, 8);
  end.writeUInt16LE(count ?? entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  const path = join(tempFolder(), 'crafted.zip');
  writeFileSync(path, change(Buffer.concat([...locals, directory, end])));
  return path;
}

export const appspec: CraftedEntry = { name: 'appspec.yml', data: 'version: 0.0\nos: linux\n' };

function craftEntry(entry: CraftedEntry, at: number): { local: Buffer; central: Buffer } {
  const data = Buffer.from(entry.data ?? '');
  const { method = 0, flags = 0x0800, host = 3, mode = 0o100644, extra = Buffer.alloc(0) } = entry;
  const packed = entry.packed ?? (method === 8 ? deflateRawSync(data) : data);
  const name = Buffer.from(entry.name);
  const common = Buffer.alloc(22);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(flags, 2);
  common.writeUInt16LE(method, 4);
  common.writeUInt32LE(entry.crc ?? crc32(data), 10);
  common.writeUInt32LE(entry.compressedSize ?? packed.length, 14);
  common.writeUInt32LE(entry.size ?? data.length, 18);
  const localName = Buffer.from(entry.localName ?? name);
  const central = Buffer.concat([
    Buffer.from('PK\x01\x02', 'latin1'),
    Buffer.from([30, host]),
    common,
    Buffer.alloc(18),
    name,
    extra,
  ]);
  central.writeUInt16LE(name.length, 28);
  central.writeUInt16LE(extra.length, 30);
  central.writeUInt32LE(host === 3 ? mode * 0x10000 : 0x20, 38);
  central.writeUInt32LE(entry.offset ?? at, 42);
  const lengths = Buffer.alloc(4);
  const localExtra = entry.localExtra ?? Buffer.alloc(0);
  lengths.writeUInt16LE(localName.length, 0);
  lengths.writeUInt16LE(localExtra.length, 2);
  const local = Buffer.concat([
    Buffer.from('PK\x03\x04', 'latin1'),
    common,
    lengths,
    localName,
    localExtra,
    packed,
  ]);
  return { local, central };
}
