import type { Finder } from '../../appspec/finder.ts';
import { isUtf8, readHead, type ScriptHead, shellOf } from '../script-text.ts';
import { calledCommands } from '../shell/called-commands.ts';
import { parseShell } from '../shell/parse.ts';
import { checkStop } from './application-stop.ts';
import { checkBackground } from './background.ts';
import { checkCalls, checkMissing } from './calls.ts';
import { checkConfirmations } from './confirmations.ts';
import { checkDangers } from './dangers.ts';
import { checkDialect } from './dialect.ts';
import { checkForeground } from './foreground.ts';
import { checkInterpreterName } from './interpreter.ts';
import { type Needed, neededFiles, ownFolders, type World } from './needed.ts';
import { checkPrintedBytes } from './printed-bytes.ts';
import { strictnessOf } from './strictness.ts';
import { checkUser } from './user.ts';
import { checkWorkingFolder } from './working-folder.ts';

export type ScriptContext = {
  path: string;
  /** What `$0` is: of a sourced file, the script that sources it. */
  origin: string;
  bytes: Uint8Array;
  world: World;
  /** The hooks that run it; none of a file that another script needs. */
  hooks: readonly { event: string; runas: string | undefined }[];
  isSourced: boolean;
};

/** What a script needs of its bundle, and the shell to put it to. */
export type Looked = {
  needed: ReadonlyMap<string, Needed>;
  shell?: 'sh' | 'bash';
  /** Others may set its variables. */
  sources?: boolean;
};

/** A script that a hook runs on Linux. */
export function checkHookScript(context: ScriptContext, finder: Finder): Looked {
  const { path, bytes, isSourced, hooks } = context;
  const head = readHead(bytes);
  if (head.isUtf16) {
    const at = { line: 1, column: 1 };
    const hint = 'save it as UTF-8 without a byte order mark';
    finder.add('script/byte-order-mark', 'the script is UTF-16, which nothing runs', at, hint);
  }
  if (head.isBinary) return { needed: new Map() };
  const isHook = hooks.length > 0;
  const shell = shellFor(head, path, context);
  const isBroken = checkHead(head, bytes, shell !== undefined, finder);
  if (isHook && head.interpreter === undefined && !isSourced) checkInterpreter(hooks, finder);
  if (head.interpreter !== undefined && !isSourced) checkInterpreterName(head.interpreter, finder);
  const text = new TextDecoder().decode(bytes);
  if (!isUtf8(bytes)) {
    const at = text.slice(0, text.indexOf('\ufffd')).split('\n').length;
    const message = 'the script is not UTF-8';
    finder.add('script/encoding', message, { line: at });
  }
  if (!shell) return { needed: new Map() };
  const needed = checkShell(text, { shell, interpreter: head.interpreter }, context, finder);
  return isBroken ? { needed } : { needed, shell, sources: /^\s*(?:source|\.|eval)\s/m.test(text) };
}

/** What another script calls is put to a shell only where it says that it is for one. */
function shellFor(
  { interpreter }: ScriptHead,
  path: string,
  { isSourced, hooks }: ScriptContext,
): 'sh' | 'bash' | undefined {
  if (interpreter !== undefined) return shellOf(interpreter);
  if (isSourced) return 'bash';
  return hooks.length > 0 || path.endsWith('.sh') ? 'sh' : undefined;
}

function checkShell(
  text: string,
  { shell, interpreter }: { shell: 'sh' | 'bash'; interpreter: string | undefined },
  { path, origin, world, hooks }: ScriptContext,
  finder: Finder,
): ReadonlyMap<string, Needed> {
  const script = parseShell(text);
  if (!script) return new Map();
  const commands = calledCommands(script.body);
  const events = hooks.map(({ event }) => event);
  const strict = strictnessOf(interpreter, commands);
  const folders = ownFolders(script.body);
  checkBackground(script, commands, finder);
  checkDialect(script, commands, shell, finder);
  checkConfirmations(commands, finder);
  checkPrintedBytes(commands, shell, finder);
  checkDangers(commands, strict, { text, plan: world.plan, isHook: hooks.length > 0 }, finder);
  if (folderOf(origin) === folderOf(path)) checkMissing(path, commands, world, folders, finder);
  if (hooks.length > 0) {
    checkWorkingFolder(path, commands, world, folders, finder);
    checkForeground(script, commands, events, world.npm, finder);
    checkUser(
      script,
      commands,
      hooks.map(({ runas }) => runas),
      finder,
    );
    if (events.includes('ApplicationStop')) checkStop(commands, strict, finder);
  }
  const needed = neededFiles(path, commands, world, folders);
  checkCalls(commands, needed, world, finder);
  return needed;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Agent 1 has sh behind it, agent 2 nothing but the shell of the user that `runas` names. */
function checkInterpreter(hooks: ScriptContext['hooks'], finder: Finder): void {
  const at = { line: 1, column: 1 };
  const isAlone = hooks.some(({ runas }) => !runas?.trim());
  const message = 'the script does not begin with #! and is run by whatever sh is';
  const refusal = 'the script does not begin with #!, and agent 2 does not run it';
  if (!isAlone) finder.add('script/no-interpreter', message, at);
  else if (finder.agents !== '1') finder.add('agent-2/no-interpreter', refusal, at);
  else finder.add('script/no-interpreter', `${message}; agent 2 does not run it at all`, at);
}

/** Any other file that begins with `#!`. */
export function checkOtherScript(bytes: Uint8Array, finder: Finder): void {
  const head = readHead(bytes);
  if (head.isBinary || head.interpreter === undefined) return;
  checkHead(head, bytes, shellOf(head.interpreter) !== undefined, finder);
}

/** Byte order mark and carriage returns. Other languages than the shell's mind those in the first line only. */
function checkHead(
  head: ScriptHead,
  bytes: Uint8Array,
  everywhere: boolean,
  finder: Finder,
): boolean {
  if (head.hasByteOrderMark) {
    const message = 'the script begins with a byte order mark';
    finder.add('script/byte-order-mark', message, { line: 1, column: 1 });
  }
  const at = carriageReturn(bytes);
  if (at === undefined) return head.hasByteOrderMark;
  const line = lineOf(bytes, at);
  if (!everywhere && line > 1) return head.hasByteOrderMark;
  finder.add('script/crlf', 'the script has lines that end in CRLF', { line });
  return true;
}

/** The first that a line feed follows. */
function carriageReturn(bytes: Uint8Array): number | undefined {
  for (let at = bytes.indexOf(0x0d); at >= 0; at = bytes.indexOf(0x0d, at + 1)) {
    if (bytes[at + 1] === 0x0a) return at;
  }
  return undefined;
}

function lineOf(bytes: Uint8Array, end: number): number {
  let line = 1;
  for (let at = bytes.indexOf(0x0a); at >= 0 && at < end; at = bytes.indexOf(0x0a, at + 1)) line++;
  return line;
}
