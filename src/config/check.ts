import { quoted } from '../words/quoted.ts';
import type { Check } from './destination.ts';
import { forms } from './forms.ts';
import { allowed, type Context, type Found, resolveText, resolveTexts } from './resolve-text.ts';
import { expand } from './template.ts';
import type { CheckSetting } from './verify-definition.ts';

const minute = 60_000;

/** Checks with their variables put in; `version` and `digest` stay, for `complete` to fill in. */
export function resolveChecks(found: Found<CheckSetting[]> | undefined, context: Context): Check[] {
  if (!found) return [];
  const { value, path } = found;
  return value.map((check, index) =>
    resolveCheck({ value: check, path: [...path, index] }, context),
  );
}

function resolveCheck({ value, path }: Found<CheckSetting>, context: Context): Check {
  const {
    http,
    consul,
    command = [],
    timeout = 5 * minute,
    interval = 10_000,
    consecutive = 3,
    failures = 3,
  } = value;
  const tries = { timeout, interval, consecutive, failures };
  if (interval * (consecutive - 1) > timeout)
    context.findings.add(
      path,
      'check-impossible',
      ': its timeout ends before that many tries can succeed',
      {
        hint: `"consecutive" ${consecutive} times "interval" must fit into "timeout"`,
      },
    );
  if (http) return { ...tries, ...resolveHttp(http, { value, path }, context) };
  if (consul) return { ...tries, ...resolveConsul(consul, { value, path }, context) };
  return { name: value.name ?? command[0] ?? '', ...tries, kind: 'command', command };
}

type OfKind<K extends Check['kind']> = Omit<
  Extract<Check, { kind: K }>,
  'timeout' | 'interval' | 'consecutive' | 'failures'
>;

function resolveHttp(
  http: NonNullable<CheckSetting['http']>,
  { value, path }: Found<CheckSetting>,
  context: Context,
): OfKind<'http'> {
  const place = [...path, 'http'];
  const text = (key: string, setting: string) =>
    resolveText({ value: setting, path: [...place, key] }, allowed.check, forms.text, context).text;
  const address = resolveAddress({ value: http.url, path: [...place, 'url'] }, context);
  return {
    name: value.name ?? address,
    kind: 'http',
    url: address,
    status: http.status ?? 200,
    json: resolveTexts(http.json ?? {}, [...place, 'json'], context) as Record<string, unknown>,
    headers: resolveHeaders({ value: http.headers ?? {}, path: [...place, 'headers'] }, context),
    ...(http.contains !== undefined && { contains: text('contains', http.contains) }),
  };
}

function resolveConsul(
  consul: NonNullable<CheckSetting['consul']>,
  { value, path }: Found<CheckSetting>,
  context: Context,
): OfKind<'consul'> {
  const place = [...path, 'consul'];
  const { service, tags = [], datacenter, namespace, token, instance = 'node' } = consul;
  const found = { value: service, path: [...place, 'service'] };
  const name = resolveText(found, allowed.check, forms.text, context).text;
  const { meta = tags.length === 0 ? { version: '${version}' } : {} } = consul;
  const optional = (key: 'datacenter' | 'namespace' | 'token', setting: string | undefined) => {
    if (setting === undefined) return {};
    const variables = key === 'token' ? allowed.header : allowed.check;
    const where = { value: setting, path: [...place, key] };
    return { [key]: resolveText(where, variables, forms.headerValue, context).text };
  };
  return {
    name: value.name ?? `${name} in Consul`,
    kind: 'consul',
    url: resolveAddress({ value: consul.url, path: [...place, 'url'] }, context),
    service: name,
    meta: resolveTexts(meta, [...place, 'meta'], context) as Record<string, string>,
    tags: resolveTexts(tags, [...place, 'tags'], context) as string[],
    instance,
    ...optional('datacenter', datacenter),
    ...optional('namespace', namespace),
    ...optional('token', token),
  };
}

function resolveAddress(found: Found<string>, context: Context): string {
  const { text, known } = resolveText(found, allowed.check, forms.url, context);
  if (known) refuseMovedHost(found, context);
  return text;
}

/** Where the address names its host, no variable in it may end the host and begin something else. */
function refuseMovedHost({ value, path }: Found<string>, context: Context): void {
  const [, host] = /^https?:\/\/([^/?#\\]*)/.exec(value) ?? [];
  if (host === undefined) return;
  const { text } = expand(host, allowed.check, context.scope);
  if (/^(?:[\w.:[\]-]|\$\{(?:version|digest)\})*$/.test(text)) return;
  context.findings.add(
    path,
    'bad-variable',
    ` must not get another host from a variable: it would be ${quoted(text)}`,
    {
      hint: 'a variable in the host of an address may hold only letters, digits, "-" and "."',
    },
  );
}

function resolveHeaders(
  { value, path }: Found<Record<string, string>>,
  context: Context,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(value).map(([name, header]) => {
      const found = { value: header, path: [...path, name] };
      return [name, resolveText(found, allowed.header, forms.headerValue, context).text];
    }),
  );
}
