import { defined } from '../defined.ts';
import { resolveChecks } from './check.ts';
import type { Check, Destination } from './destination.ts';
import { refuseForeignBucket } from './foreign-bucket.ts';
import { type Form, forms } from './forms.ts';
import type { Cell } from './grid.ts';
import { type Layer, pick } from './layers.ts';
import { partitionOf } from './partition.ts';
import { resolveAlarms, resolveGates } from './resolve-gates.ts';
import { allowed, type Context, type Resolved, resolveText } from './resolve-text.ts';
import { resolveRole } from './role.ts';
import type { DestinationSettings } from './settings-definition.ts';
import type { Scope } from './template.ts';

const minute = 60_000;

/** A destination, but for its id; `known`: its application and group do not depend on variables that have no value yet. */
export type ResolvedDestination = { destination: Destination; known: boolean };

/** Puts one destination together from its layers; what is wrong or missing is reported. */
export function resolveDestination(
  cell: Cell,
  layers: readonly Layer[],
  environmentApplication: Resolved,
  context: Context,
): ResolvedDestination {
  const { account, accountId, profile, region } = cell;
  const label = `${account}/${region}`;
  const partition = partitionOf(region);
  const scope = within(context.scope, {
    'account.id': accountId,
    'account.name': account,
    region,
    partition,
  });
  const here: Context = { ...context, scope, place: { region, accountId }, label };

  const application = cell.own?.settings.application
    ? required('application', allowed.application, forms.name, layers, here, cell)
    : environmentApplication;
  here.scope = within(scope, { application: knownText(application) });
  const group = required(
    'deploymentGroup',
    allowed.deploymentGroup,
    forms.name,
    layers,
    here,
    cell,
  );
  here.scope = within(here.scope, { deploymentGroup: knownText(group) });
  const bucket = required('bucket', allowed.setting, forms.bucket, layers, here, cell);
  const owner = optional('bucketOwner', forms.accountId, layers, here);
  refuseForeignBucket(
    { bucket: bucket.text, owner, accountId },
    pick(layers, 'bucket')?.path ?? [],
    context.findings,
  );

  return {
    known: application.known && group.known,
    destination: {
      id: label,
      account: { name: account, id: accountId, ...defined({ profile }) },
      region,
      partition,
      application: application.text,
      deploymentGroup: group.text,
      bucket: bucket.text,
      bucketOwner: owner ?? accountId,
      ...behaviour(layers),
      ...present('role', resolveRole(pick(layers, 'role'), here)),
      ...present('readRole', resolveRole(pick(layers, 'readRole'), here)),
      ...present('kms', optional('kms', forms.key, layers, here)),
      ...present('sse', encryptionOf(layers, here)),
      ...present('deploymentConfig', optional('deploymentConfig', forms.name, layers, here)),
      ...present('alarms', resolveAlarms(layers, here)),
      ...gatesOf(layers, here),
      verify: checksOf(layers, here),
    },
  };
}

/** S3's own encryption, where it is asked for by name; a key of KMS is another one. */
function encryptionOf(layers: readonly Layer[], { findings }: Context): 'AES256' | undefined {
  const sse = pick(layers, 'sse');
  if (sse && pick(layers, 'kms'))
    findings.add(sse.path, 'bad-value', ' must not stand beside "kms": a bundle is encrypted once');
  return sse?.value;
}

function gatesOf(layers: readonly Layer[], context: Context): Pick<Destination, 'gates'> {
  const gates = resolveGates(layers, context);
  return gates.length > 0 ? { gates } : {};
}

function checksOf(layers: readonly Layer[], context: Context): Check[] {
  const checks = resolveChecks(pick(layers, 'verify'), context);
  const onReady = pick(layers, 'onReady');
  if (onReady?.value === 'verify-then-continue' && checks.length === 0)
    context.findings.add(onReady.path, 'check-impossible', ': there is nothing to verify', {
      hint: '"verify" must have a check',
    });
  return checks;
}

/** The scope with more variables in it; one without a value is not known there, whatever it is outside. */
export function within(scope: Scope, values: Readonly<Record<string, string | undefined>>): Scope {
  return {
    open: scope.open,
    value: (name) => (Object.hasOwn(values, name) ? values[name] : scope.value(name)),
  };
}

function knownText({ text, known }: Resolved): string | undefined {
  return known ? text : undefined;
}

/** Settings that hold no variables. */
function behaviour(layers: readonly Layer[]) {
  const of = <K extends keyof DestinationSettings>(key: K) => pick(layers, key)?.value;
  const rollback = Object.entries(of('rollback') ?? {}).filter(([, value]) => value !== undefined);
  return {
    ...present('fileExistsBehavior', of('fileExistsBehavior')),
    ignoreApplicationStopFailures: of('ignoreApplicationStopFailures') ?? false,
    updateOutdatedInstancesOnly: of('updateOutdatedInstancesOnly') ?? false,
    rollback: Object.fromEntries(rollback) as Destination['rollback'],
    timeout: of('timeout') ?? 45 * minute,
    onBusy: of('onBusy') ?? 'wait',
    busyTimeout: of('busyTimeout') ?? 30 * minute,
    onReady: of('onReady') ?? 'continue',
    failedInstances: of('failedInstances') ?? 'warn',
    empty: of('empty') ?? 'fail',
  } as const;
}

type TextSetting =
  | 'application'
  | 'deploymentGroup'
  | 'bucket'
  | 'bucketOwner'
  | 'kms'
  | 'deploymentConfig';

function required(
  key: TextSetting,
  variables: (typeof allowed)[keyof typeof allowed],
  form: Form,
  layers: readonly Layer[],
  context: Context,
  cell: Cell,
): Resolved {
  const found = pick(layers, key);
  if (found) return resolveText(found, variables, form, context);
  const path = cell.own?.path ?? layers.findLast(({ path }) => path[0] === 'environments')?.path;
  context.findings.add(path ?? [], 'missing-key', `: "${key}" is missing for ${context.label}`, {
    what: 'key',
    about: key,
    hint: `set it here or under "${key === 'bucket' ? 'bundle' : 'defaults'}", for all`,
  });
  return { text: '', known: false };
}

function optional(
  key: TextSetting,
  form: Form,
  layers: readonly Layer[],
  context: Context,
): string | undefined {
  const found = pick(layers, key);
  return found && resolveText(found, allowed.setting, form, context).text;
}

/** A property that is absent where it has no value. */
export function present<K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } {
  return defined({ [key]: value }) as { [P in K]?: T };
}
