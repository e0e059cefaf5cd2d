import { spawn } from 'node:child_process';

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
    const child = spawn(program, args, { env, cwd, signal, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ problem: `"${program}": ${error.message}`, log }));
    child.on('close', (code, killedBy) => {
      if (code === 0) return resolve(undefined);
      const how = code === null ? `was ended by ${killedBy}` : `failed with exit code ${code}`;
      resolve({ problem: `"${program}" ${how}`, log });
    });
  });
}
