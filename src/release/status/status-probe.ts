import type { Check, Destination } from '../../config/destination.ts';
import { complete } from '../../config/template.ts';
import { mapLimited } from '../../limit.ts';
import type { Current, ProbeAnswer } from '../environment-status.ts';
import { timing } from '../timing.ts';
import type { StatusPorts } from './status-ports.ts';

type Release = { version: string; digest: string };

/** What the status endpoints of a destination say of what runs there; commands are not run. */
export async function askProbes(
  { verify, ...rest }: Destination,
  { version, digest, key }: Current,
  probe: NonNullable<StatusPorts['probe']>,
): Promise<ProbeAnswer[]> {
  const checks = verify.filter((check) => check.kind === 'http');
  if (!version || !key)
    return checks.map(({ name }) => ({
      check: name,
      holds: false,
      says: 'not asked, because what runs is not a release to compare it with',
    }));
  const release = { version, digest: digest ?? digestInKey(key) };
  return mapLimited(checks, timing.atOnce.endpoints, async (check) => {
    const problem = await probe(check, { ...rest, verify }, release);
    const holds = problem === undefined;
    return { check: check.name, holds, says: problem ?? expected(check, release) };
  });
}

/** What was compared with success, so what the endpoint said. */
function expected({ status, json }: Extract<Check, { kind: 'http' }>, release: Release): string {
  const values = Object.entries(json).map(
    ([key, value]) => `${key} ${complete(JSON.stringify(value), release)}`,
  );
  return [`status ${status}`, ...values].join(', ');
}

/** The beginning of the digest, which is all that a key holds. */
function digestInKey(key: string): string {
  return /-([0-9a-f]{16})\.zip$/.exec(key)?.[1] ?? '';
}
