import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a command took. `cpu` counts its children, in seconds; `peak` is that of its largest process, in MB. */
export type Measured = { seconds: number; cpu: number; peak: number; stdout: string };
export type Command = {
  run: readonly string[];
  cwd: string;
  env?: Record<string, string>;
  mayFail?: boolean;
};

/** How often the memory of a process is looked at, in ms; the kernel keeps the high-water mark in between. */
const lookEvery = 25;

/**
 * Runs a command to its end. Its processor time is what bash's `time` says, since Node tells none of a child's.
 * Peaks are read from /proc, and are 0 on a system that has none.
 */
export async function measure({ run, cwd, env = {}, mayFail = false }: Command): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const times = join(folder, 'times');
  const script = `TIMEFORMAT='%R %U %S'; { time "$@" 2>"${folder}/stderr"; } 2>"${times}"`;
  const child = spawn('bash', ['-c', script, 'bash', ...run], {
    cwd,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '/', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let stdout = '';
  let peak = 0;
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  const looking = setInterval(() => {
    peak = Math.max(peak, ...descendants(child.pid ?? 0).map(highWater));
  }, lookEvery);
  const [code] = (await once(child, 'close')) as [number | null];
  clearInterval(looking);
  const [seconds = 0, user = 0, system = 0] = readFileSync(times, 'utf8').split(/\s+/).map(Number);
  const stderr = readFileSync(join(folder, 'stderr'), 'utf8');
  rmSync(folder, { recursive: true, force: true });
  if (code !== 0 && !mayFail)
    throw new Error(`${run.join(' ')} ended with ${code}: ${stdout}${stderr}`);
  return { seconds, cpu: user + system, peak, stdout };
}

/** Every contestant in turn, so that what else the machine does meets all of them; the median of each figure. */
export async function sideBySide<Name extends string>(
  contestants: Record<Name, () => Promise<Measured>>,
  rounds = 3,
): Promise<Record<Name, Measured>> {
  const names = Object.keys(contestants) as Name[];
  const runs = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
    Name,
    Measured[]
  >;
  for (let round = 0; round < rounds; round++)
    for (const name of names) runs[name].push(await contestants[name]());
  return Object.fromEntries(names.map((name) => [name, middle(runs[name])])) as Record<
    Name,
    Measured
  >;
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function middle(runs: readonly Measured[]): Measured {
  return {
    seconds: median(runs.map(({ seconds }) => seconds)),
    cpu: median(runs.map(({ cpu }) => cpu)),
    peak: median(runs.map(({ peak }) => peak)),
    stdout: runs[0]?.stdout ?? '',
  };
}

function descendants(pid: number): number[] {
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  return children.flatMap((child) => [child, ...descendants(child)]);
}

function highWater(pid: number): number {
  const kibibytes = Number(/VmHWM:\s*(\d+) kB/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
  return (kibibytes * 1024) / 1e6;
}

/** Nothing of a process that has ended meanwhile. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
