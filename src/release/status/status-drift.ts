import { compareVersions } from '../../bundle/version.ts';
import type { DestinationStatus } from '../environment-status.ts';

/** Why a destination is not like the others of its environment, by the destination's id. */
export function driftOf(destinations: readonly DestinationStatus[]): Map<string, string[]> {
  const leading = leadingVersion(destinations);
  return new Map(destinations.map((status) => [status.destination.id, driftIn(status, leading)]));
}

/** The version that most destinations run; of several the newest. `of`: destinations that could be read. */
export type Leading = { version: string; count: number; of: number };

export function leadingVersion(destinations: readonly DestinationStatus[]): Leading | undefined {
  const read = destinations.filter(({ problem }) => problem === undefined);
  const counts = new Map<string, number>();
  for (const { current } of read)
    if (current?.version) counts.set(current.version, (counts.get(current.version) ?? 0) + 1);
  const [first] = [...counts].sort(([a, x], [b, y]) => y - x || (compareVersions(b, a) ?? 0));
  return first && { version: first[0], count: first[1], of: read.length };
}

function driftIn(
  { destination, problem, current }: DestinationStatus,
  leading: Leading | undefined,
): string[] {
  if (problem) return [];
  if (!current) return leading ? [`nothing was deployed with success; ${most(leading)}`] : [];
  const { version, text, bucket, startedBy = '' } = current;
  if (!version) return [`${text} is not a release of this tool, deployed ${startedBy}`.trimEnd()];
  return [
    ...(leading && version !== leading.version ? [most(leading)] : []),
    ...(bucket === destination.bucket
      ? []
      : [`it is from bucket ${bucket}, not from ${destination.bucket}`]),
  ];
}

function most({ version, count, of }: Leading): string {
  return `${count} of ${of} destinations run${count === 1 ? 's' : ''} ${version}`;
}
