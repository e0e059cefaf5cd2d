import fs from 'node:fs';
import type { Step } from '../machine.ts';
import { rawNames } from './raw-names.ts';

/**
 * Copies all of a folder as agent 2 does: links as links, modes kept, owners and times not.
 * Source: `aws/aws-codedeploy-agent: src/system/file_ops.rs`, copy_dir_recursive.
 */
export function duplicating(
  real: (path: string, follow: boolean) => string | Buffer,
): (step: Extract<Step, { do: 'duplicate' }>) => void {
  const names = rawNames();
  return ({ source, destination }) => copyFolder(source, destination);

  function copyFolder(source: string, destination: string): void {
    fs.mkdirSync(real(destination, true), { recursive: true });
    for (const bytes of fs.readdirSync(real(source, true), { encoding: 'buffer' })) {
      const name = names.text(bytes);
      const [from, to] = [`${source}/${name}`, `${destination}/${name}`];
      const stats = fs.lstatSync(real(from, false));
      if (stats.isDirectory()) copyFolder(from, to);
      else if (stats.isSymbolicLink()) {
        const target = fs.readlinkSync(real(from, false), { encoding: 'buffer' });
        fs.symlinkSync(target, real(to, false));
      } else fs.copyFileSync(real(from, false), real(to, false));
    }
    // After what is in it: a folder may be closed to writing.
    fs.chmodSync(real(destination, true), fs.statSync(real(source, true)).mode & 0o7777);
  }
}
