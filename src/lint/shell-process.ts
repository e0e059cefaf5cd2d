import { spawn } from 'node:child_process';

export type ShellScript = { bytes: Uint8Array; shell: 'sh' | 'bash' };

type Parsed = { kind: 'taken' | 'unknown' } | { kind: 'refused'; text: string };

const MILLISECONDS = 5000;
const MOST_OUTPUT = 4096;

/** Gives a shell one script on stdin; `unknown` where it did not come to an end by itself, or could not be started. */
export function parseAlone(
  program: string,
  options: readonly string[],
  script: Uint8Array,
  signal?: AbortSignal,
): Promise<Parsed> {
  return new Promise((resolve) => {
    const child = spawn(program, options, {
      cwd: '/',
      env: { LC_ALL: 'C' },
      stdio: ['pipe', 'ignore', 'pipe'],
      timeout: MILLISECONDS,
      killSignal: 'SIGKILL',
      signal,
    });
    let text = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      if (text.length < MOST_OUTPUT) text += chunk;
    });
    child.on('error', () => resolve({ kind: 'unknown' }));
    child.on('close', (code) => {
      if (code === 0) resolve({ kind: 'taken' });
      else if (code === null || text === '') resolve({ kind: 'unknown' });
      else resolve({ kind: 'refused', text });
    });
    // A shell that ends at the first error leaves the rest unread.
    child.stdin.on('error', () => {});
    child.stdin.end(script);
  });
}
