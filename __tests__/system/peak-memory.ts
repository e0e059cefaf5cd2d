import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dist, type Ran, run } from './fanout.ts';

const readable = existsSync('/proc/self/status');

/** What a test is called that needs it, and whether it can run. */
export function needsPeaks(title: string): { title: string; isSkipped: boolean } {
  const why = readable ? '' : ' (skipped: this system has no /proc/self/status)';
  return { title: `${title}${why}`, isSkipped: !readable };
}

const hook = `data:text/javascript,import{readFileSync as r,writeFileSync as w}from'node:fs';process.on('exit',()=>w(process.env.STATUS,r('/proc/self/status')))`;

/** Runs fanout to its end; `peak` is the most memory that its process has had, in KiB, as Linux tells it. */
export async function fanoutWithPeak(
  args: readonly string[],
  { cwd, env }: { cwd: string; env?: Record<string, string> },
): Promise<Ran & { peak: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'peak-'));
  const status = join(folder, 'status');
  const ran = await run(process.execPath, ['--import', hook, dist, ...args], {
    cwd,
    env: { ...env, STATUS: status },
  });
  const peak = Number(/VmHWM:\s*(\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1]);
  rmSync(folder, { recursive: true });
  return { ...ran, peak };
}
