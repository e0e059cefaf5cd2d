import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Packages that only one test needs, fetched from npm once and without running anything of theirs: the folder that they
 * are in, or why they are not to be had.
 */
export function fetchPackages(
  name: string,
  packages: readonly string[],
  more: readonly string[] = [],
): { modules: string } | { missing: string } {
  const folder = join(tmpdir(), `fanout-test-${name}`);
  try {
    if (!existsSync(folder)) {
      // Made beside its place, so that it is there as a whole or not at all.
      const making = `${folder}-${process.pid}`;
      mkdirSync(making, { recursive: true });
      writeFileSync(join(making, 'package.json'), '{ "private": true }');
      const flags = ['--no-audit', '--no-fund', '--ignore-scripts', ...more];
      const args = ['install', ...flags, '--prefix', making, ...packages];
      execFileSync('npm', args, { stdio: 'pipe', timeout: 120_000 });
      rmSync(folder, { recursive: true, force: true });
      renameSync(making, folder);
    }
  } catch (error) {
    const [why] = (error as Error).message.split('\n');
    return { missing: `npm cannot fetch ${packages.join(', ')}: ${why}` };
  }
  return { modules: join(folder, 'node_modules') };
}
