import type { Problem } from '../problem.ts';

/** What is in a bundle, by its path in the zip: `/` between folders, no leading `./`. */
export type BundleEntry = {
  path: string;
  kind: 'file' | 'directory' | 'link';
  /** 0o755 or 0o644 for files, 0o755 for folders, 0o777 for links; undefined where a ready-made zip carries no Unix modes. */
  mode: number | undefined;
  /** Bytes before compression; 0 for folders. */
  size: number;
  /** Of a link: where it points, as it is stored. */
  target?: string;
};

/** A zip on disk, ready to be uploaded. */
export type Bundle = {
  /** Absolute. */
  path: string;
  /** Bytes. */
  size: number;
  /** Of the zip's bytes, lower-case hex. */
  sha256: string;
  /** Over sorted path, mode and bytes of the content, lower-case hex; independent of any compressor. */
  digest: string;
  /** Sorted by path, as bytes. */
  entries: BundleEntry[];
  /** Files whose content may concern lint; absent where nobody has looked yet. */
  toLookAt?: ReadonlySet<string>;
  /** The only folder at the root of a ready-made zip, with the AppSpec file in it: hosts strip that level. */
  wrapper?: string;
};

/** Something about a bundle that its owner should know, and that stops nothing by itself. */
export type BundleNote = Problem & {
  code:
    | 'appspec-conflict'
    | 'exclude-unused'
    | 'link-leaves-bundle'
    | 'links-unused'
    | 'wrapper-folder';
};
