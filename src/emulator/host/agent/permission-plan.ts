import type { AgentVersion } from '../../../appspec/agent-versions.ts';
import { noMethod } from '../../../appspec/ruby/errors.ts';
import { inspect, isTruthy, type Value } from '../../../appspec/ruby/value.ts';
import type { Ace } from '../../../appspec/server/acls.ts';
import type { Permission, SelinuxContext } from '../../../appspec/server/permissions.ts';
import { matchesGlob } from '../agent2/glob.ts';
import type { Presence } from '../machine.ts';
import type { Targets } from './install-targets.ts';
import { expandPath } from './ruby-paths.ts';

export type PermissionStep =
  | { do: 'chmod'; path: string; mode: number }
  /** `added`: shared by all targets of a permission, because the agent never empties its list. */
  | { do: 'acl'; path: string; aces: readonly Ace[]; added: string[] }
  | { do: 'context'; path: string; context: SelinuxContext }
  | { do: 'chown'; path: string; owner?: Value; group?: Value };

/**
 * The permissions section, in list order, on what is planned to be copied or made. Source:
 * `aws/aws-codedeploy-agent: lib/instance_agent/plugins/codedeploy/installer.rb` and
 * `application_specification/linux_permission_info.rb`.
 *
 * @throws {Error} in the agent's words
 */
export function planPermissions(
  permissions: readonly Permission[],
  { copies, folders }: Targets,
  kindOf: (path: string) => Presence['kind'],
  version: AgentVersion = '1',
): PermissionStep[] {
  const steps: PermissionStep[] = [];
  const isMatch = version === '2' ? matchesGlob : matchesName;
  const set = new Set<string>();
  for (const permission of permissions) {
    const added: string[] = [];
    for (const path of targetsOf(permission)) {
      if (set.has(path)) {
        throw new Error(
          `The deployment failed because the permissions setting for (${path}) is specified more than once in the application specification file. Update the files section of the AppSpec file, and then try again.`,
        );
      }
      set.add(path);
      steps.push(...stepsFor(permission, path, added));
    }
  }
  return steps;

  function targetsOf(permission: Permission): string[] {
    const { object, type } = permission;
    const path = expandPath(object);
    if (copies.has(path)) {
      if (!type.includes('file')) return [];
      checkForFile(permission, version);
      refuseDefaultAcl(permission);
      return [path];
    }
    if (!folders.has(path) && kindOf(object) !== 'directory') return [];
    const matching = (candidate: string) =>
      matches(candidate, path, permission.pattern, isMatch) &&
      !permission.except.some((name) => isMatch(below(candidate, path) ?? '', name));
    const files = type.includes('file') ? [...copies.keys()].filter(matching) : [];
    if (files.length > 0) refuseDefaultAcl(permission);
    const made = type.includes('directory') ? [...folders].filter(matching) : [];
    return [...files, ...made];
  }
}

function stepsFor(permission: Permission, path: string, added: string[]): PermissionStep[] {
  const { mode, acls, context, owner, group } = permission;
  const steps: PermissionStep[] = [];
  if (mode !== undefined) steps.push({ do: 'chmod', path, mode: Number.parseInt(mode, 8) });
  if (acls) steps.push({ do: 'acl', path, aces: acls, added });
  if (context) steps.push({ do: 'context', path, context });
  if (owner ?? group) {
    steps.push({
      do: 'chown',
      path,
      ...(isTruthy(owner) && { owner }),
      ...(isTruthy(group) && { group }),
    });
  }
  return steps;
}

function checkForFile({ object, pattern, except }: Permission, version: AgentVersion): void {
  const prefix = version === '2' ? 'IO error: ' : '';
  const all = pattern === '**' || (pattern.kind === 'string' && pattern.value === '**');
  if (!all) {
    throw new Error(
      `${prefix}The deployment failed because the application specification file includes an object (${object}) with an invalid pattern (${textOf(pattern)}), such as a pattern for a file applied to a directory. Correct the permissions section of the AppSpec file, and then try again.`,
    );
  }
  if (except.length > 0) {
    throw new Error(
      `${prefix}The deployment failed because the except parameter for a pattern in the permissions section ([${except.map(inspect).join(', ')}]) for the object named ${object} contains an invalid format. Update the AppSpec file, and then try again.`,
    );
  }
}

function textOf(pattern: Value): string {
  return pattern.kind === 'string' ? pattern.value : inspect(pattern);
}

function refuseDefaultAcl({ acls }: Permission): void {
  if (!acls?.some((ace) => ace.default)) return;
  throw new Error(
    'The deployment failed because the -d parameter has been specified to apply an acl setting to a file. This parameter is supported for directories only. Update the AppSpec file, and then try again.',
  );
}

/** `**` is everything below; of any other pattern only `*` is special, and it names what is directly in it. */
function matches(
  candidate: string,
  folder: string,
  pattern: Value | '**',
  isMatch: (name: string, pattern: Value) => boolean,
): boolean {
  const name = below(candidate, folder);
  if (name === undefined) return false;
  if (pattern === '**' || (pattern.kind === 'string' && pattern.value === '**')) return true;
  return isMatch(name, pattern);
}

function below(candidate: string, folder: string): string | undefined {
  const base = folder === '/' ? '/' : `${folder}/`;
  return candidate.startsWith(base) ? candidate.slice(base.length) : undefined;
}

function matchesName(name: string, pattern: Value): boolean {
  if (name.includes('/')) return false;
  if (pattern.kind !== 'string') throw noMethod('chars', pattern);
  const [first = '', ...rest] = pattern.value.split(/\*+/);
  const last = rest.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first) || name.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= name.length - last.length && name.endsWith(last);
}
