import type { Check } from '../config/destination.ts';
import { complete } from '../config/template.ts';
import { timing } from '../release/timing.ts';
import { compareConsul, entriesIn } from './consul-answer.ts';
import { fillAll, type VerifyValues } from './http-check.ts';
import type { Answer } from './request.ts';

/** What one try leaves to the next: where Consul's answer stood, from which it can learn about a change. */
export type ConsulMemory = { index?: number };

export type ConsulFailure = {
  problem: string;
  advice?: string;
  /** No further try can end otherwise. */
  isFinal?: true;
};

type ConsulCheck = Extract<Check, { kind: 'consul' }>;

type Ports = {
  get(url: URL, headers: Readonly<Record<string, string>>): Promise<Answer>;
  /** Milliseconds that Consul may hold the answer back while nothing has changed. */
  wait: number;
  memory: ConsulMemory;
};

/**
 * Asks Consul once, by a blocking query where an earlier answer is known
 * (https://developer.hashicorp.com/consul/api-docs/features/blocking). Gives what is wrong, or nothing.
 */
export async function checkConsul(
  check: ConsulCheck,
  values: VerifyValues,
  { get, wait, memory }: Ports,
): Promise<ConsulFailure | undefined> {
  const { token } = check;
  const headers = token === undefined ? {} : { 'x-consul-token': complete(token, values) };
  const answer = await get(addressOf(check, values, { wait, memory }), headers);
  if (answer.status !== 200) {
    delete memory.index;
    return refused(answer, token !== undefined);
  }
  noteIndex(answer, memory);
  const stale = staleness(answer);
  if (stale) return { problem: stale };
  const entries = entriesIn(answer.body);
  if (!entries)
    return { problem: 'the answer is not one of Consul: is this the address of its API?' };
  const problem = compareConsul(
    entries,
    { ...check, meta: fillAll(check.meta, values), tags: fillAll(check.tags, values) },
    await values.hosts?.(),
  );
  if (problem === undefined) return undefined;
  // https://developer.hashicorp.com/consul/api-docs/api-structure#filtering-by-acls
  if (answer.headers['x-consul-results-filtered-by-acls'] === 'true')
    return { problem: `${problem}; Consul left out what the token may not read`, advice: rights };
  return { problem };
}

const rights = 'give the token service:read on the service and node:read on its nodes';

function addressOf(
  check: ConsulCheck,
  values: VerifyValues,
  { wait, memory: { index } }: Pick<Ports, 'wait' | 'memory'>,
): URL {
  const url = new URL(complete(check.url, values));
  const service = encodeURIComponent(complete(check.service, values));
  url.pathname = `${url.pathname.replace(/\/$/, '')}/v1/health/service/${service}`;
  const optional = { dc: check.datacenter, ns: check.namespace };
  for (const [key, value] of Object.entries(optional))
    if (value !== undefined) url.searchParams.set(key, complete(value, values));
  if (index !== undefined) {
    url.searchParams.set('index', String(index));
    url.searchParams.set('wait', `${Math.max(1, Math.ceil(wait / 1000))}s`);
  }
  return url;
}

/** Whether an address is one that a check asks Consul by. */
export function isConsulsAddress(check: Check, { origin, pathname }: URL): boolean {
  return (
    check.kind === 'consul' &&
    new URL(check.url.replaceAll(/\$\{(?:version|digest)\}/g, '1')).origin === origin &&
    pathname.includes('/v1/health/service/')
  );
}

/** An index that goes back, or is none, starts again: "Implementation details" of the page on blocking queries. */
function noteIndex({ headers }: Answer, memory: ConsulMemory): void {
  const next = Number(headers['x-consul-index']);
  const isFit = Number.isSafeInteger(next) && next > 0 && next >= (memory.index ?? 0);
  if (isFit) memory.index = next;
  else delete memory.index;
}

/** https://developer.hashicorp.com/consul/api-docs/features/consistency */
function staleness({ headers }: Answer): string | undefined {
  if (headers['x-consul-knownleader'] === 'false')
    return 'Consul has no leader at the moment, and its answer may be old';
  const silence = Number(headers['x-consul-lastcontact'] ?? 0);
  if (silence <= timing.check.silentLeader) return undefined;
  return `Consul's answer is old: its server heard of the leader ${Math.round(silence / 1000)} s ago`;
}

function refused({ status, body }: Answer, hasToken: boolean): ConsulFailure {
  const said = body.trim().split('\n')[0]?.slice(0, 200);
  const what = `status ${status}${said ? `: ${said}` : ''}`;
  if (status === 429) return { problem: `Consul is asked too often: ${what}` };
  if (status === 401 || status === 403)
    return {
      problem: `Consul refuses ${hasToken ? 'the token' : 'who asks without a token'}: ${what}`,
      advice: hasToken ? rights : `name one in "token"; ${rights}`,
      isFinal: true,
    };
  return { problem: what };
}
