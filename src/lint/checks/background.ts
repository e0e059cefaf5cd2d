import type { Finder } from '../../appspec/finder.ts';
import { type Called, calledBy, commandText, topPlace } from '../shell/called-commands.ts';
import type { AndOr, Command, Redirect, Script } from '../shell/syntax.ts';

/** File descriptors that are the script's own output. */
type Open = ReadonlySet<number>;

/** Commands that are left running with the script's own output. What a `wait` waits for is not. */
export function checkBackground(
  { body }: Script,
  commands: readonly Called[],
  finder: Finder,
): void {
  if (commands.some(({ name }) => name.value === 'wait')) return;
  lookIn(body, new Set([1, 2]), finder);
}

/** What `exec` redirects holds for all that follows. */
function lookIn(body: readonly AndOr[], outer: Open, finder: Finder): void {
  let open = outer;
  for (const { pipelines, background, line } of body) {
    if (background && pipelines.length > 1 && open.size > 0) {
      report(line, finder);
      continue;
    }
    for (const { commands, withErrors } of pipelines) {
      for (const [at, command] of commands.entries()) {
        const own = at < commands.length - 1 ? piped(open, withErrors[at] ?? false) : open;
        const left = after(own, command.kind === 'function' ? [] : command.redirects);
        if (background && command.kind !== 'function' && left.size > 0 && runs(command)) {
          report(line, finder);
        } else {
          lookInside(command, left, finder);
        }
        if (command.kind === 'simple' && command.words[0]?.value === 'exec') open = left;
      }
    }
  }
}

function lookInside(command: Command, open: Open, finder: Finder): void {
  if (command.kind !== 'simple') {
    lookIn(command.body, open, finder);
    return;
  }
  // A shell, its `-c` and what it is to run.
  if (command.words.length < 3) return;
  const called = calledBy(command, topPlace);
  const list = called && commandText(called);
  if (list) lookIn(list, open, finder);
}

function runs(command: Command): boolean {
  return command.kind !== 'simple' || command.words.length > 0;
}

function report(line: number, finder: Finder): void {
  const message = 'what this line leaves running keeps the script’s output open';
  finder.add('script/background', message, { line });
}

function piped(open: Open, withErrors: boolean): Open {
  return new Set([...open].filter((fd) => fd !== 1 && !(withErrors && fd === 2)));
}

/** One after the other: `2>&1 >log` leaves the errors where the output was. */
function after(open: Open, redirects: readonly Redirect[]): Open {
  if (redirects.length === 0) return open;
  const left = new Set(open);
  for (const { fd, operator, target } of redirects) {
    const copied = /^\d+$/.test(target.value) ? Number(target.value) : undefined;
    if (operator === '&>' || operator === '&>>') {
      left.delete(1);
      left.delete(2);
    } else if (operator === '>&' && copied !== undefined) {
      if (left.has(copied)) left.add(fd ?? 1);
      else left.delete(fd ?? 1);
    } else if (operator === '>&') {
      left.delete(fd ?? 1);
      if (fd === undefined && target.value !== '-') left.delete(2);
    } else if (operator.startsWith('>')) {
      left.delete(fd ?? 1);
    }
  }
  return left;
}
