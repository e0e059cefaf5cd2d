import { spawnSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';

/** What the figures were taken on, in one line; the load is that of the last minute. */
export function machine(): string {
  const processors = cpus();
  const day = new Date().toISOString().slice(0, 10);
  const memory = Math.round(totalmem() / 2 ** 30);
  const model = (processors[0]?.model ?? '').replaceAll(/\s+/g, ' ').trim();
  return `${day}, ${processors.length} cores (${model || process.arch}), ${memory} GiB, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`;
}

/** The first line that a program says of its version, or nothing where it is not installed. */
export function versionOf(program: string, ...args: string[]): string | undefined {
  const { stdout, stderr, status } = spawnSync(program, args, { encoding: 'utf8' });
  return status === 0 ? `${stdout}${stderr}`.trim().split('\n')[0] : undefined;
}
