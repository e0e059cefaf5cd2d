import { defined } from '../defined.ts';
import type { Role } from './destination.ts';
import { type Form, forms } from './forms.ts';
import { allowed, type Context, type Found, resolveText } from './resolve-text.ts';
import type { RoleSetting } from './settings-definition.ts';

/** A role with its variables put in; its account and partition must be the destination's. */
export function resolveRole(
  found: Found<RoleSetting> | undefined,
  context: Context,
): Role | undefined {
  if (!found) return undefined;
  const { value, path } = found;
  if (typeof value === 'string') return { arn: textOf(value, path, forms.role, context) };
  const { arn, externalId, via, sessionTags, sessionName, sourceIdentity } = value;
  return {
    arn: textOf(arn, [...path, 'arn'], forms.role, context),
    ...(externalId !== undefined && { externalId: secretOf(externalId, path, context) }),
    ...(via !== undefined && { via: textOf(via, [...path, 'via'], forms.roleAnywhere, context) }),
    ...tagsOf(sessionTags, [...path, 'sessionTags'], context),
    ...(sessionName !== undefined && {
      sessionName: textOf(sessionName, [...path, 'sessionName'], forms.sessionName, context),
    }),
    ...defined({ sourceIdentity }),
  };
}

function tagsOf(
  setting: Exclude<RoleSetting, string>['sessionTags'],
  path: Found<string>['path'],
  context: Context,
): Pick<Role, 'sessionTags' | 'ownTags'> {
  if (setting === undefined) return {};
  if (typeof setting === 'boolean') return { sessionTags: setting };
  const own = Object.entries(setting).map(([key, value]) => [
    key,
    textOf(value, [...path, key], forms.tagValue, context),
  ]);
  return { sessionTags: true, ownTags: Object.fromEntries(own) };
}

function textOf(value: string, path: Found<string>['path'], form: Form, context: Context): string {
  return resolveText({ value, path }, allowed.setting, form, context).text;
}

function secretOf(value: string, path: Found<string>['path'], context: Context): string {
  const found = { value, path: [...path, 'externalId'] };
  return resolveText(found, allowed.secret, forms.externalId, context).text;
}
