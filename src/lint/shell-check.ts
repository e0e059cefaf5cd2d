import { spawn } from 'node:child_process';
import { access, constants } from 'node:fs/promises';

/** What a shell says of a script that it cannot parse; undefined where it can, or where no shell is at hand. */
export type ShellCheck = (
  script: Uint8Array,
  shell: 'sh' | 'bash',
) => Promise<{ line?: number; message: string } | undefined>;

const PLACES: Readonly<Record<'sh' | 'bash', readonly string[]>> = {
  sh: ['/bin/sh', '/usr/bin/sh'],
  bash: ['/bin/bash', '/usr/bin/bash', '/usr/local/bin/bash', '/opt/homebrew/bin/bash'],
};
const MILLISECONDS = 5000;
const MOST_OUTPUT = 4096;

/**
 * Parses scripts with this machine's shells, which get them on stdin with `-n` and an environment of nothing:
 * nothing is run. A script for sh is fine if bash takes it, since sh is bash on many hosts.
 */
export function systemShellCheck(signal?: AbortSignal): ShellCheck {
  const shells = { sh: firstOf(PLACES.sh), bash: firstOf(PLACES.bash) };
  return async (script, shell) => {
    const order = shell === 'bash' ? [shells.bash] : [shells.bash, shells.sh];
    let complaint: string | undefined;
    for (const place of order) {
      const program = await place;
      if (program === undefined) continue;
      const result = await parse(program, script, signal);
      if (result.kind !== 'refused') return undefined;
      complaint ??= result.text;
    }
    return complaint === undefined ? undefined : readComplaint(complaint);
  };
}

async function firstOf(places: readonly string[]): Promise<string | undefined> {
  if (process.platform === 'win32') return undefined;
  for (const place of places) {
    const isThere = await access(place, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return place;
  }
  return undefined;
}

type Result = { kind: 'taken' | 'unknown' } | { kind: 'refused'; text: string };

/** `unknown` where the shell did not come to an end by itself, or could not be started. */
function parse(program: string, script: Uint8Array, signal?: AbortSignal): Promise<Result> {
  return new Promise((resolve) => {
    const child = spawn(program, ['-n'], {
      cwd: '/',
      env: { LC_ALL: 'C' },
      stdio: ['pipe', 'ignore', 'pipe'],
      timeout: MILLISECONDS,
      killSignal: 'SIGKILL',
      ...(signal && { signal }),
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

/** `/bin/bash: line 3: syntax error …` and `/bin/sh: 3: Syntax error: …`. */
function readComplaint(text: string): { line?: number; message: string } {
  const [first = ''] = text.split('\n');
  const match = /^[^:]*: (?:line )?(\d+): (.*)$/.exec(first);
  if (!match) return { message: first };
  return { line: Number(match[1]), message: match[2] ?? '' };
}
