import { isVendored, secretsIn } from './checks/secret-patterns.ts';

/** Larger files are no scripts, and secrets are not looked for in them. */
export const largestLinted = 1024 * 1024;

/**
 * Whether the content of a file can have findings by itself: it may be a script, or holds what looks like a secret. Asked while
 * files are packed, so that lint need not unpack all of them again.
 */
export function mayConcernLint(path: string, bytes: Buffer): boolean {
  if (bytes.length === 0 || bytes.length > largestLinted || isVendored(path)) return false;
  return mayBeScript(bytes) || secretsIn(bytes.toString('latin1')).length > 0;
}

/** It begins with `#!`, maybe behind a byte order mark of whatever encoding. */
function mayBeScript(bytes: Buffer): boolean {
  const [first = 0] = bytes;
  return (
    (first === 0x23 && bytes[1] === 0x21) || first === 0xef || first === 0xff || first === 0xfe
  );
}
