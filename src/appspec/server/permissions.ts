import { asRuby, attempt, invalid, type Reject, Rejection } from '../rejection.ts';
import { noMethod } from '../ruby/errors.ts';
import { each, fetch, present, strip } from '../ruby/methods.ts';
import {
  entry,
  inspect,
  isTruthy,
  type MapValue,
  type Position,
  toText,
  type Value,
} from '../ruby/value.ts';
import { type Ace, readAcls } from './acls.ts';
import { type CategoryRange, readRange } from './selinux-range.ts';

export type Permission = {
  object: string;
  pattern: Value | '**';
  except: Value[];
  type: ('file' | 'directory')[];
  owner?: Value;
  group?: Value;
  /** Three or four octal digits. */
  mode?: string;
  acls?: Ace[];
  context?: SelinuxContext;
  /** Where `object` is written. */
  at: Position;
};

export type SelinuxContext = {
  /** Under the key `name`: the agent does not read the documented key `user`. */
  user?: Value;
  type: Value;
  /** Without one, Install fails on every object the permission applies to. */
  range?: CategoryRange;
};

export function readPermissions(
  value: Value | undefined,
  os: 'linux' | 'windows',
  reject: Reject,
): Permission[] {
  if (!isTruthy(value)) return [];
  const items = attempt(reject, () => asRuby('permissions/not-a-list', () => each(value))) ?? [];
  return items.flatMap((item) => attempt(reject, () => readPermission(item, os)) ?? []);
}

function readPermission(permission: Value, os: 'linux' | 'windows'): Permission {
  if (permission.kind !== 'map') {
    const { message } = noMethod('has_key?', permission);
    throw new Rejection('permissions/not-a-list', 'ruby', message, permission.at);
  }
  const object = present(entry(permission, 'object'));
  if (!object) throw noObject(permission.at);
  if (os === 'linux') return readLinuxPermission(permission, object);
  const message =
    'The deployment failed because the application specification file specifiles file permissions, but the deployment is targeting one or more Windows Server instances. Permissions are supported only for Amazon Linux, Ubuntu Server, and Red Hat Enterprise Linux (RHEL) instances. Update the permissions section of the AppSpec file, and then try again.';
  throw invalid('permissions/on-windows', message, permission.at);
}

/** In the order in which the agent looks at them; a blank object it notices last. */
function readLinuxPermission(permission: MapValue, object: Value): Permission {
  const get = (key: string) => present(entry(permission, key));
  const except = get('except');
  const exceptions = isTruthy(except)
    ? asRuby('permissions/except-not-a-list', () => each(except))
    : [];
  const type = readType(get('type'));
  const mode = get('mode');
  const digits = mode && readMode(mode);
  const acls = get('acls');
  const aces = acls && readAcls(acls);
  const context = get('context');
  const selinux = context && readContext(context);
  const text = strip(toText(object));
  if (text === '') throw noObject(object.at);
  const [pattern, owner, group] = [get('pattern'), get('owner'), get('group')];
  return {
    object: text,
    pattern: isTruthy(pattern) ? pattern : '**',
    except: exceptions,
    type,
    ...(owner && { owner }),
    ...(group && { group }),
    ...(digits && { mode: digits }),
    ...(aces && { acls: aces }),
    ...(selinux && { context: selinux }),
    at: object.at,
  };
}

function noObject(at: Position): Rejection {
  const message =
    'The deployment failed because a permission listed in the application specification file has no object value. Update the permissions section of the AppSpec file, and then try again.';
  return invalid('permissions/no-object', message, at);
}

function readType(value: Value | undefined): Permission['type'] {
  if (!isTruthy(value)) return ['file', 'directory'];
  return asRuby('permissions/type-not-a-list', () => each(value)).map((type) => {
    const text = type.kind === 'string' ? type.value : undefined;
    if (text === 'file' || text === 'directory') return text;
    const message = `The deployment failed because the application specification filespecifies a permission for an object type not supported for permissions (${toText(type)}). Update the permissions section of the AppSpec file, and then try again.`;
    throw invalid('permissions/unknown-type', message, type.at);
  });
}

function readMode(value: Value): string {
  const mode = toText(value).padStart(3, '0');
  if ([...mode].length > 4) {
    const message = `The deployment failed because the length of a permissions mode (${mode}) in the application specification file is invalid. Permissions modes must be between one and four characters long. Update the permissions section of the AppSpec file, and then try again.`;
    throw invalid('permissions/invalid-mode', message, value.at, octalHint(value));
  }
  for (const character of mode) {
    if (character >= '0' && character <= '7') continue;
    const message = `The deployment failed because the permissions mode (${mode}) in the application specification file contains an invalid character (${character}). Update the permissions section of the AppSpec file, and then try again.`;
    throw invalid('permissions/invalid-mode', message, value.at, octalHint(value));
  }
  return mode;
}

function octalHint(value: Value): string | undefined {
  if (value.kind !== 'integer' || !/^0[0-7]+$/.test(value.written)) return undefined;
  return `YAML reads ${value.written} as an octal number, ${value.value}; write "${value.written}" in quotes`;
}

function readContext(value: Value): SelinuxContext {
  const rule = 'permissions/invalid-context';
  const type = asRuby(rule, () => fetch(value, 'type'));
  if (!type) {
    const message = `The deployment failed because the application specification file specifies an invalid context type (${inspect(value)}). Update the permissions section of the AppSpec file, and then try again.`;
    throw invalid(rule, message, value.at);
  }
  const user = asRuby(rule, () => fetch(value, 'name'));
  const range = asRuby(rule, () => fetch(value, 'range'));
  return { type, ...(user && { user }), ...(range && { range: readRange(range) }) };
}
