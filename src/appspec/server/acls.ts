import { asRuby, invalid, Rejection } from '../rejection.ts';
import { noMethod } from '../ruby/errors.ts';
import { each } from '../ruby/methods.ts';
import type { Position, Value } from '../ruby/value.ts';

/** One entry of an access control list. */
export type Ace = {
  default: boolean;
  type: 'user' | 'group' | 'mask' | 'other';
  /** "" for the owner, the owning group, the mask and others. */
  name: string;
  read: boolean;
  write: boolean;
  execute: boolean;
};

/** @throws {Rejection} */
export function readAcls(value: Value): Ace[] {
  return asRuby('permissions/invalid-acl', () => each(value)).map((item) => {
    if (item.kind === 'string') return readAce(item.value, item.at);
    const { message } = noMethod('split', item);
    throw new Rejection('permissions/invalid-acl', 'ruby', message, item.at);
  });
}

/** What both agents call the kinds of entries. */
export const aceTypes: Readonly<Record<string, Ace['type']>> = {
  u: 'user',
  user: 'user',
  g: 'group',
  group: 'group',
  m: 'mask',
  mask: 'mask',
  o: 'other',
  other: 'other',
};

/** `[default:][user|group|mask|other:][name]:permissions`, read from its end as the agent does. */
function readAce(text: string, at: Position): Ace {
  const parts = text === '' ? [] : text.split(':');
  if (parts.length < 2 || parts.length > 4) throw invalidEntry(text, at);
  const [permissions, who, third, fourth] = parts.toReversed() as [string, string, ...string[]];
  if (fourth !== undefined && !isDefault(fourth)) throw invalidEntry(text, at);
  if (fourth !== undefined && isDefault(third)) throw invalidEntry(text, at);
  const isDefaultEntry = fourth !== undefined || isDefault(third);
  const given = third === undefined || isDefault(third) ? undefined : typeOf(third);
  if (third !== undefined && !isDefault(third) && !given) throw invalidEntry(text, at);
  const { type, name } = subject(who, given);
  if ((type === 'mask' || type === 'other') && name !== '') throw invalidEntry(text, at);
  if (!isDefaultEntry && type !== 'mask' && name === '') {
    const message = `The deployment failed because of a problem with the acls permission settings in the application specification file. Use mode to set the base acl entry (${text}). Update the permissions section of the AppSpec file, and then try again.`;
    throw invalid('permissions/invalid-acl', message, at);
  }
  return { default: isDefaultEntry, type, name, ...readBits(permissions, text, at) };
}

function isDefault(part: string | undefined): boolean {
  return part === 'd' || part === 'default';
}

function typeOf(part: string): Ace['type'] | undefined {
  return Object.hasOwn(aceTypes, part) ? aceTypes[part] : undefined;
}

/** `m` and `o` alone are mask and others; any other word alone is the name of a user. */
function subject(who: string, given: Ace['type'] | undefined): { type: Ace['type']; name: string } {
  const word = typeOf(who);
  if (word !== 'mask' && word !== 'other') return { type: given ?? 'user', name: who };
  return given ? { type: given, name: word } : { type: word, name: '' };
}

function invalidEntry(text: string, at: Position): Rejection {
  const message = `The deployment failed because of a problem with the acls permission settings in the application specification file. Invalid acl entry (${text}).`;
  return invalid('permissions/invalid-acl', message, at);
}

function readBits(permissions: string, text: string, at: Position) {
  if (/^[0-7]$/.test(permissions)) {
    const bits = Number(permissions);
    return { read: (bits & 4) > 0, write: (bits & 2) > 0, execute: (bits & 1) > 0 };
  }
  for (const character of permissions) {
    if ('rwx-'.includes(character)) continue;
    const message = `The deployment failed because the access control list (ACL) named ${text} in the application specification file contains an invalid character (${character}). Correct the ACL in the hooks section of the AppSpec file, and then try again.`;
    throw invalid('permissions/invalid-acl', message, at);
  }
  const has = (letter: string) => permissions.includes(letter);
  return { read: has('r'), write: has('w'), execute: has('x') };
}
