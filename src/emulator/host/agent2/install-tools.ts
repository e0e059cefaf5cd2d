import type { Ace } from '../../../appspec/server/acls.ts';
import { contextArguments, type StepOf } from '../agent/install-tools.ts';
import { see } from '../agent/machine-files.ts';
import type { Exit, Machine } from '../machine.ts';
import { SYSTEM_ENVIRONMENT } from '../sandbox/system-environment.ts';
import { osError } from './rust-errors.ts';

/** @param say told when it is not done, because nothing is run here */
export async function setAcl(
  machine: Machine,
  { path, aces }: StepOf<'acl'>,
  say: (words: string) => void,
): Promise<void> {
  if (!machine.processes) return say(`the acls of ${path} are not set: nothing is run here`);
  const { mode } = await see(machine, path);
  const argv = ['setfacl', '--set', aclEntries(aces, mode).join(','), path];
  const { exit } = await run(machine, argv);
  if (!('failed' in exit) && exit.code === 0) return;
  throw new Error(
    `The deployment failed because of a problem with the acls permission settings in the application specification file for this object: ${path}. Failed command: ${argv.join(' ')}. Exit code: -1`,
  );
}

/** @param say told when it is not done, because nothing is run here */
export async function setContext(
  machine: Machine,
  { path, context }: StepOf<'context'>,
  _cleanup: string,
  say: (words: string) => void,
): Promise<void> {
  if (!machine.processes) return say(`the context of ${path} is not set: nothing is run here`);
  const words = contextArguments(context).split(' ');
  for (const { argv, name } of [
    { argv: ['semanage', 'fcontext', '-a', ...words, path], name: 'semanage fcontext -a' },
    { argv: ['restorecon', '-vF', path], name: 'restorecon' },
  ]) {
    const { exit, complaint } = await run(machine, argv);
    if ('failed' in exit) throw new Error(`IO error: ${osError(exit.failed)}`);
    if (exit.code !== 0) throw new Error(`IO error: ${name} failed: ${complaint.trim()}`);
  }
}

async function run(machine: Machine, argv: string[]): Promise<{ exit: Exit; complaint: string }> {
  const chunks: Buffer[] = [];
  const running = machine.processes?.start({ argv, env: SYSTEM_ENVIRONMENT }, (stream, chunk) => {
    if (stream === 'stderr') chunks.push(chunk);
  });
  const exit = (await running?.exited) ?? { failed: 'ENOENT' };
  await running?.closed.stderr;
  return { exit, complaint: Buffer.concat(chunks).toString('utf8') };
}

/**
 * The entries of the AppSpec file and those that must not be missing, from the mode, in digits.
 * Source: `aws/aws-codedeploy-agent: src/installer/commands/change_acl_command.rs`.
 */
function aclEntries(aces: readonly Ace[], mode: number): string[] {
  const [user, group, other] = [mode >> 6, mode >> 3, mode].map((bits) => bits & 7);
  const own = aces.map(entryOf);
  const has = (start: string) => own.some((entry) => entry.startsWith(start));
  const entries = [`u::${user}`, `g::${group}`, ...(has('o::') ? [] : [`o::${other}`]), ...own];
  const named = (isDefault: boolean) =>
    aces.some((ace) => ace.default === isDefault && ace.name !== '');
  if (named(false) && !has('m:')) entries.push(`m::${group}`);
  if (aces.some((ace) => ace.default)) {
    if (!has('d:u::')) entries.push(`d:u::${user}`);
    if (!has('d:g::')) entries.push(`d:g::${group}`);
    if (!has('d:o:')) entries.push(`d:o::${other}`);
    if (named(true) && !has('d:m:')) entries.push(`d:m::${group}`);
  }
  return entries;
}

function entryOf({ default: isDefault, type, name, read, write, execute }: Ace): string {
  const bits = (read ? 4 : 0) + (write ? 2 : 0) + (execute ? 1 : 0);
  return `${isDefault ? 'd:' : ''}${type.charAt(0)}:${name}:${bits}`;
}
