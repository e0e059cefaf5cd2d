import type { Artifacts } from '../../aws/artifacts.ts';
import type { StoredKey } from '../../aws/list-keys.ts';

/**
 * The keys of at least so many of the newest records, the newest first; fewer only where there are no more. Records of years
 * are not listed for it: S3 lists the oldest first, but tells the days on which there were any.
 */
export async function listNewest(
  records: Pick<Artifacts, 'list' | 'listFirst' | 'groups'>,
  prefix: string,
  atLeast: number,
): Promise<StoredKey[]> {
  const { keys, more } = await records.listFirst(prefix);
  if (!more) return newestFirst(keys);
  const days = (await records.groups(prefix, 'T')).filter((day) => /\/\d{8}T$/.test(day));
  for (let back = 4; back < days.length; back *= 4) {
    const day = days.at(-back) ?? '';
    // A record that claims a later time than S3 took it at may be older than one that is not listed.
    const begins = timeIn(`${day}000000Z-run.json`) ?? Number.POSITIVE_INFINITY;
    const listed = await records.list(prefix, day);
    const newest = newestFirst(listed.filter((stored) => (timeOf(stored) ?? 0) >= begins));
    if (newest.length >= atLeast) return newest;
  }
  return newestFirst(await records.list(prefix));
}

/**
 * The keys of records, the newest first: by the time in the key, but no later than S3 took the object. So nothing that
 * claims a time to come stays the newest for ever. What is named otherwise is not a record, whoever has put it there.
 */
export function newestFirst(keys: readonly StoredKey[]): StoredKey[] {
  return keys
    .flatMap((stored) => {
      const at = timeOf(stored);
      return at === undefined ? [] : [{ stored, at }];
    })
    .toSorted((a, b) => b.at - a.at || (nameOf(a.stored) < nameOf(b.stored) ? 1 : -1))
    .map(({ stored }) => stored);
}

/** `….2` comes after the first of its run and second. */
function nameOf({ key }: StoredKey): string {
  return key.replace(/\.json$/, '');
}

function timeOf({ key, written = Number.POSITIVE_INFINITY }: StoredKey): number | undefined {
  const claimed = timeIn(key);
  return claimed === undefined ? undefined : Math.min(claimed, written);
}

/** In ms: `…/20261123T172900Z-github-9876543.1.json`. */
export function timeIn(key: string): number | undefined {
  const name = key.slice(key.lastIndexOf('/') + 1);
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-.+\.json$/.exec(name) ?? [];
  if (parts.length === 0) return undefined;
  const [year = 0, month = 1, ...rest] = parts.map(Number);
  return Date.UTC(year, month - 1, ...rest);
}
