import { quoted } from '../words/quoted.ts';
import type { Findings } from './findings.ts';
import { type Form, forms, type Place } from './forms.ts';
import { type Allowed, expand, type Scope } from './template.ts';
import type { Path } from './yaml-tree.ts';

/** A value of the file and where it stands. */
export type Found<T> = { value: T; path: Path };

/** What resolving needs to know, and where it reports to. */
export type Context = {
  scope: Scope;
  findings: Findings;
  secrets: Set<string>;
  place: Place;
  /** `retail/eu-west-1`, where it is a destination's values that are resolved. */
  label?: string;
};

/** A text with its variables put in. Not known: a variable has no value yet, or there is a mistake, which is reported. */
export type Resolved = { text: string; known: boolean };

const inEnvironment = ['environment', 'vars.*'] as const;
const inDestination = [
  ...inEnvironment,
  'account.id',
  'account.name',
  'region',
  'partition',
] as const;
const inSetting = [...inDestination, 'application', 'deploymentGroup'] as const;
const inCheck = [...inSetting, 'build.number', 'commit', 'version', 'digest'] as const;

/** Which variables may stand where: what a setting depends on may name neither the setting itself nor what only a build knows. */
export const allowed = {
  environmentApplication: inEnvironment,
  application: inDestination,
  deploymentGroup: [...inDestination, 'application'],
  setting: inSetting,
  secret: [...inSetting, 'env.*'],
  check: inCheck,
  header: [...inCheck, 'env.*'],
  telling: [...inEnvironment, 'env.*'],
  version: ['build.number', 'commit', 'vars.*'],
} as const satisfies Record<string, Allowed>;

export function resolveText(
  { value, path }: Found<string>,
  variables: Allowed,
  form: Form,
  context: Context,
): Resolved {
  const { text, missing, mistakes, secrets } = expand(value, variables, context.scope);
  for (const secret of secrets) context.secrets.add(secret);
  for (const { message, hint } of mistakes)
    context.findings.add(path, 'bad-variable', `: ${message}`, { hint });
  if (missing.length > 0 || mistakes.length > 0) return { text, known: false };
  const phrase = form(text, context.place);
  if (phrase === undefined) return { text, known: true };
  const shown = secrets.length > 0 ? value : text;
  const where = context.label === undefined ? '' : ` for ${context.label}`;
  const hint = shown === value ? undefined : `it comes from ${quoted(value)}${where}`;
  context.findings.add(path, 'bad-value', ` must be ${phrase}, not ${quoted(shown)}`, {
    hint,
    about: phrase,
  });
  return { text, known: false };
}

/** The same for every text in a value of any shape; keys stay as they are. */
export function resolveTexts(value: unknown, path: Path, context: Context): unknown {
  if (typeof value === 'string')
    return resolveText({ value, path }, allowed.check, forms.text, context).text;
  if (Array.isArray(value))
    return value.map((item, index) => resolveTexts(item, [...path, index], context));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, resolveTexts(item, [...path, key], context)]),
  );
}
