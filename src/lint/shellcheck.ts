import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { mapLimited } from '../limit.ts';
import { firstProgram } from './first-program.ts';
import type { ShellScript } from './shell-process.ts';

export type Remark = { line: number; column: number; level: string; code: number; message: string };

/** What the program shellcheck says of each script; nothing where it is not installed. */
export type Review = (scripts: readonly ShellScript[]) => Promise<readonly Remark[][]>;

const PLACES = [
  '/usr/bin/shellcheck',
  '/usr/local/bin/shellcheck',
  '/snap/bin/shellcheck',
  '/opt/homebrew/bin/shellcheck',
];
/** It takes some 40 ms for a script of 2 kB: what comes after these, which are hooks first, is not put to it. */
export const mostReviewed = 10;
const MOST_BYTES = 50_000;
const MILLISECONDS = 10_000;
const MOST_OUTPUT = 4_000_000;

/** Asks nobody where its rule is off, and else the shellcheck of this machine. Nothing in the scripts' folder or in a home changes what it says. */
export function systemReview(off: readonly string[], signal?: AbortSignal): Review {
  if (off.includes('script/shellcheck')) return async (scripts) => scripts.map(() => []);
  const found = firstProgram(PLACES);
  return async (scripts) => {
    const program = await found;
    if (program === undefined) return scripts.map(() => []);
    const some = withinBounds(scripts);
    const said = await mapLimited(some, availableParallelism(), (script) =>
      askAbout(script, program, signal),
    );
    return scripts.map((_, at) => said[at] ?? []);
  };
}

function withinBounds(scripts: readonly ShellScript[]): readonly ShellScript[] {
  let bytes = 0;
  const past = scripts.findIndex((script, at) => {
    bytes += script.bytes.length;
    return at >= mostReviewed || bytes > MOST_BYTES;
  });
  return past < 0 ? scripts : scripts.slice(0, past);
}

function askAbout(
  { bytes, shell }: ShellScript,
  program: string,
  signal?: AbortSignal,
): Promise<Remark[]> {
  // sh is dash or bash on hosts: dash has `local`, which POSIX has not.
  const dialect = shell === 'sh' ? 'dash' : 'bash';
  return new Promise((resolve) => {
    const child = spawn(program, ['--norc', '--format=json1', `--shell=${dialect}`, '-'], {
      cwd: '/',
      env: { LC_ALL: 'C.UTF-8' },
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: MILLISECONDS,
      killSignal: 'SIGKILL',
      signal,
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      if (output.length < MOST_OUTPUT) output += chunk;
    });
    child.on('error', () => resolve([]));
    child.on('close', () => resolve(remarksIn(output)));
    child.stdin.on('error', () => {});
    child.stdin.end(bytes);
  });
}

/** Nothing, where it said something else than its versions since 0.7 do. */
function remarksIn(output: string): Remark[] {
  try {
    const { comments } = JSON.parse(output);
    return Array.isArray(comments) ? comments.filter(isRemark) : [];
  } catch {
    return [];
  }
}

function isRemark(value: Partial<Remark> | null): value is Remark {
  return (
    typeof value?.line === 'number' &&
    typeof value.column === 'number' &&
    typeof value.level === 'string' &&
    typeof value.code === 'number' &&
    typeof value.message === 'string'
  );
}
