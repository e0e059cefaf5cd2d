import { examineForBoth } from '../../../appspec/examine.ts';
import { inspect } from '../../../appspec/ruby/value.ts';
import type { HostCommand } from '../../service.ts';
import { layoutOf } from '../agent/layout.ts';
import { readIfPossible } from '../agent/machine-files.ts';
import type { Machine, Step } from '../machine.ts';
import { remembering } from '../remembering.ts';

export type Accounts = { users: readonly string[]; groups: readonly string[] };

/** Of accounts that are made up; those of packages and people are below. */
const FIRST_ID = 30_001;
const NAME = /^[a-z_][a-z0-9_.-]{0,31}$/i;
const specOf = remembering((bytes) => examineForBoth(bytes, '1').spec);
const MAKES_ACCOUNTS = /\b(useradd|adduser|groupadd|addgroup|systemd-sysusers|newusers)\b/;

/**
 * Gives a host the users and groups that the AppSpec file of a deployment names and that it has not: owners, groups and
 * `runas`. Where a script of the bundle makes accounts, only right before the event that needs them, so that what the script
 * makes is not there already.
 *
 * @param isFetched the bundle has just been unpacked
 * @returns what was made up, in words
 */
export async function giveNamed(
  machine: Machine,
  command: HostCommand,
  isFetched: boolean,
): Promise<string[]> {
  const { archive } = layoutOf(machine.agentRoot, command);
  const file = `${archive}/appspec.yml`;
  const bytes = await readIfPossible(machine, file);
  const spec = bytes && specOf(bytes);
  if (!spec) return [];
  const scripts = [...spec.hooks.values()].flat();
  const { event } = command;
  const runners = isFetched ? scripts : (spec.hooks.get(event) ?? []);
  const owners = isFetched || event === 'Install' ? spec.permissions : [];
  const named = (key: 'owner' | 'group') =>
    owners.flatMap((permission) => {
      const value = permission[key];
      return value === undefined ? [] : [inspect(value).replace(/^"|"$/g, '')];
    });
  const users = [...runners.flatMap(({ runas }) => runas ?? []), ...named('owner')];
  const groups = named('group');
  if (users.length + groups.length === 0) return [];
  const paths = scripts.map(({ location }) => `${archive}/${location}`);
  if (isFetched && (await anyMatches(machine, paths))) return [];
  return giveAccounts(machine, { users, groups });
}

/** @returns those that the host had not, in words */
export async function giveAccounts(
  machine: Machine,
  { users, groups }: Accounts,
): Promise<string[]> {
  const known = {
    users: await namesIn(machine, '/etc/passwd'),
    groups: await namesIn(machine, '/etc/group'),
  };
  const isNew = (list: ReadonlySet<string>) => (name: string) => NAME.test(name) && !list.has(name);
  const newUsers = [...new Set(users)].filter(isNew(known.users));
  const newGroups = [...new Set([...groups, ...newUsers])].filter(isNew(known.groups));
  if (newUsers.length + newGroups.length === 0) return [];
  const next = FIRST_ID + known.users.size + known.groups.size;
  const steps: Step[] = newGroups.map((name, index) => ({
    do: 'append',
    path: '/etc/group',
    text: `${name}:x:${next + index}:\n`,
  }));
  const gidOf = (name: string) => {
    const index = newGroups.indexOf(name);
    return index < 0 ? next + newGroups.length : next + index;
  };
  for (const name of newUsers) {
    const id = gidOf(name);
    const home = `/home/${name}`;
    steps.push(
      { do: 'append', path: '/etc/passwd', text: `${name}:x:${id}:${id}::${home}:/bin/bash\n` },
      { do: 'append', path: '/etc/shadow', text: `${name}:*:19000:0:99999:7:::\n` },
      { do: 'folders', path: home },
      { do: 'chown', path: home, owner: name, group: name, lenient: true },
    );
  }
  await machine.apply(steps);
  const onlyGroups = newGroups.filter((name) => !newUsers.includes(name));
  return [
    ...newUsers.map((name) => `the user ${name}`),
    ...onlyGroups.map((name) => `the group ${name}`),
  ];
}

async function namesIn(machine: Machine, file: string): Promise<ReadonlySet<string>> {
  const lines = (await machine.read(file)).toString('utf8').split('\n');
  return new Set(lines.flatMap((line) => line.split(':').slice(0, 1)));
}

async function anyMatches(machine: Machine, paths: readonly string[]): Promise<boolean> {
  for (const path of new Set(paths)) {
    const script = await readIfPossible(machine, path);
    if (script && MAKES_ACCOUNTS.test(script.toString('latin1'))) return true;
  }
  return false;
}
