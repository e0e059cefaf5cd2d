import { type ChildProcess, spawn } from 'node:child_process';

/** The last characters of a command's output, enough to tell why it failed. */
const tail = 2_000;

/**
 * Runs a check without a shell; the values it needs come as environment variables. Gives what is wrong,
 * or nothing. Its output is text from outside, to be cleaned by whoever shows it.
 */
export function runCheck(
  [program = '', ...args]: readonly string[],
  { env, cwd, signal }: { env: NodeJS.ProcessEnv; cwd: string; signal: AbortSignal },
): Promise<{ problem: string; log: string } | undefined> {
  return new Promise((resolve) => {
    let log = '';
    const keep = (chunk: Buffer) => {
      log = (log + chunk.toString('utf8')).slice(-tail);
    };
    const detached = process.platform !== 'win32';
    signal.throwIfAborted();
    const child = spawn(program, args, { env, cwd, detached, stdio: ['ignore', 'pipe', 'pipe'] });
    // With a group of its own, so that what it started ends with it, and does not keep its output open.
    const end = () => endGroup(child, detached);
    child.on('exit', end);
    signal.addEventListener('abort', end, { once: true });
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ problem: `"${program}": ${error.message}`, log }));
    child.on('close', (code, killedBy) => {
      signal.removeEventListener('abort', end);
      if (code === 0) return resolve(undefined);
      const how = code === null ? `was ended by ${killedBy}` : `failed with exit code ${code}`;
      resolve({ problem: `"${program}" ${how}`, log });
    });
  });
}

function endGroup(child: ChildProcess, detached: boolean): void {
  if (child.pid === undefined) return;
  try {
    if (detached) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}
