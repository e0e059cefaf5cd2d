import type { AppSpec } from '../../appspec/appspec.ts';
import { isWhole, reportPatternOnFile } from '../../appspec/checks/permissions.ts';
import type { Finder } from '../../appspec/finder.ts';
import { onHost } from '../../appspec/paths.ts';
import { toText } from '../../appspec/ruby/value.ts';
import type { Permission } from '../../appspec/server/permissions.ts';
import type { BundleFindings } from '../findings.ts';
import type { Clash, InstallPlan } from '../install-plan.ts';

/** Two things for one place, once for each pair of items of `files`. */
export function checkClashes({ clashes, loops }: InstallPlan, findings: BundleFindings): void {
  const groups = new Map<string, Clash[]>();
  for (const clash of clashes) {
    const group = `${clash.at.line}:${clash.before?.item.at.line ?? 'folder'}`;
    groups.set(group, [...(groups.get(group)?.slice(0, 1) ?? []), clash]);
  }
  for (const [first, second] of groups.values()) {
    if (!first) continue;
    const { target, source, before, at } = first;
    const also = second ? ', and others with them' : '';
    const message = before
      ? `"${before.source}" and "${source}" both go to "${target}"${also}`
      : `"${target}" would be a file and a folder: "${source}" has its place${also}`;
    findings.appspec.add('files/same-destination', message, at);
  }
  for (const path of loops) {
    const message =
      'the link leads to a folder around it, and the agent follows it round and round';
    findings.inside(path).add('bundle/link-loop', message);
  }
}

/** What each permission of a deployment applies to, and the modes that come of it. */
export function checkTargets(
  spec: AppSpec,
  plan: InstallPlan,
  finder: Finder,
): Map<string, string> {
  const modes = new Map<string, string>();
  if (spec.permissions.length === 0) return modes;
  const set = new Map<string, Permission>();
  const sorted = {
    file: [...plan.copies.keys()].sort(),
    directory: [...plan.folders].sort(),
  };
  for (const permission of spec.permissions) {
    const targets = targetsOf(permission, plan, sorted, finder);
    if (targets.length === 0 && permission.type.length > 0) {
      const message = `the permission for "${permission.object}" applies to nothing that this deployment copies`;
      finder.add('permissions/no-match', message, permission.at);
    }
    const twice = targets.find((target) => set.has(target));
    const earlier = twice === undefined ? undefined : set.get(twice);
    if (earlier) {
      const message = `"${twice}" gets permissions in line ${earlier.at.line} as well`;
      finder.add('permissions/set-twice', message, permission.at);
    }
    for (const target of targets) {
      set.set(target, permission);
      if (permission.mode) modes.set(target, permission.mode);
    }
  }
  return modes;
}

function targetsOf(
  permission: Permission,
  plan: InstallPlan,
  sorted: Record<'file' | 'directory', string[]>,
  finder: Finder,
): string[] {
  const object = onHost(permission.object);
  if (plan.copies.has(object)) {
    if (!permission.type.includes('file')) return [];
    if (!isWhole(permission)) reportPatternOnFile(permission, finder);
    if (hasDefaultAcl(permission)) reportDefaultAcl(permission, object, finder);
    return [object];
  }
  const below = object === '/' ? '/' : `${object}/`;
  const targets = permission.type.flatMap((type) =>
    startingWith(sorted[type], below).filter((path) => applies(permission, path, below)),
  );
  const file = targets.find((target) => plan.copies.has(target));
  if (file !== undefined && hasDefaultAcl(permission)) reportDefaultAcl(permission, file, finder);
  return targets;
}

function hasDefaultAcl({ acls }: Permission): boolean {
  return acls?.some((ace) => ace.default) ?? false;
}

function reportDefaultAcl({ at }: Permission, file: string, finder: Finder): void {
  const message = `the default ACL also goes to the file "${file}", which makes Install fail`;
  finder.add('permissions/default-acl-on-file', message, at);
}

/** Those of sorted paths that begin with a text. */
function startingWith(paths: string[], start: string): string[] {
  let [low, high] = [0, paths.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((paths[middle] as string) < start) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (paths[end]?.startsWith(start)) end++;
  return paths.slice(low, end);
}

/** A pattern and exceptions are for names directly in the object. */
function applies({ pattern, except }: Permission, path: string, below: string): boolean {
  const name = path.slice(below.length);
  const text = pattern === '**' ? pattern : toText(pattern);
  if (text !== '**' && !matches(name, text)) return false;
  return !except.some((exception) => matches(name, toText(exception)));
}

/** In a pattern only `*` is special. */
function matches(name: string, pattern: string): boolean {
  if (name.includes('/')) return false;
  let [at, from, star, mark] = [0, 0, -1, 0];
  while (at < name.length) {
    if (pattern[from] === '*') {
      star = from++;
      mark = at;
    } else if (pattern[from] === name[at]) {
      at++;
      from++;
    } else if (star >= 0) {
      from = star + 1;
      at = ++mark;
    } else {
      return false;
    }
  }
  while (pattern[from] === '*') from++;
  return from === pattern.length;
}
