import fs from 'node:fs';
import type { ArchiveEntry, Extent } from '../archive/archive-entry.ts';
import type { Failure, Step } from '../machine.ts';

const CHUNK = 1024 * 1024;

type UnpackStep = Extract<Step, { do: 'unpack' }>;

/** What unpacking needs of the work on files that it is part of. */
export type UnpackPorts = {
  real(path: string, follow: boolean): string | Buffer;
  target(text: string): string | Buffer;
  /** Gives a file away as far as owners are kept; `undefined`: nobody is named. */
  give(file: string | Buffer, owner: ArchiveEntry['owner']): void;
};

/** Unpacks a bundle. */
export function unpacking({ real, target, give }: UnpackPorts): (step: UnpackStep) => void {
  return ({ store, entries, path }) => {
    fs.mkdirSync(real(path, true), { recursive: true });
    const links = new Set<string>();
    const throughLinks = new Set<ArchiveEntry>();
    for (const entry of entries) {
      if (entry.kind === 'link') links.add(entry.path);
      else if (links.size > 0 && isBelowLink(entry.path)) throughLinks.add(entry);
    }
    const contents = fs.openSync(store, 'r');
    try {
      // What comes after a link of the archive, below it, is written through it, and so after the links.
      // Folders' modes are set after what is in them.
      for (const kind of ['file', 'link', 'directory']) {
        for (const entry of entries) {
          if (entry.kind === kind && !throughLinks.has(entry)) unpack(contents, entry, path);
        }
      }
      for (const entry of throughLinks) unpack(contents, entry, path);
    } finally {
      fs.closeSync(contents);
    }

    function isBelowLink(name: string): boolean {
      for (let end = name.indexOf('/'); end >= 0; end = name.indexOf('/', end + 1)) {
        if (links.has(name.slice(0, end))) return true;
      }
      return false;
    }
  };

  function unpack(contents: number, entry: ArchiveEntry, folder: string): void {
    const path = `${folder}/${entry.path}`;
    const place = real(path, false);
    if (entry.kind === 'directory') {
      makeFolder(path);
    } else {
      makeFolder(path.slice(0, path.lastIndexOf('/')));
      if (entry.kind === 'link') {
        // A folder that was unpacked in its place stays.
        if (!isFolder(path)) fs.symlinkSync(target(entry.target), place);
        return;
      }
      write(contents, entry.data, place);
    }
    give(place, entry.owner);
    fs.chmodSync(place, entry.mode);
    fs.utimesSync(place, entry.modified / 1000, entry.modified / 1000);
  }

  function makeFolder(path: string): void {
    if (isFolder(path)) return;
    try {
      fs.mkdirSync(real(path, false), { recursive: true });
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === undefined) throw error;
      throw { code, call: 'dir_s_mkdir', path } satisfies Failure;
    }
  }

  function isFolder(path: string): boolean {
    return fs.statSync(real(path, true), { throwIfNoEntry: false })?.isDirectory() ?? false;
  }

  function write(contents: number, { offset, size }: Extent, place: string | Buffer): void {
    const file = fs.openSync(place, 'w');
    const buffer = Buffer.allocUnsafe(Math.min(size, CHUNK));
    try {
      for (let done = 0; done < size; ) {
        const read = fs.readSync(contents, buffer, 0, Math.min(CHUNK, size - done), offset + done);
        if (read === 0) throw new Error('the unpacked revision ends too early');
        fs.writeFileSync(file, buffer.subarray(0, read));
        done += read;
      }
    } finally {
      fs.closeSync(file);
    }
  }
}
