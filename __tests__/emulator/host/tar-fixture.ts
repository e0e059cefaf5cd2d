/** One member of a tar archive; a file of mode 0644, unless told more. */
export type Member = {
  /** Written as Latin-1. */
  name: string;
  text?: string;
  mode?: number;
  type?: string;
  target?: string;
  uid?: number;
  user?: string;
};

/** An archive in the ustar format. */
export function tarOf(members: readonly Member[]): Buffer {
  const blocks = members.flatMap(blocksOf);
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

function blocksOf({
  name,
  text = '',
  mode = 0o644,
  type = '0',
  target = '',
  uid = 0,
  user = '',
}: Member): Buffer[] {
  const header = Buffer.alloc(512);
  const content = Buffer.from(text);
  const octal = (value: number, length: number) => value.toString(8).padStart(length - 1, '0');
  header.write(name, 0, 'latin1');
  header.write(octal(mode, 8), 100);
  header.write(octal(uid, 8), 108);
  header.write(octal(uid, 8), 116);
  header.write(octal(content.length, 12), 124);
  header.write(octal(1_700_000_000, 12), 136);
  header.write(' '.repeat(8), 148);
  header.write(type, 156);
  header.write(target, 157);
  header.write('ustar\0' + '00', 257);
  header.write(user, 265);
  header.write(user, 297);
  let sum = 0;
  for (const byte of header) sum += byte;
  header.write(`${octal(sum, 7)}\0 `, 148);
  return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
}
