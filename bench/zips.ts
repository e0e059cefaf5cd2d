import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeBinary, makeSmallFiles, makeTree } from './content.ts';
import { fanout } from './fanout.ts';
import { versionOf } from './machine.ts';
import { type Command, type Measured, measure, sideBySide } from './measure.ts';
import { type Bench, megabytes, type Row, seconds, times } from './row.ts';

type Content = { what: string; make(folder: string): void; aim: string; reached: Reached };
/** `size` is that of the zip, in MB. */
type Packed = Measured & { size: number };
type Reached = (ours: Packed, peers: Partial<Record<Peer, Packed>>) => boolean | undefined;
type Peer = 'Info-ZIP' | 'Python' | 'pigz';

/** Memory that packing may take, in MB, whatever is packed. */
const mostMemory = 230;

const contents: Content[] = [
  {
    what: '224 MB in 3,000 files, lint included',
    make: makeTree,
    aim: '≥ 2.3 × as fast as Info-ZIP, ≤ 230 MB',
    reached: (ours, { 'Info-ZIP': zip }) => zip && zip.seconds / ours.seconds >= 2.3,
  },
  {
    what: '100,000 small files',
    make: makeSmallFiles,
    aim: '≥ 1.5 × as fast as Info-ZIP, ≤ 230 MB',
    reached: (ours, { 'Info-ZIP': zip }) => zip && zip.seconds / ours.seconds >= 1.5,
  },
  {
    what: 'one binary of 500 MB',
    make: makeBinary,
    aim: 'faster than pigz, zip ≤ 1.03 × that of Info-ZIP, ≤ 230 MB',
    reached: (ours, { pigz, 'Info-ZIP': zip }) =>
      all(pigz && ours.seconds <= pigz.seconds, zip && ours.size <= 1.03 * zip.size),
  },
];

export const zips: Bench = {
  name: 'zips',
  about:
    '`fanout package` beside other tools on the same content, each in its default compression. The content is cut from real files: text of `node_modules`, the program of Node, and bytes that do not shrink.',
  slow: true,
  async run() {
    const rows: Row[] = [];
    for (const content of contents) rows.push(await compare(content));
    return rows;
  },
};

async function compare({ what, make, aim, reached }: Content): Promise<Row> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-zips-'));
  try {
    const content = join(folder, 'content');
    make(content);
    const commands = contestants(content, folder);
    const runs = Object.fromEntries(
      Object.entries(commands).map(([name, command]) => [name, () => measureAnew(command)]),
    );
    const measured = Object.entries(await sideBySide(runs)).map(
      ([name, taken]): [string, Packed] => [name, { ...taken, size: sizeOf(commands, name) }],
    );
    const { fanout: ours, ...peers } = Object.fromEntries(measured);
    if (!ours) throw new Error('fanout took no part');
    return {
      what,
      fanout: `${seconds(ours.seconds)} (${seconds(ours.cpu)} of processor), ${megabytes(ours.peak)}; zip of ${megabytes(ours.size)}`,
      peers: Object.entries(peers)
        .map(
          ([name, peer]) =>
            `${name} ${seconds(peer.seconds)} (${times(peer.seconds / ours.seconds)}), ${megabytes(peer.size)}`,
        )
        .concat(missing(commands))
        .join('; '),
      aim,
      reached: all(ours.peak <= mostMemory, reached(ours, peers)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Packing = Command & { out: string };

function contestants(content: string, folder: string): Record<string, Packing> {
  const out = (name: string) => join(folder, `${name}.zip`);
  const ours = fanout('package', '--source', content, '--out', out('fanout'), '--version', '1');
  const all: Record<string, Packing> = {
    fanout: { run: ours, cwd: folder, out: out('fanout') },
  };
  if (versionOf('zip', '-v'))
    all['Info-ZIP'] = { run: ['zip', '-q', '-r', out('zip'), '.'], cwd: content, out: out('zip') };
  if (versionOf('python3', '--version'))
    all.Python = {
      run: ['python3', '-m', 'zipfile', '-c', out('python'), '.'],
      cwd: content,
      out: out('python'),
    };
  if (versionOf('pigz', '--version'))
    all.pigz = {
      run: ['bash', '-c', `tar -c . | pigz > ${out('pigz')}`],
      cwd: content,
      out: out('pigz'),
    };
  return all;
}

function sizeOf(commands: Record<string, Packing>, name: string): number {
  const out = commands[name]?.out;
  return out === undefined ? 0 : statSync(out).size / 1e6;
}

/** False where any of them is, and else unknown where any of them is. */
function all(...checks: (boolean | undefined)[]): boolean | undefined {
  if (checks.includes(false)) return false;
  return checks.includes(undefined) ? undefined : true;
}

function missing(commands: Record<string, Packing>): string[] {
  return ['Info-ZIP', 'Python', 'pigz']
    .filter((name) => !(name in commands))
    .map((name) => `${name} is not installed`);
}

/** `zip` would only freshen an archive that is there. */
async function measureAnew(command: Packing): Promise<Measured> {
  rmSync(command.out, { force: true });
  return measure(command);
}
