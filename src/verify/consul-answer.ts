import type { ConsulCheck } from '../config/destination.ts';
import { enumerate } from '../words/closest.ts';
import { list, many } from '../words/quantities.ts';

/** An entry of `/v1/health/service/…`, as far as it is read; https://developer.hashicorp.com/consul/api-docs/health */
export type ConsulEntry = {
  Node?: { Node?: string; Meta?: Record<string, string> | null };
  Service?: {
    ID?: string;
    Tags?: string[] | null;
    Meta?: Record<string, string> | null;
  };
  Checks?: { Name?: string; Status?: string; Output?: string }[] | null;
};

/** Metadata and tags of this version, with everything filled in. */
export type Wanted = Pick<ConsulCheck, 'service' | 'meta' | 'tags' | 'instance'>;

/** The entries of an answer; undefined for what is none of Consul's. */
export function entriesIn(body: string): ConsulEntry[] | undefined {
  try {
    const document: unknown = JSON.parse(body);
    const isList = Array.isArray(document) && document.every((one) => one?.Service !== undefined);
    return isList ? (document as ConsulEntry[]) : undefined;
  } catch {
    return undefined;
  }
}

/** What keeps this version from being registered and passing on every host. Undefined: nothing. */
export function compareConsul(
  entries: readonly ConsulEntry[],
  wanted: Wanted,
  hosts: readonly string[] | undefined,
): string | undefined {
  const { service, instance } = wanted;
  const isPassing = (entry: ConsulEntry) => isOfVersion(entry, wanted) && !unwell(entry);
  const passing = entries.filter(isPassing);
  const needed = hosts?.length ?? 1;
  if (hosts === undefined || instance === 'count') {
    const count = new Set(passing.map(({ Node }) => Node?.Node)).size;
    if (count >= Math.max(needed, 1)) return undefined;
    const of = hosts === undefined ? '' : ` of ${many(needed, 'host')}`;
    return `${service}: ${count}${of} registered and passing${others(entries, wanted)}`;
  }
  const idOf = identity(instance);
  const missing = hosts.filter((host) => !passing.some((entry) => isHost(idOf(entry), host)));
  if (missing.length === 0 && hosts.length > 0) return undefined;
  if (hosts.length === 0) return 'CodeDeploy names no host of the destination';
  const isKnown = entries.some((entry) => hosts.some((host) => isHost(idOf(entry), host)));
  const reasons = new Map<string, string[]>();
  for (const host of missing) {
    const there = entries.filter((entry) => isHost(idOf(entry), host));
    const reason = whatIsWrong(there, wanted);
    reasons.set(reason, [...(reasons.get(reason) ?? []), host]);
  }
  const said = [...reasons].map(([reason, of]) => `${reason} (${list(of, 3)})`);
  const unknown = entries.length > 0 && !isKnown ? known(entries, idOf) : '';
  return `${service} is not passing on ${missing.length} of ${many(needed, 'host')}: ${list(said, 5)}${unknown}`;
}

function identity(instance: string): (entry: ConsulEntry) => string | undefined {
  const [where, key = ''] = instance.split('.');
  return ({ Node, Service }) => {
    if (where === 'node') return Node?.Node;
    return (where === 'meta' ? Service : Node)?.Meta?.[key];
  };
}

/** Names of hosts are told without regard to case. */
function isHost(id: string | undefined, host: string): boolean {
  return id?.toLowerCase() === host.toLowerCase();
}

function isOfVersion({ Service }: ConsulEntry, { meta, tags }: Wanted): boolean {
  return (
    Object.entries(meta).every(([key, value]) => Service?.Meta?.[key] === value) &&
    tags.every((tag) => Service?.Tags?.includes(tag))
  );
}

/** The worst of its checks, those of its node among them. */
function unwell({ Checks }: ConsulEntry): string | undefined {
  const bad = (Checks ?? []).filter(({ Status }) => Status !== 'passing');
  const worst = bad.find(({ Status }) => Status === 'critical') ?? bad[0];
  if (!worst) return undefined;
  const output = worst.Output?.trim().slice(0, 200);
  return `${worst.Status ?? 'unknown'} by "${worst.Name ?? ''}"${output ? `: ${output}` : ''}`;
}

function whatIsWrong(there: readonly ConsulEntry[], wanted: Wanted): string {
  if (there.length === 0) return 'not registered';
  const ofVersion = there.find((entry) => isOfVersion(entry, wanted));
  return ofVersion ? (unwell(ofVersion) ?? '') : `${versionsIn(there, wanted)}`;
}

function others(entries: readonly ConsulEntry[], wanted: Wanted): string {
  const rest = entries.filter((entry) => !isOfVersion(entry, wanted));
  const bad = entries
    .filter((entry) => isOfVersion(entry, wanted))
    .flatMap((one) => unwell(one) ?? []);
  return [
    ...(bad[0] ? [`; one ${bad[0]}`] : []),
    ...(rest.length > 0 ? [`; others have ${versionsIn(rest, wanted)}`] : []),
  ].join('');
}

function versionsIn(entries: readonly ConsulEntry[], { meta, tags }: Wanted): string {
  const texts = entries.map(({ Service }) =>
    [
      ...Object.keys(meta).map((key) => `${key} ${Service?.Meta?.[key] ?? 'missing'}`),
      ...(tags.length > 0 ? [`tags ${JSON.stringify(Service?.Tags ?? [])}`] : []),
    ].join(', '),
  );
  return enumerate([...new Set(texts)].slice(0, 3));
}

/** Where none of the hosts is found, Consul may know them by another name. */
function known(
  entries: readonly ConsulEntry[],
  idOf: (entry: ConsulEntry) => string | undefined,
): string {
  const ids = [...new Set(entries.map((entry) => idOf(entry) ?? 'none'))].slice(0, 3);
  return `. Consul has ${ids.join(', ')}: "instance" of the check says where it keeps the ids of hosts`;
}
