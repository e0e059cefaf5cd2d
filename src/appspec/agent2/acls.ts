import { invalid } from '../rejection.ts';
import type { Position } from '../ruby/value.ts';
import { type Ace, aceTypes } from '../server/acls.ts';
import { sentences } from './sentences.ts';

/**
 * `[default:]type:name:permissions`, read from its start; of four parts without "default" the last is not looked at.
 * Source: `aws/aws-codedeploy-agent: src/application_specification/acl.rs`.
 *
 * @throws {Rejection}
 */
export function readAce(text: string, at: Position): Ace {
  const refuse = () => invalid('permissions/invalid-acl', sentences.acl(text), at);
  const parts = text.split(':');
  if (parts.length < 3 || parts.length > 4) throw refuse();
  const isDefault = parts[0] === 'default' || parts[0] === 'd';
  if (isDefault && parts.length === 3) throw refuse();
  const [word = '', name = '', permissions = ''] = isDefault ? parts.slice(1) : parts;
  const bits = readBits(permissions, text, at);
  const type = Object.hasOwn(aceTypes, word) ? aceTypes[word] : undefined;
  if (!type) throw refuse();
  if ((type === 'mask' || type === 'other') && name !== '') throw refuse();
  if ((type === 'user' || type === 'group') && name === '' && !isDefault) {
    throw invalid('permissions/invalid-acl', sentences.baseAcl(text), at);
  }
  return { default: isDefault, type, name, ...bits };
}

function readBits(permissions: string, text: string, at: Position) {
  if (/^[0-9]$/.test(permissions)) {
    const bits = Number(permissions);
    if (bits > 7) throw invalid('permissions/invalid-acl', sentences.acl(text), at);
    return { read: (bits & 4) > 0, write: (bits & 2) > 0, execute: (bits & 1) > 0 };
  }
  for (const character of permissions) {
    if ('rwx-'.includes(character)) continue;
    throw invalid('permissions/invalid-acl', sentences.aclCharacter(text, character), at);
  }
  const has = (letter: string) => permissions.includes(letter);
  return { read: has('r'), write: has('w'), execute: has('x') };
}
