import os from 'node:os';
import { readConsulFile } from '../../../../appspec/consul/definitions.ts';
import { milliseconds } from './checks.ts';
import { type CheckState, type ConsulState, unreadFiles } from './state.ts';

/*
 * The HTTP API of an agent of Consul, as far as hooks and checks use it: https://developer.hashicorp.com/consul/api-docs.
 * What is not here is refused. Runs inside hosts.
 */

export type ApiAnswer = { status: number; body: unknown; index?: number };
type Query = URLSearchParams;
type Route = [
  method: string,
  path: RegExp,
  work: (
    state: ConsulState,
    name: string,
    query: Query,
    body: string,
  ) => Promise<ApiAnswer> | ApiAnswer,
];

const DATACENTER = 'dc1';
const ok = (body: unknown = ''): ApiAnswer => ({ status: 200, body });
const missing = (what: string): ApiAnswer => ({ status: 404, body: what });

const routes: Route[] = [
  ['GET', /^\/v1\/status\/leader$/, () => ok('127.0.0.1:8300')],
  [
    'GET',
    /^\/v1\/agent\/self$/,
    () => ok({ Config: { Datacenter: DATACENTER, NodeName: os.hostname() } }),
  ],
  [
    'GET',
    /^\/v1\/agent\/members$/,
    () => ok([{ Name: os.hostname(), Addr: '127.0.0.1', Port: 8301, Status: 1 }]),
  ],
  ['GET', /^\/v1\/agent\/services$/, (state) => ok(byKey(state.services.map(shownService), 'ID'))],
  [
    'GET',
    /^\/v1\/agent\/checks$/,
    (state) =>
      ok(
        byKey(
          state.checks.map((one) => shownCheck(one, state)),
          'CheckID',
        ),
      ),
  ],
  ['GET', /^\/v1\/agent\/health\/service\/name\/(.+)$/, agentHealth],
  ['GET', /^\/v1\/catalog\/nodes$/, () => ok([node()])],
  [
    'GET',
    /^\/v1\/catalog\/services$/,
    (state) => ok(Object.fromEntries(state.services.map(({ name, tags }) => [name, tags]))),
  ],
  [
    'GET',
    /^\/v1\/catalog\/service\/(.+)$/,
    (state, name) =>
      ok(
        named(state, name).map((one) => ({
          ...node(),
          ServiceID: one.id,
          ServiceName: one.name,
          ServiceTags: one.tags,
          ServiceMeta: one.meta,
          ServicePort: one.port ?? 0,
          ServiceAddress: one.address ?? '',
        })),
      ),
  ],
  ['GET', /^\/v1\/health\/service\/(.+)$/, healthOf],
  ['GET', /^\/v1\/health\/checks\/(.+)$/, checksOf],
  ['PUT', /^\/v1\/agent\/reload$/, reload],
  ['PUT', /^\/v1\/agent\/service\/register$/, register],
  [
    'PUT',
    /^\/v1\/agent\/service\/deregister\/(.+)$/,
    (state, id) => (state.deregister(id) ? ok() : missing(`Unknown service ID "${id}"`)),
  ],
  [
    'PUT',
    /^\/v1\/agent\/service\/maintenance\/(.+)$/,
    (state, id, query) =>
      state.maintain(id, query.get('enable') === 'true', query.get('reason') ?? '')
        ? ok()
        : missing(`Unknown service ID "${id}"`),
  ],
  ['PUT', /^\/v1\/agent\/check\/(?:pass|warn|fail)\/(.+)$/, () => ok()],
];

/** Answers a request; a GET sees checks that were made just now. */
export async function answer(
  state: ConsulState,
  { method, url, body }: { method: string; url: URL; body: string },
): Promise<ApiAnswer> {
  const path = decodeURIComponent(url.pathname);
  const route = routes.find(([verb, pattern]) => verb === method && pattern.test(path));
  if (!route || url.searchParams.has('filter'))
    return { status: 501, body: `${method} ${path}: the stand-in for Consul does not know it` };
  const [, pattern, work] = route;
  const name = pattern.exec(path)?.[1] ?? '';
  if (method === 'PUT') return told(path, name) ?? work(state, name, url.searchParams, body);
  return whenChanged(state, url.searchParams, () => work(state, name, url.searchParams, body));

  function told(address: string, id: string): ApiAnswer | undefined {
    const word = /\/check\/(pass|warn|fail)\//.exec(address)?.[1];
    if (!word) return undefined;
    const status = { pass: 'passing', warn: 'warning', fail: 'critical' }[word] ?? 'critical';
    return state.set(id, status, url.searchParams.get('note') ?? '')
      ? ok()
      : missing(`Unknown check ID "${id}"`);
  }
}

/** Blocks while the index is what the one who asks has seen, as long as it may. */
async function whenChanged(
  state: ConsulState,
  query: Query,
  work: () => Promise<ApiAnswer> | ApiAnswer,
): Promise<ApiAnswer> {
  const seen = Number(query.get('index') ?? 0);
  const until = Date.now() + (milliseconds(query.get('wait') ?? '5m') ?? 0);
  await state.refresh();
  while (seen > 0 && state.index === seen && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    await state.refresh();
  }
  return { index: state.index, ...(await work()) };
}

function healthOf(state: ConsulState, name: string, query: Query): ApiAnswer {
  const tags = query.getAll('tag');
  const entries = named(state, name)
    .filter((one) => tags.every((tag) => one.tags.includes(tag)))
    .map((one) => ({
      Node: node(),
      Service: { ...shownService(one), Weights: { Passing: 1, Warning: 1 } },
      Checks: [serf(), ...state.checksOf(one.id).map((check) => shownCheck(check, state))],
    }))
    .filter(
      ({ Checks }) => !query.has('passing') || Checks.every(({ Status }) => Status === 'passing'),
    );
  return ok(entries);
}

function checksOf(state: ConsulState, name: string): ApiAnswer {
  const checks = named(state, name).flatMap(({ id }) =>
    state.checks.filter(({ definition }) => definition.serviceId === id),
  );
  return ok(checks.map((check) => shownCheck(check, state)));
}

/** 200, 429 and 503 are what a load balancer is to understand. */
function agentHealth(state: ConsulState, name: string): ApiAnswer {
  const found = named(state, name);
  if (found.length === 0) return { status: 404, body: [] };
  const worst = ['critical', 'warning'].find((status) =>
    found.some(({ id }) => state.checksOf(id).some((check) => check.status === status)),
  );
  const status = worst === 'critical' ? 503 : worst === 'warning' ? 429 : 200;
  return { status, body: [{ AggregatedStatus: worst ?? 'passing' }] };
}

function reload(state: ConsulState): ApiAnswer {
  const problems = state.reload();
  if (problems.length > 0) return { status: 500, body: problems.join('\n') };
  const unread = unreadFiles().map(
    (file) => `the stand-in for Consul reads JSON alone, not ${file}`,
  );
  return ok(unread.join('\n'));
}

function register(state: ConsulState, _: string, __: Query, body: string): ApiAnswer {
  const lower = body.replace(
    /"([A-Z][A-Za-z]*)"(?=\s*:)/g,
    (__match, key: string) => `"${key.toLowerCase()}"`,
  );
  const { services, problems } = readConsulFile(`{"service":${lower}}`);
  const [service] = services;
  if (!service || problems.length > 0) return { status: 400, body: problems.join('\n') };
  state.register(service, true);
  return ok();
}

function named(state: ConsulState, name: string) {
  return state.services.filter((one) => one.name === name);
}

const node = () => ({
  Node: os.hostname(),
  Address: '127.0.0.1',
  Datacenter: DATACENTER,
  Meta: {},
});

const serf = () => ({
  Node: os.hostname(),
  CheckID: 'serfHealth',
  Name: 'Serf Health Status',
  Status: 'passing',
  Output: 'Agent alive and reachable',
});

function shownService({
  id,
  name,
  tags,
  meta,
  port = 0,
  address = '',
}: ConsulState['services'][number]) {
  return { ID: id, Service: name, Tags: tags, Meta: meta, Port: port, Address: address };
}

function shownCheck({ definition, status, output }: CheckState, state: ConsulState) {
  const { id, name, serviceId = '' } = definition;
  const service = state.services.find((one) => one.id === serviceId);
  return {
    Node: os.hostname(),
    CheckID: id,
    Name: name,
    Status: status,
    Output: output,
    ServiceID: serviceId,
    ServiceName: service?.name ?? '',
  };
}

function byKey<T extends Record<string, unknown>>(items: readonly T[], key: keyof T) {
  return Object.fromEntries(items.map((one) => [String(one[key]), one]));
}
