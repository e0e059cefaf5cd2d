import type { Role } from './destination.ts';
import { type Form, forms } from './forms.ts';
import type { RoleSetting } from './settings-definition.ts';
import { allowed, type Context, type Found, resolveText } from './text.ts';

/** A role with its variables put in; its account and partition must be the destination's. */
export function resolveRole(
  found: Found<RoleSetting> | undefined,
  context: Context,
): Role | undefined {
  if (!found) return undefined;
  const { value, path } = found;
  if (typeof value === 'string')
    return { arn: textOf(value, path, forms.role, context), sessionTags: false };
  const { arn, externalId, via, sessionTags = false } = value;
  return {
    arn: textOf(arn, [...path, 'arn'], forms.role, context),
    ...(externalId !== undefined && { externalId: secretOf(externalId, path, context) }),
    ...(via !== undefined && { via: textOf(via, [...path, 'via'], forms.roleAnywhere, context) }),
    sessionTags,
  };
}

function textOf(value: string, path: Found<string>['path'], form: Form, context: Context): string {
  return resolveText({ value, path }, allowed.setting, form, context).text;
}

function secretOf(value: string, path: Found<string>['path'], context: Context): string {
  const found = { value, path: [...path, 'externalId'] };
  return resolveText(found, allowed.secret, forms.externalId, context).text;
}
