import type { FileHandle } from 'node:fs/promises';
import type { Bundle, BundleNote } from './bundle.ts';

export type BundleSettings = {
  /** A folder, whose content is the zip's root, or a ready-made `.zip`; relative to the working folder. */
  source: string;
  /** A file that is placed at the root as appspec.yml; relative to the working folder. */
  appspec?: string;
  /** Patterns beside those of `.codedeployignore`, in the syntax of gitignore; they apply to a folder only. */
  exclude: readonly string[];
  /** What is packed for a symbolic link to a file: the link, or that file's content. The link, unless told otherwise. */
  links?: 'keep' | 'copy';
};

/** One making of a bundle: where it comes from, and the empty file that it is written to. */
export type BundleWork = {
  settings: BundleSettings;
  /** Absolute. */
  cwd: string;
  source: Origin;
  handle: FileHandle;
  /** Identities of what is not content, such as the zip that is being written. */
  leaveOut: ReadonlySet<string>;
  platform: NodeJS.Platform;
  signal: AbortSignal;
};

/** Where something is read. */
export type Origin = {
  /** Absolute. */
  location: string;
  /** For people, relative to the working folder. */
  shownAs: string;
};

/** What came of it. */
export type MadeBundle = Omit<Bundle, 'path'> & { notes: BundleNote[] };
