import type { Presence } from '../machine.ts';
import { osError } from './rust-errors.ts';

/**
 * Folders above a destination that Install makes, outermost first. They are looked for by the text of the destination, so
 * that a relative path ends at "", which neither exists nor can be made.
 * Source: `aws/aws-codedeploy-agent: src/installer/core.rs`, fill_missing_ancestors.
 *
 * @throws {Error} in the agent's words
 */
export function missingAbove(
  destination: string,
  kindOf: (path: string) => Presence['kind'],
): string[] {
  const missing: string[] = [];
  for (let at = parentOf(destination); at !== undefined; at = parentOf(at)) {
    if (at === '.' || at === '/' || (at !== '' && kindOf(at) !== 'absent')) break;
    if (at === '') throw new Error(`IO error: ${osError('ENOENT')}`);
    missing.unshift(at);
  }
  return missing;
}

/** Rust's `Path::parent`. */
function parentOf(path: string): string | undefined {
  const bare = path.replace(/\/+$/, '');
  if (bare === '') return undefined;
  const end = bare.lastIndexOf('/');
  if (end < 0) return '';
  return bare.slice(0, end).replace(/\/+$/, '') || '/';
}
