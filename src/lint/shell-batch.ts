import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { mapLimited } from '../limit.ts';
import type { ShellScript } from './shell-process.ts';

/** Linux takes 128 KiB in one variable, macOS 1 MiB in all. */
const LARGEST = 100_000;
const MOST_BYTES = 900_000;
const MOST_SCRIPTS = 1000;
/** One is as quick by itself. */
const FEWEST = 2;
const MILLISECONDS = 20_000;

/**
 * Tells the numbers of the scripts that it can parse. `set -n` in the first line of what is evaluated keeps the rest from being run, as
 * `bash -n` does; a shell that does not heed it there says nothing of any script.
 *
 * A process for each takes longer than parsing it. Since bash 4.4 `local -` ends the `set -n` with its function, so that one process
 * goes on to the first that is not taken: what that leaves behind in the shell shall not tell of others.
 */
const LOOP = `
( eval $'set -n\\nexit 7' ) || exit
n=0
if [ "$APART" ]; then
  while [ "$n" -lt "$COUNT" ]; do
    script=SCRIPT_$n
    ( eval "\${!script}" ) && echo "$n"
    n=$((n + 1))
  done
  exit
fi
here() { local - || exit; eval "$1"; }
[ "$( here $'set -n\\nexit 7' && echo back )" ] || exit
(
  while [ "$n" -lt "$COUNT" ]; do
    script=SCRIPT_$n
    here "\${!script}" || exit
    echo "$n"
    n=$((n + 1))
  done
)`;

type Text = { script: ShellScript; text: string };

/** Scripts that bash can parse, many in one process. What is said of the others, it says of each by itself. */
export async function takenTogether(
  bash: string,
  scripts: readonly ShellScript[],
  signal?: AbortSignal,
): Promise<Set<ShellScript>> {
  const batches = batchesOf(scripts);
  const taken = await mapLimited(batches, availableParallelism(), (batch) =>
    askBash(bash, batch, signal),
  );
  return new Set(taken.flat());
}

function batchesOf(scripts: readonly ShellScript[]): Text[][] {
  const batches: Text[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const script of scripts) {
    const text = script.bytes.length > LARGEST ? undefined : textOf(script.bytes);
    if (text === undefined) continue;
    const last = batches.at(-1);
    if (last && bytes + script.bytes.length <= MOST_BYTES && last.length < MOST_SCRIPTS) {
      last.push({ script, text });
      bytes += script.bytes.length;
    } else {
      batches.push([{ script, text }]);
      bytes = script.bytes.length;
    }
  }
  return batches.filter((batch) => batch.length >= FEWEST);
}

/** Undefined where a variable cannot hold these bytes. */
function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Those behind the first that is not taken are asked about apart. */
async function askBash(
  bash: string,
  batch: readonly Text[],
  signal?: AbortSignal,
): Promise<ShellScript[]> {
  const first = await runBash(bash, batch, false, signal);
  const others = batch.slice(first.length);
  return others.length === 0 ? first : [...first, ...(await runBash(bash, others, true, signal))];
}

function runBash(
  bash: string,
  batch: readonly Text[],
  apart: boolean,
  signal?: AbortSignal,
): Promise<ShellScript[]> {
  const env: Record<string, string> = { LC_ALL: 'C', COUNT: String(batch.length) };
  if (apart) env.APART = 'yes';
  // `eval` takes a backslash that ends the text for a space, where a file that ends so is not complete: hence the newline.
  for (const [at, { text }] of batch.entries()) env[`SCRIPT_${at}`] = `set -n\n${text}\n`;
  return new Promise((resolve) => {
    const child = spawn(bash, ['-c', LOOP], {
      cwd: '/',
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: MILLISECONDS,
      killSignal: 'SIGKILL',
      signal,
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
    child.on('error', () => resolve([]));
    child.on('close', () => {
      const numbers = output.split('\n').slice(0, -1).map(Number);
      resolve(numbers.flatMap((at) => batch[at]?.script ?? []));
    });
  });
}
