import { defined } from '../../defined.ts';

/** A check of a service as a Consul file has it: https://developer.hashicorp.com/consul/docs/services/configuration/checks-configuration-reference */
export type ConsulCheckDefinition = {
  id: string;
  name: string;
  /** Of the service that it is about; absent: of the node. */
  serviceId?: string;
  status: string;
  timeout?: string;
} & (
  | { kind: 'http'; url: string; method: string; header: Record<string, string[]>; body: string }
  | { kind: 'tcp'; address: string }
  | { kind: 'args'; args: string[] }
  | { kind: 'ttl' }
  /** One that needs more than a host of a rehearsal is. */
  | { kind: 'other'; what: string }
);

/** https://developer.hashicorp.com/consul/docs/services/configuration/services-configuration-reference */
export type ConsulService = {
  id: string;
  name: string;
  port?: number;
  address?: string;
  tags: string[];
  meta: Record<string, string>;
  checks: ConsulCheckDefinition[];
};

/** What a file of Consul's configuration defines. */
export type ConsulDefinitions = {
  services: ConsulService[];
  /** Of the node, or of services that other files define. */
  checks: ConsulCheckDefinition[];
  /** Checks may run programs. */
  runsScripts: boolean;
  /** Why the agent refuses the file. */
  problems: string[];
};

type Mapping = Record<string, unknown>;

/** Reads a file as the agent does, as far as it defines services and checks. */
export function readConsulFile(text: string): ConsulDefinitions {
  const found: ConsulDefinitions = { services: [], checks: [], runsScripts: false, problems: [] };
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    found.problems.push(`it is not JSON: ${(error as Error).message}`);
    return found;
  }
  if (!isMapping(document)) {
    found.problems.push('it must be an object');
    return found;
  }
  for (const one of [...listOf(document.service), ...listOf(document.services)])
    readService(one, found);
  for (const one of [...listOf(document.check), ...listOf(document.checks)])
    found.checks.push(...readChecks([one], undefined, found.problems));
  found.runsScripts =
    document.enable_script_checks === true || document.enable_local_script_checks === true;
  return found;
}

function readService(value: unknown, found: ConsulDefinitions): void {
  if (!isMapping(value)) {
    found.problems.push('"service" must be an object');
    return;
  }
  const name = text(value.name);
  if (!name) {
    found.problems.push('a service has no "name"');
    return;
  }
  const { port } = value;
  if (port !== undefined && !(Number.isInteger(port) && Number(port) >= 0 && Number(port) < 65536))
    found.problems.push(
      `service "${name}": "port" must be a whole number, not ${JSON.stringify(port)}`,
    );
  const id = text(value.id) ?? name;
  found.services.push({
    id,
    name,
    ...defined({
      port: Number.isInteger(port) ? (port as number) : undefined,
      address: text(value.address),
    }),
    tags: listOf(value.tags).map(String),
    meta: texts(value.meta, `service "${name}": "meta"`, found.problems),
    checks: readChecks([...listOf(value.check), ...listOf(value.checks)], id, found.problems),
  });
}

function readChecks(
  values: readonly unknown[],
  serviceId: string | undefined,
  problems: string[],
): ConsulCheckDefinition[] {
  return values.filter(isMapping).map((value, index) => {
    const owner = serviceId ?? text(value.service_id ?? value.serviceid);
    // As the agent numbers those without an id of their own.
    const turn = values.length > 1 ? `:${index + 1}` : '';
    const id =
      text(value.id ?? value.check_id ?? value.checkid) ??
      (serviceId === undefined ? (text(value.name) ?? 'check') : `service:${serviceId}${turn}`);
    const name = text(value.name) ?? (owner === undefined ? id : `Service '${owner}' check`);
    const kind = kindOf(value);
    if (kind.kind === 'other' && kind.what === '')
      problems.push(
        `check "${name}" must have one of "http", "tcp", "args", "ttl" or another kind of check`,
      );
    else if (kind.kind !== 'ttl' && kind.kind !== 'other' && !isTime(value.interval))
      problems.push(`check "${name}" must have an "interval" such as "10s"`);
    return {
      id,
      name,
      ...defined({ serviceId: owner, timeout: text(value.timeout) }),
      status: text(value.status) ?? 'critical',
      ...kind,
    };
  });
}

type KindOf<T> = T extends { kind: infer K } ? Omit<T, keyof Common> & { kind: K } : never;
type Common = { id: string; name: string; serviceId?: string; status: string; timeout?: string };

function kindOf(value: Mapping): KindOf<ConsulCheckDefinition> {
  const { http, tcp, ttl } = value;
  if (text(http))
    return {
      kind: 'http',
      url: text(http) as string,
      method: text(value.method) ?? 'GET',
      header: headers(value.header),
      body: text(value.body) ?? '',
    };
  if (text(tcp)) return { kind: 'tcp', address: text(tcp) as string };
  const args = listOf(value.args ?? value.script_args ?? value.scriptargs).map(String);
  if (args.length > 0) return { kind: 'args', args };
  if (ttl !== undefined) return { kind: 'ttl' };
  const others = ['grpc', 'udp', 'h2ping', 'docker_container_id', 'alias_service', 'alias_node'];
  return { kind: 'other', what: others.find((key) => value[key] !== undefined) ?? '' };
}

function headers(value: unknown): Record<string, string[]> {
  if (!isMapping(value)) return {};
  return Object.fromEntries(
    Object.entries(value).map(([name, texts]) => [name, listOf(texts).map(String)]),
  );
}

function texts(value: unknown, what: string, problems: string[]): Record<string, string> {
  if (value === undefined) return {};
  if (!isMapping(value)) {
    problems.push(`${what} must be an object`);
    return {};
  }
  const entries = Object.entries(value);
  for (const [key, inner] of entries)
    if (typeof inner !== 'string') problems.push(`${what}: the value of "${key}" must be text`);
  return Object.fromEntries(entries.map(([key, inner]) => [key, String(inner)]));
}

/** https://pkg.go.dev/time#ParseDuration */
function isTime(value: unknown): boolean {
  return typeof value === 'string' && /^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/.test(value);
}

function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
