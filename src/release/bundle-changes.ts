import type { AppSpec } from '../appspec/appspec.ts';
import { inBundle } from '../appspec/paths.ts';

/** A file of a bundle as its zip's directory lists it. */
export type ListedFile = {
  path: string;
  kind: 'file' | 'link';
  /** Undefined where the zip carries no Unix modes. */
  mode: number | undefined;
  /** Bytes before compression. */
  size: number;
  crc32: number;
};

/** What a zip says about a bundle without its data; without an AppSpec file where none can be read. */
export type BundleListing = { files: readonly ListedFile[]; appspec?: AppSpec };

/** What about a file an approver should look at first. */
type FileMark = 'appspec' | 'hook' | 'unit' | 'migration';

export type FileChange = {
  path: string;
  change: 'new' | 'gone' | 'changed' | 'mode';
  marks: FileMark[];
  before?: Pick<ListedFile, 'size' | 'mode'>;
  after?: Pick<ListedFile, 'size' | 'mode'>;
};

/** What differs between two bundles: what is marked first, then by path; and how many files are the same. */
export type BundleChanges = { files: FileChange[]; same: number };

/**
 * By size, mode and CRC-32, which is what a zip's directory has: enough against accidents, and no proof against somebody who
 * makes bytes to fit. Digests of the whole content tell those apart.
 */
export function compareBundles(before: BundleListing, after: BundleListing): BundleChanges {
  const marksOf = marker([before, after]);
  const old = new Map(before.files.map((file) => [file.path, file]));
  const fresh = new Map(after.files.map((file) => [file.path, file]));
  const files = [...new Set([...old.keys(), ...fresh.keys()])].flatMap((path): FileChange[] => {
    const change = changeOf(old.get(path), fresh.get(path));
    if (!change) return [];
    return [
      {
        path,
        change,
        marks: marksOf(path),
        ...sideOf('before', old.get(path)),
        ...sideOf('after', fresh.get(path)),
      },
    ];
  });
  return {
    files: files.toSorted((a, b) => weightOf(a) - weightOf(b) || (a.path < b.path ? -1 : 1)),
    same: old.size - files.filter(({ change }) => change !== 'new').length,
  };
}

function changeOf(
  before: ListedFile | undefined,
  after: ListedFile | undefined,
): FileChange['change'] | undefined {
  if (!before) return 'new';
  if (!after) return 'gone';
  const isSame =
    before.kind === after.kind && before.size === after.size && before.crc32 === after.crc32;
  if (!isSame) return 'changed';
  return before.mode === after.mode ? undefined : 'mode';
}

function sideOf(name: 'before' | 'after', file: ListedFile | undefined) {
  return file ? { [name]: { size: file.size, mode: file.mode } } : {};
}

const marks = ['appspec', 'migration', 'hook', 'unit'] as const satisfies FileMark[];

function weightOf(file: FileChange): number {
  const first = marks.findIndex((mark) => file.marks.includes(mark));
  return first === -1 ? marks.length : first;
}

const migration =
  /(?:^|\/)(?:db[-_]?)?(?:migrations?|migrate|alembic|flyway|liquibase)(?:\/|$)|\.sql$/i;
const unit = /\.(?:service|timer|socket|path|mount|target|slice)(?:\.d\/.*)?$/;

/** A file is a hook where either bundle's AppSpec file says so: one that is taken away is told as well. */
function marker(listings: readonly BundleListing[]): (path: string) => FileMark[] {
  const scripts = new Set(
    listings
      .flatMap(({ appspec }) => [...(appspec?.hooks.values() ?? [])].flat())
      .map(({ location }) => inBundle(location)),
  );
  return (path) => [
    ...(path === 'appspec.yml' ? (['appspec'] as const) : []),
    ...(scripts.has(path) ? (['hook'] as const) : []),
    ...(unit.test(path) ? (['unit'] as const) : []),
    ...(migration.test(path) ? (['migration'] as const) : []),
  ];
}
