/** What a bundle holds; paths have no `..`, no empty part and no leading `/`. */
export type ArchiveEntry = {
  path: string;
  mode: number;
  /** Milliseconds since the epoch. */
  modified: number;
  /** From a tar archive, which the agent unpacks as root with the owners it names. */
  owner?: { user: string; group: string; uid: number; gid: number };
} & ({ kind: 'directory' } | { kind: 'link'; target: string } | { kind: 'file'; data: Extent });

export type Unpacked = {
  entries: ArchiveEntry[];
  /** tar has left out names that lead out of it, for which it fails. */
  isPartial: boolean;
};

/** Where the content of a file is among all contents, in bytes. */
export type Extent = { offset: number; size: number };

/** Keeps the content of a file and says where. */
export type Keep = (content: Uint8Array) => Extent;

/** A bundle cannot be unpacked; the message is the agent's. */
export class ArchiveError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ArchiveError';
  }
}

/** A bundle that claims to be larger is not unpacked here; the agent has no limit. */
export const SIZE_LIMIT = 4 * 1024 ** 3;

/** A name from an archive as a path below the folder it is unpacked to; "" where nothing is left. */
export function safePath(name: string): string {
  const parts = name.replaceAll('\0', '').split('/');
  return parts.filter((part) => part !== '' && part !== '.' && part !== '..').join('/');
}
