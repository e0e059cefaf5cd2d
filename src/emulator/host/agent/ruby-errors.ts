import type { Failure } from '../machine.ts';

/** Linux's own words. */
export const ERRNO_TEXTS: Readonly<Record<string, string>> = {
  E2BIG: 'Argument list too long',
  EACCES: 'Permission denied',
  EBUSY: 'Device or resource busy',
  EEXIST: 'File exists',
  EINVAL: 'Invalid argument',
  EISDIR: 'Is a directory',
  ELOOP: 'Too many levels of symbolic links',
  EMFILE: 'Too many open files',
  ENAMETOOLONG: 'File name too long',
  ENOENT: 'No such file or directory',
  ENOEXEC: 'Exec format error',
  ENOMEM: 'Cannot allocate memory',
  ENOSPC: 'No space left on device',
  ENOTDIR: 'Not a directory',
  ENOTEMPTY: 'Directory not empty',
  EPERM: 'Operation not permitted',
  EROFS: 'Read-only file system',
  ETXTBSY: 'Text file busy',
  EXDEV: 'Invalid cross-device link',
};

/** A failure in the words of Ruby's Errno exceptions: `File exists @ dir_s_mkdir - /opt/app`. */
export function rubyText(failure: Failure): string {
  if ('text' in failure) return failure.text;
  const { code, call, path } = failure;
  return `${ERRNO_TEXTS[code] ?? code}${call ? ` @ ${call}` : ''} - ${path}`;
}
