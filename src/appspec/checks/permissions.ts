import type { AppSpec } from '../appspec.ts';
import type { Finder } from '../finder.ts';
import { onHost } from '../paths.ts';
import { Places } from '../places.ts';
import { entry, type MapValue, toText, type Value } from '../ruby/value.ts';
import type { Permission } from '../server/permissions.ts';

/** Permissions that the agent takes and sets otherwise, not at all, or fails on. */
export function checkPermissions(document: MapValue, spec: AppSpec, finder: Finder): void {
  const list = entry(document, 'permissions');
  if (spec.os !== 'linux' || list?.kind !== 'list') return;
  for (const item of list.items) {
    if (item.kind === 'map') checkValues(item, finder);
  }
  const places = new Places(spec);
  const whole = new Map<string, Permission[]>();
  for (const permission of spec.permissions) {
    checkModes(permission, places, finder);
    checkAcls(permission, finder);
    checkObject(permission, places, finder);
    checkPatterns(permission, places, finder);
    checkRepeated(permission, whole, finder);
  }
}

function checkValues(item: MapValue, finder: Finder): void {
  const mode = entry(item, 'mode');
  if (mode?.kind === 'integer' && /^0[0-7_,]+$/.test(mode.written)) {
    const set = toText(mode);
    const message = `YAML reads the mode ${mode.written} as an octal number: the agent takes ${set}${/^[0-7]{1,4}$/.test(set) ? ` for the mode 0${set.padStart(3, '0')}` : ' and refuses it'}; agent 2 takes the digits as they are written`;
    const digits = mode.written.replaceAll(/[_,]/g, '').replace(/^0+(?=\d)/, '');
    const hint = `write mode: ${digits}, or mode: "${mode.written}" in quotes`;
    finder.add('permissions/unquoted-octal-mode', message, mode.at, hint);
  }
  const context = entry(item, 'context');
  if (context?.kind === 'map') checkContext(context, finder);
  for (const name of ['owner', 'group']) {
    const value = entry(item, name);
    if (value && value.kind !== 'nil' && !isName(value)) {
      const message = `the ${name} "${toText(value)}" is not a name; the agent looks only for names`;
      finder.add('permissions/value-not-text', message, value.at);
    }
  }
}

function isName(value: Value): boolean {
  return value.kind === 'string' && !/^\d+$|[:\s/,]/.test(value.value);
}

function checkContext(context: MapValue, finder: Finder): void {
  const range = entry(context, 'range');
  if (!range || range.kind === 'nil') {
    const message = 'a context without a range makes Install fail wherever it applies';
    finder.add('permissions/context-without-range', message, context.at);
  }
  const user = entry(context, 'user');
  if (user) {
    const message = 'the agent ignores "user" and reads "name"';
    finder.add('permissions/context-user', message, user.at);
  }
}

function checkModes(permission: Permission, places: Places, finder: Finder): void {
  const { mode, type, object } = permission;
  if (!mode || !type.includes('directory') || places.isLikelyFile(object)) return;
  const owner = Number(mode.at(-3));
  if ((owner & 1) === 1) return;
  const message = `the mode ${mode} also goes to the folders below "${object}", whose owner can then not enter them`;
  finder.add('permissions/mode-without-search', message, permission.at);
}

function checkAcls(permission: Permission, finder: Finder): void {
  if (!permission.acls?.some((ace) => ace.default) || !permission.type.includes('file')) return;
  const message = `a default ACL for "${permission.object}" also goes to files, which makes Install fail`;
  finder.add('permissions/default-acl-on-file', message, permission.at);
}

function checkObject(permission: Permission, places: Places, finder: Finder): void {
  const { object } = permission;
  if (!object.startsWith('/')) {
    const message = `the object "${object}" is relative to the folder the agent happens to run in`;
    finder.add('permissions/relative-object', message, permission.at);
  }
  if (permission.type.length === 0) {
    const message = `the permission for "${object}" has an empty type and applies to nothing`;
    finder.add('permissions/no-match', message, permission.at);
    return;
  }
  if (places.isNear(object)) return;
  const message = `the object "${object}" is nothing that this deployment copies`;
  finder.add('permissions/no-match', message, permission.at);
}

function checkPatterns(permission: Permission, places: Places, finder: Finder): void {
  const { pattern, except, object } = permission;
  if (!isWhole(permission) && permission.type.includes('file') && places.isFile(object)) {
    reportPatternOnFile(permission, finder);
  }
  for (const value of [...(pattern === '**' ? [] : [pattern]), ...except]) {
    if (value.kind !== 'string') {
      const message = `the pattern "${toText(value)}" is not text to YAML`;
      finder.add('permissions/value-not-text', message, value.at);
    } else if (value.value.includes('/')) {
      const message = `the pattern "${value.value}" has a slash and matches nothing`;
      finder.add('permissions/pattern-with-slash', message, value.at);
    }
  }
}

export function reportPatternOnFile({ object, at }: Permission, finder: Finder): void {
  const message = `"${object}" is a file, which takes no pattern or except`;
  finder.add('permissions/pattern-on-file', message, at);
}

/** The same object with nothing to tell the two apart. What overlaps otherwise, only the bundle shows. */
function checkRepeated(
  permission: Permission,
  whole: Map<string, Permission[]>,
  finder: Finder,
): void {
  if (!isWhole(permission)) return;
  const path = onHost(permission.object);
  const before = whole.get(path) ?? [];
  const { type } = permission;
  const other = before.find((earlier) => earlier.type.some((each) => type.includes(each)));
  if (!other) {
    whole.set(path, [...before, permission]);
    return;
  }
  const message = `the permission in line ${other.at.line} applies to "${permission.object}" as well`;
  finder.add('permissions/set-twice', message, permission.at);
}

export function isWhole({ pattern, except }: Permission): boolean {
  const text = pattern === '**' ? pattern : toText(pattern);
  return text === '**' && except.length === 0;
}
