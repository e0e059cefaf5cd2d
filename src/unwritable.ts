/** Whether a file cannot be written where it was to be: it is not allowed there, or there is no room. */
export function isUnwritable(error: unknown): boolean {
  const { code = '' } = (error ?? {}) as NodeJS.ErrnoException;
  return ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'EFBIG'].includes(code);
}
