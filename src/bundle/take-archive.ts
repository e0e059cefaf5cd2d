import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UsageError } from '../problem.ts';
import { readNamedBytes } from '../read-named-file.ts';
import { findAppspec } from './appspec-place.ts';
import { readArchive } from './archive.ts';
import type { BundleEntry, BundleNote } from './bundle.ts';
import { readerOf } from './bundle-reader.ts';
import type { BundleWork, MadeBundle } from './bundle-work.ts';
import { quoted } from './names.ts';
import { writeAll } from './write-all.ts';
import type { ZipSource } from './zip-source.ts';

/** Copies a ready-made zip to `handle`, byte for byte, and checks the copy from end to end. */
export async function takeArchive(work: BundleWork): Promise<MadeBundle> {
  const { source, handle, signal } = work;
  const { size, sha256 } = await copy(source, handle, signal);
  const zip = { handle, size, shownAs: source.shownAs };
  const { entries, digest } = await readArchive(zip, signal);
  const found = findAppspec(entries);
  if (!('path' in found)) throw new UsageError([{ ...found, file: source.shownAs }]);
  await checkAppspec(zip, { entries, path: found.path }, work);
  const { wrapper } = found;
  const { exclude, links } = work.settings;
  const notes = [
    ...(exclude.length > 0 ? [excludeUnused(source.shownAs)] : []),
    ...(links === 'copy' ? [linksUnused(source.shownAs)] : []),
  ];
  const made = { size, sha256, digest, entries };
  if (wrapper === undefined) return { ...made, notes };
  return { ...made, wrapper, notes: [...notes, inWrapper(wrapper, source.shownAs)] };
}

async function copy(
  { location, shownAs }: BundleWork['source'],
  to: FileHandle,
  signal: AbortSignal,
): Promise<{ size: number; sha256: string }> {
  const unreadable = (error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    const message = `bundle.source "${shownAs}" cannot be read: ${code}`;
    return new UsageError([{ code: 'no-source', message }], { cause: error });
  };
  const from = await open(location, 'r').catch((error) => {
    throw unreadable(error);
  });
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafeSlow(1024 * 1024);
  try {
    for (let size = 0; ; ) {
      signal.throwIfAborted();
      const { bytesRead } = await from.read(buffer, 0, buffer.length, size).catch((error) => {
        throw unreadable(error);
      });
      if (bytesRead === 0) return { size, sha256: hash.digest('hex') };
      const piece = buffer.subarray(0, bytesRead);
      hash.update(piece);
      await writeAll(to, piece, size);
      size += bytesRead;
    }
  } finally {
    await from.close();
  }
}

/** `bundle.appspec` cannot be put into a zip that is taken as it is; if it is the one inside, nothing is amiss. */
async function checkAppspec(
  zip: ZipSource,
  inside: { entries: readonly BundleEntry[]; path: string },
  { settings, cwd, source }: BundleWork,
): Promise<void> {
  if (settings.appspec === undefined) return;
  const setting = `bundle.appspec ${quoted(settings.appspec)}`;
  const outside = readOutside(resolve(cwd, settings.appspec), setting);
  const reader = await readerOf(zip, inside.entries);
  if ((await reader.bytes(inside.path))?.equals(outside)) return;
  throw new UsageError([
    {
      code: 'appspec-conflict',
      message: `${setting} is not the one in "${source.shownAs}", and a ready-made zip is used as it is`,
      hint: 'put it into the zip, or unset bundle.appspec',
    },
  ]);
}

function readOutside(path: string, setting: string): Buffer {
  try {
    return readNamedBytes(path);
  } catch (error) {
    const { code, message: why } = error as NodeJS.ErrnoException;
    const message = `${setting} cannot be read: ${code ?? why}`;
    throw new UsageError([{ code: 'file-unreadable', message }], { cause: error });
  }
}

function inWrapper(wrapper: string, shownAs: string): BundleNote {
  return {
    code: 'wrapper-folder',
    message: `everything in "${shownAs}" is in the folder ${quoted(wrapper)}, which hosts strip`,
    file: shownAs,
    hint: 'one more file beside that folder, and hosts find no AppSpec file: zip its content instead',
  };
}

function linksUnused(shownAs: string): BundleNote {
  return {
    code: 'links-unused',
    message: `bundle.links: copy has no effect: "${shownAs}" is a ready-made zip`,
    file: shownAs,
    hint: 'package it with the links copied, or unset bundle.links',
  };
}

function excludeUnused(shownAs: string): BundleNote {
  return {
    code: 'exclude-unused',
    message: `bundle.exclude leaves nothing out of "${shownAs}": a ready-made zip is used as it is`,
    file: shownAs,
  };
}
