import { mapLimited } from '../limit.ts';
import { firstProgram } from './first-program.ts';
import { takenTogether } from './shell-batch.ts';
import { parseAlone, type ShellScript } from './shell-process.ts';

type Complaint = { line?: number; message: string };

/** What a shell says of each script that it cannot parse; undefined where it can, or where no shell is at hand. */
export type ShellCheck = (scripts: readonly ShellScript[]) => Promise<(Complaint | undefined)[]>;

const PLACES: Readonly<Record<'sh' | 'bash', readonly string[]>> = {
  sh: ['/bin/sh', '/usr/bin/sh'],
  bash: ['/bin/bash', '/usr/bin/bash', '/usr/local/bin/bash', '/opt/homebrew/bin/bash'],
};
/** Processes at a time. */
const PROCESSES = 4;
/** `bash -n` does not run the `shopt` that it needs to parse what follows. */
const EXTENDED = /\bextglob\b/;

/**
 * Parses scripts with this machine's shells, which get an environment of nothing but the scripts, and run none of them.
 * A script for sh is fine if bash takes it, since sh is bash on many hosts.
 */
export function systemShellCheck(signal?: AbortSignal): ShellCheck {
  const shells = { sh: firstProgram(PLACES.sh), bash: firstProgram(PLACES.bash) };
  return async (scripts) => {
    const [sh, bash] = [await shells.sh, await shells.bash];
    const taken = bash === undefined ? new Set() : await takenTogether(bash, scripts, signal);
    return mapLimited(scripts, PROCESSES, async (script) => {
      if (taken.has(script)) return undefined;
      return complaintOf(script, script.shell === 'bash' ? [bash] : [bash, sh], signal);
    });
  };
}

async function complaintOf(
  { bytes }: ShellScript,
  programs: readonly (string | undefined)[],
  signal?: AbortSignal,
): Promise<Complaint | undefined> {
  let complaint: string | undefined;
  for (const [at, program] of programs.entries()) {
    if (program === undefined) continue;
    const isBash = at === 0;
    const isExtended = isBash && EXTENDED.test(new TextDecoder('latin1').decode(bytes));
    // Where its input is a socket, as it is here, bash may read ~/.bashrc first.
    const own = isBash ? ['--norc'] : [];
    const options = [...own, ...(isExtended ? ['-O', 'extglob'] : []), '-n'];
    const result = await parseAlone(program, options, bytes, signal);
    if (result.kind !== 'refused') return undefined;
    complaint ??= result.text;
  }
  return complaint === undefined ? undefined : readComplaint(complaint);
}

/** `/bin/bash: line 3: syntax error …` and `/bin/sh: 3: Syntax error: …`. */
function readComplaint(text: string): Complaint {
  const [first = ''] = text.split('\n');
  const match = /^[^:]*: (?:line )?(\d+): (.*)$/.exec(first);
  if (!match) return { message: first };
  return { line: Number(match[1]), message: match[2] ?? '' };
}
