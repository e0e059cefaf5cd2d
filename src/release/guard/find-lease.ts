import type { Clock } from '../../clock.ts';
import { defined } from '../../defined.ts';
import { giveBackIn } from './ballots.ts';
import { askEach, type Homes, patienceFor, type ReadPorts, readAll, silenceOf } from './homes.ts';
import { ageOf, keepsOut, leaseIn } from './lease-record.ts';

/** Who holds the lease of an environment now, if anyone does; `unread` hears about homes that do not answer. */
export async function readLease(
  homes: Homes,
  key: string,
  ports: ReadPorts,
): Promise<{ run: string; since: string } | undefined> {
  const { found, blind } = await readAll(homes, key, ports);
  if (blind) throw blind.error;
  const all = found.map(({ kept }) => kept);
  for (const kept of all) {
    const lease = leaseIn(kept);
    if (lease && keepsOut(kept, nobody, all, ageOf(kept) ?? 0))
      return { run: String(lease.run), since: String(lease.since) };
  }
  return undefined;
}

const nobody = { run: '', token: '' };

/**
 * Gives back the lease of a run that can no longer do so itself, wherever it is; tells whether it had it. Jobs of one CI run
 * share its id, so the lease is known by its token; notes of an older fanout have none. Rejects where it may be left in most
 * of the voters.
 */
export async function giveLeaseBack(
  homes: Homes,
  key: string,
  { run, token }: { run: string; token?: string | undefined },
  clock: Clock,
): Promise<boolean> {
  const { voters, others } = homes;
  const one = async (home: Homes['own'], signal: AbortSignal | undefined) => {
    const lease = leaseIn(await home.read(key, signal));
    if (!lease?.until || lease.run !== run) return false;
    if (token !== undefined && lease.token !== token) return false;
    const { until: _, ...free } = lease;
    const whose = defined({ token: lease.token });
    return giveBackIn(home, key, whose, undefined, signal, free);
  };
  const chosen = await askEach(voters, { clock, ...patienceFor(homes) }, one);
  const rest = await askEach(others, { clock }, one);
  if (2 * chosen.answers.size <= voters.length)
    throw silenceOf(homes, chosen.silent, 's3:PutObject');
  return [...chosen.answers.values(), ...rest.answers.values()].some(Boolean);
}
