/** Reads the line again: how many destinations run a version for certain, and how many are accounted for. */
export function readLastLine(line: string) {
  const [, all] = / runs in (?:all )?(\d+|its) /.exec(line) ?? [];
  const parts = [
    ...line.matchAll(
      /(\d+) (rollbacks? failed|(?:still )?runs? (\S+)( unverified| on some)?|(?:is|are) back on (\S+)|with unknown outcome|failed part|timed out part|stopped part)/g,
    ),
  ];
  const runs = new Map<string, number>();
  let told = 0;
  for (const [, count, , version, how, backOn] of parts) {
    told += Number(count);
    const known = how === ' on some' ? undefined : (version ?? backOn)?.replace(',', '');
    if (known) runs.set(known, (runs.get(known) ?? 0) + Number(count));
  }
  return { all, runs, told };
}
