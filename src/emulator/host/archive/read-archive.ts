import { gunzipSync } from 'node:zlib';
import {
  type ArchiveEntry,
  ArchiveError,
  type Keep,
  SIZE_LIMIT,
  type Unpacked,
} from './archive-entry.ts';
import { readTar } from './tar.ts';
import { readZip } from './zip.ts';

/**
 * What the agent finds after unpacking a bundle, a single folder around it taken away.
 * Source: `aws/aws-codedeploy-agent: lib/instance_agent/plugins/codedeploy/command_executor.rb`, unpack_bundle.
 *
 * @throws {ArchiveError}
 */
export function readArchive(bytes: Buffer, type: string, keep: Keep): Unpacked {
  const { entries, isPartial } =
    type === 'zip'
      ? { entries: readZip(bytes, keep), isPartial: false }
      : readTar(untarred(bytes, type), keep);
  // What comes later in an archive replaces what came before.
  const unique = new Map(entries.map((entry) => [entry.path, entry]));
  return { entries: withoutWrapper([...unique.values()]), isPartial };
}

/** tar finds compression by itself when it is given none; given gzip, it accepts nothing else. */
function untarred(bytes: Buffer, type: string): Buffer {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!isGzip) {
    if (type === 'tgz') throw new ArchiveError('Error extracting tar archive: 2');
    return bytes;
  }
  try {
    return gunzipSync(bytes, { maxOutputLength: SIZE_LIMIT });
  } catch (cause) {
    throw new ArchiveError('Error extracting tar archive: 2', { cause });
  }
}

function withoutWrapper(entries: ArchiveEntry[]): ArchiveEntry[] {
  const [root, ...others] = new Set(entries.map((entry) => entry.path.split('/', 1)[0]));
  const alone = root !== undefined && others.length === 0;
  if (!alone || entries.some((entry) => entry.path === root && entry.kind !== 'directory')) {
    return entries;
  }
  const inner = entries
    .filter((entry) => entry.path !== root)
    .map((entry) => ({ ...entry, path: entry.path.slice(root.length + 1) }));
  return inner.some((entry) => /appspec/i.test(entry.path.split('/', 1)[0] ?? ''))
    ? inner
    : entries;
}
