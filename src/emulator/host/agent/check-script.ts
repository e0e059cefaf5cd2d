import { spawn } from 'node:child_process';
import type { Script } from '../../../appspec/server/hooks.ts';
import type { Machine } from '../machine.ts';
import { SYSTEM_ENVIRONMENT } from '../sandbox/system-environment.ts';
import { ScriptError } from './event-report.ts';
import { read, see } from './machine-files.ts';
import { failedToStart, prefix } from './script.ts';

/** Shells that read a script without running it when told `-n`. */
const SHELLS = /(?:^|[/ ])(sh|bash|dash)$/;

/**
 * What can be said of a script without running it, in the words the agent would have for it: an
 * interpreter that cannot be found because its line ends with a carriage return, and a syntax that the
 * shell refuses.
 *
 * @param fails what the agent says of a script that does not start
 * @throws {ScriptError} with 4
 */
export async function checkScript(
  script: Script,
  path: string,
  machine: Machine,
  log: (entry: Buffer) => void,
  fails = (code: string) => failedToStart(script, code, path),
): Promise<void> {
  if ((await see(machine, path)).kind === 'directory') throw fails('EACCES');
  const content = await read(machine, path);
  const first = content.toString('latin1', 0, Math.max(0, content.indexOf(10)));
  const hasInterpreter = first.startsWith('#!');
  if (hasInterpreter && first.endsWith('\r')) throw fails('ENOENT');
  const interpreter = hasInterpreter ? first.slice(2).trim() : '/bin/sh';
  const shell = SHELLS.exec(interpreter.replace(/(\/\S+) -\S+$/, '$1'))?.[1];
  if (!shell) return;
  const complaint = await readOnly(shell, content);
  if (complaint === undefined) return;
  for (const line of complaint.trimEnd().split('\n')) log(Buffer.from(`[stderr]${line}\n`));
  throw new ScriptError(4, script.location, `${prefix(script)} failed with exit code 2`);
}

/** What the shell says against it; undefined where it says nothing, or is not there. */
function readOnly(shell: string, content: Buffer): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(shell, ['-n'], {
      cwd: '/',
      env: { ...SYSTEM_ENVIRONMENT },
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(0, 4000);
    });
    child.on('error', () => resolve(undefined));
    child.on('close', (code) => resolve(code === 0 ? undefined : complaint));
    // A shell that stops at an error reads no further.
    child.stdin.on('error', () => undefined);
    child.stdin.end(content);
  });
}
