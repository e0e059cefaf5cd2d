import { defined } from '../defined.ts';
import type { Problem } from '../problem.ts';
import { enumerate, suggestion } from '../words/closest.ts';
import { quoted } from '../words/quoted.ts';
import { resolveAfter } from './after.ts';
import { agentsOf } from './agents.ts';
import type { Definition } from './definition.ts';
import type { Destination, Environment } from './destination.ts';
import { Findings } from './findings.ts';
import { refuseForeignBucket } from './foreign-bucket.ts';
import { forms } from './forms.ts';
import { type Cell, cellsOf } from './grid.ts';
import { guardTagOf } from './guard-tag.ts';
import { destinationLayers, environmentLayers, pick } from './layers.ts';
import { inOrder } from './parse-yaml.ts';
import {
  present,
  type ResolvedDestination,
  resolveDestination,
  within,
} from './resolve-destination.ts';
import { resolveTelling } from './resolve-telling.ts';
import { allowed, type Context, resolveText } from './resolve-text.ts';
import type { Configuration } from './resolved-configuration.ts';
import { resolveSchedule } from './schedule.ts';
import { checkSharedGroups } from './shared-groups.ts';
import type { Scope } from './template.ts';
import { type Variables, valuesOf } from './variables.ts';
import { assignWaves } from './waves.ts';

/** One environment with its destinations in their waves. `secrets` are values taken from `env`, to be masked. */
export function resolveEnvironment(
  configuration: Configuration,
  name: string,
  variables: Variables,
): { ok: true; environment: Environment; secrets: string[] } | { ok: false; problems: Problem[] } {
  const { file, locate, definition, environments } = configuration;
  if (!environments.includes(name)) {
    const message = `there is no environment ${quoted(name)} in ${file}`;
    return {
      ok: false,
      problems: [{ code: 'unknown-environment', message, hint: suggestion(name, environments) }],
    };
  }
  const findings = new Findings(file, locate);
  const secrets = new Set<string>();
  const scope = { value: valuesOf(definition.vars, variables), open: () => false };
  const environment = buildEnvironment(configuration, name, {
    scope,
    findings,
    secrets,
    place: {},
  });
  checkOthers(configuration, environment, scope, findings);
  if (findings.problems.length > 0) return { ok: false, problems: inOrder(findings.problems) };
  return { ok: true, environment, secrets: [...secrets] };
}

/** Now that variables have values, whether another environment names the same groups. */
function checkOthers(
  { definition, environments, file, locate }: Configuration,
  environment: Environment,
  scope: Scope,
  problems: Findings,
): void {
  const unsaid = new Findings(file, locate);
  const context = { scope, findings: unsaid, secrets: new Set<string>(), place: {} };
  const all = environments.map((name) =>
    name === environment.name ? environment : buildEnvironment({ definition }, name, context),
  );
  checkSharedGroups(definition, all, { problems, warnings: unsaid });
}

/** Of an environment that has no mistakes, what becomes of it; of any other, at least the mistakes. */
export function buildEnvironment(
  { definition }: Pick<Configuration, 'definition'>,
  name: string,
  context: Context,
): Environment {
  const { findings } = context;
  const layers = environmentLayers(definition, name);
  const scope = within(context.scope, { environment: name });
  const found = pick(layers, 'application') ?? { value: '', path: ['application'] };
  const here = { ...context, scope };
  const application = resolveText(found, allowed.environmentApplication, forms.name, here);

  const cells = cellsOf(definition, name, findings);
  const resolved = cells.map((cell) =>
    resolveDestination(cell, destinationLayers(definition, layers, cell), application, here),
  );
  const destinations = guarded(identify(cells, resolved, findings), name, definition, findings);
  const [first] = destinations;
  const recordsDestination = first && recordsDestinationFor(first, definition, here);
  const sure = resolved.every(({ known }) => known) && destinations.length > 0;
  const settings = definition.environments[name];
  const { defaults = {}, bundle = {} } = definition;
  const when = sure ? resolveSchedule(name, settings ?? {}, destinations, findings) : undefined;
  const agents = agentsOf({ definition }, name);
  const failureMode = settings?.failureMode ?? defaults.failureMode ?? 'soft';
  return {
    name,
    application: application.text,
    ...present('bundleName', bundle.name),
    ...present('prefix', bundle.prefix),
    waves: sure ? assignWaves(name, settings?.waves, destinations, findings, failureMode) : [],
    ...resolveAfter(settings?.after),
    ...(agents !== '1' && { agents }),
    onFailure: settings?.onFailure ?? defaults.onFailure ?? 'stop',
    stopRunning: settings?.stopRunning ?? defaults.stopRunning ?? false,
    onOlder: settings?.onOlder ?? defaults.onOlder ?? 'refuse',
    onCancel: settings?.onCancel ?? defaults.onCancel ?? 'stop-and-rollback',
    ...(sure && recordsDestination && { recordsDestination }),
    ...resolveTelling(definition, here),
    ...defined({ schedule: when }),
  };
}

/** What is guarded is guarded by roles: with the credentials of whoever comes there would be nobody to tell from a thief. */
function guarded(
  destinations: readonly Destination[],
  environment: string,
  { bundle }: Pick<Definition, 'bundle'>,
  findings: Findings,
): Destination[] {
  if (!bundle?.guard) return [...destinations];
  const without = destinations.filter(({ role }) => role === undefined).map(({ id }) => id);
  if (without.length > 0)
    findings.add(['bundle', 'guard'], 'bad-value', ` needs a "role" for ${enumerate(without, 3)}`, {
      hint: 'set it under "defaults"; the policies of the buckets let only that role set tags',
    });
  return destinations.map((one) => ({ ...one, guardTag: guardTagOf(environment) }));
}

/** A destination that stands for the bucket of the records, where that is one of its own. */
function recordsDestinationFor(
  first: Destination,
  { records }: Pick<Definition, 'records'>,
  context: Context,
): Destination {
  if (!records) return first;
  const found = { value: records.bucket, path: ['records', 'bucket'] };
  const bucket = resolveText(found, allowed.environmentApplication, forms.bucket, context).text;
  const { id: accountId } = first.account;
  refuseForeignBucket(
    { bucket, owner: records.bucketOwner, ...defined({ accountId }) },
    found.path,
    context.findings,
  );
  // A key of KMS is of its bucket's region, and need not be this bucket's.
  const { kms: _, guardTag: __, ...rest } = first;
  const region = records.region ?? first.region;
  const bucketOwner = records.bucketOwner ?? accountId;
  return { ...rest, bucket, region, ...defined({ bucketOwner }) };
}

/** Gives each destination an id of its own: what is alone in its account and region has the short one. */
function identify(
  cells: readonly Cell[],
  resolved: readonly ResolvedDestination[],
  findings: Findings,
): Destination[] {
  const ids = new Set<string>();
  const groups = new Set<string>();
  return resolved.map(({ destination, known }, index) => {
    const { account, region, application, deploymentGroup } = destination;
    // An account has one name: a second one is told where it stands.
    const group = `${account.name} ${region} ${application} ${deploymentGroup}`;
    const cell = cells[index];
    if (known && cell?.own && groups.has(group))
      findings.add(
        cell.own.path,
        'duplicate-name',
        `: ${quoted(deploymentGroup)} in ${account.name}/${region} is already a destination`,
        {
          hint: 'give it its own "deploymentGroup"',
        },
      );
    groups.add(group);
    const long = `${destination.id}/${deploymentGroup}`;
    const id = !cell?.additional
      ? destination.id
      : ids.has(long)
        ? `${destination.id}/${application}/${deploymentGroup}`
        : long;
    ids.add(id);
    return { ...destination, id };
  });
}
