import { FileError } from '../agent/machine-files.ts';
import { ERRNO_TEXTS } from '../agent/ruby-errors.ts';
import type { Failure } from '../machine.ts';

/** Linux's numbers: `include/uapi/asm-generic/errno-base.h`, `errno.h`. */
const NUMBERS: Readonly<Record<string, number>> = {
  EPERM: 1,
  ENOENT: 2,
  E2BIG: 7,
  ENOEXEC: 8,
  ENOMEM: 12,
  EACCES: 13,
  EBUSY: 16,
  EEXIST: 17,
  EXDEV: 18,
  ENOTDIR: 20,
  EISDIR: 21,
  EINVAL: 22,
  EMFILE: 24,
  ETXTBSY: 26,
  ENOSPC: 28,
  EROFS: 30,
  ENAMETOOLONG: 36,
  ENOTEMPTY: 39,
  ELOOP: 40,
};

/** A system error in the words of Rust's `io::Error`, which names no file: `File exists (os error 17)`. */
export function osError(code: string): string {
  return `${ERRNO_TEXTS[code] ?? code} (os error ${NUMBERS[code] ?? 0})`;
}

function ioError(failure: Failure): string {
  return `IO error: ${'text' in failure ? failure.text : osError(failure.code)}`;
}

/** What agent 2 says of something that went wrong. */
export function messageOf(error: unknown): string {
  if (error instanceof FileError) return ioError(error.failure);
  return error instanceof Error ? error.message : String(error);
}
