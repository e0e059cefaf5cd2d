import { inspect, type Value } from '../../../appspec/ruby/value.ts';
import type { Ace } from '../../../appspec/server/acls.ts';
import type { SelinuxContext } from '../../../appspec/server/permissions.ts';
import type { CategoryRange } from '../../../appspec/server/selinux-range.ts';
import type { Machine } from '../machine.ts';
import { SYSTEM_ENVIRONMENT } from '../sandbox/system-environment.ts';
import { apply, see } from './machine-files.ts';
import type { PermissionStep } from './permission-plan.ts';
import { commandWords } from './ruby-command.ts';

export type StepOf<Kind> = Extract<PermissionStep, { do: Kind }>;

/** Begins a line of the cleanup list that is a context to take back. */
export const CONTEXT_MARK = 'semanage\0';

/** @param say told when it is not done, because nothing is run here */
export async function setAcl(
  machine: Machine,
  { path, aces, added }: StepOf<'acl'>,
  say: (words: string) => void,
): Promise<void> {
  if (!machine.processes) return say(`the acls of ${path} are not set: nothing is run here`);
  const { mode } = await see(machine, path);
  const line = `setfacl --set ${aclEntries(aces, added, mode).join(',')} ${path}`;
  const failed = await run(machine, line);
  if (failed === undefined) return;
  throw new Error(
    `The deployment failed because of a problem with the acls permission settings in the application specification file for this object: ${path}. Failed command: ${line}. Exit code: ${failed}`,
  );
}

/** @param say told when it is not done, because nothing is run here */
export async function setContext(
  machine: Machine,
  { path, context }: StepOf<'context'>,
  cleanup: string,
  say: (words: string) => void,
): Promise<void> {
  if (!machine.processes) return say(`the context of ${path} is not set: nothing is run here`);
  for (const line of [
    `semanage fcontext -a ${contextArguments(context)} ${path}`,
    `restorecon -v ${path}`,
  ]) {
    const failed = await run(machine, line);
    if (failed === undefined) continue;
    throw new Error(
      `The deployment failed because the application specification file contains an error in the settings for the context parameter. Update the permissions section of the AppSpec file, and then try again. Failed command: ${line}. Exit code: ${failed}`,
    );
  }
  await apply(machine, [{ do: 'append', path: cleanup, text: `${CONTEXT_MARK}${path}\n` }]);
}

/** Whether it works is not looked at, as by the agent. */
export async function removeContext(machine: Machine, entry: string): Promise<void> {
  await run(machine, `semanage fcontext -d ${entry.slice(CONTEXT_MARK.length)}`);
}

/** Ruby's `system`: undefined on success, else what `$?` says. */
async function run(machine: Machine, line: string): Promise<string | undefined> {
  const words = commandWords(line);
  // A shell in between has a process id also for a command that is not there.
  const argv = ['/bin/sh', '-c', 'exec "$@"', 'sh', ...words];
  const running = machine.processes?.start({ argv, env: SYSTEM_ENVIRONMENT }, () => undefined);
  const exit = await running?.exited;
  if (!exit || 'failed' in exit) return exit?.failed ?? 'not run';
  return exit.code === 0 ? undefined : `pid ${exit.pid} exit ${exit.code ?? ''}`;
}

/**
 * What the agent gives to setfacl: the entries of the AppSpec file and, from the mode, those that must not
 * be missing. It never empties `added`, so that a second target of a permission has some of them twice.
 * Source: `aws/aws-codedeploy-agent: lib/instance_agent/plugins/codedeploy/install_instruction.rb`.
 */
export function aclEntries(aces: readonly Ace[], added: string[], mode: number): string[] {
  const [user = 0, group = 0, other = 0] = [mode >> 6, mode >> 3, mode].map((bits) => bits & 7);
  const own = aces.map(entryOf);
  const all = () => [...own, ...added];
  const has = (prefix: string) => all().some((entry) => entry.startsWith(prefix));
  added.push(`user::${letters(user)}`, `group::${letters(group)}`, `other::${letters(other)}`);
  const named = aces.some((ace) => !ace.default && ace.name !== '');
  if (named && !has('mask:')) added.push(`mask::${letters(group)}`);
  if (has('default:')) {
    if (!has('default:user::')) added.push(`default:user::${letters(user)}`);
    if (!has('default:group::')) added.push(`default:group::${letters(group)}`);
    if (!has('default:other:')) added.push(`default:other::${letters(other)}`);
    const namedDefault = aces.some((ace) => ace.default && ace.name !== '');
    const groupEntry = all().find((entry) => entry.startsWith('default:group::')) ?? '';
    if (namedDefault && !has('default:mask:')) {
      // `group:` becomes `mask` there: the entry has one colon less than the others are written with.
      added.push(groupEntry.replace('group:', 'mask:'));
    }
  }
  return all();
}

function entryOf(ace: Ace): string {
  const bits = (ace.read ? 4 : 0) + (ace.write ? 2 : 0) + (ace.execute ? 1 : 0);
  return `${ace.default ? 'default:' : ''}${ace.type}:${ace.name}:${letters(bits)}`;
}

function letters(bits: number): string {
  return `${bits & 4 ? 'r' : '-'}${bits & 2 ? 'w' : '-'}${bits & 1 ? 'x' : '-'}`;
}

export function contextArguments({ user, type, range }: SelinuxContext): string {
  const words = [`-t ${textOf(type)}`];
  if (user) words.unshift(`-s ${textOf(user)}`);
  if (range) words.push(`-r ${rangeText(range)}`);
  return words.join(' ');
}

function textOf(value: Value): string {
  return value.kind === 'string' || value.kind === 'symbol' ? value.value : inspect(value);
}

function rangeText({ low, high, categories }: CategoryRange): string {
  const levels = low === high ? `s${low}` : `s${low}-s${high}`;
  if (!categories) return levels;
  const runs: [number, number][] = [];
  for (const category of categories) {
    const last = runs.at(-1);
    if (last && category === last[1] + 1) last[1] = category;
    else runs.push([category, category]);
  }
  const parts = runs.map(([from, to]) => (from === to ? `c${from}` : `c${from}.c${to}`));
  return `${levels}:${parts.join(',')}`;
}
