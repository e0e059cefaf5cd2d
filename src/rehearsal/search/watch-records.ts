import { allDestinations } from '../../config/destination.ts';
import { readMarker } from '../../release/marker.ts';
import type { RunRecord } from '../../release/records/run-records.ts';
import { groupOf, hasSucceeded, jsonAt, listed, type Report, type Sight, told } from './sight.ts';
import { releaseOf, type StatusEndpoints } from './status-endpoint.ts';
import type { watchChanges } from './watch-changes.ts';

type Changes = ReturnType<typeof watchChanges>;
type Entry = RunRecord['destinations'][number];
type Target = { environment: string; destination: string; version: string };

/** What the records call proven must have been so when they were written, and what is gone back to must have been proven. */
export function watchRecords(
  sight: Sight,
  endpoints: Pick<StatusEndpoints, 'lastHeld'>,
  { report, jobs }: { report: Report; jobs: Pick<Changes, 'takenAt' | 'isAlone'> },
) {
  /** The runs that prove a version, by environment, destination and version. */
  const proven = new Map<string, Set<string>>();
  const written = new Map<string, RunRecord>();
  for (const { environment, bucket } of bucketsOf(sight))
    for (const { key } of sight.s3.objects(bucket)) {
      const record = key.includes(`/runs/${environment}/`) && jsonAt<RunRecord>(sight, bucket, key);
      if (record) for (const entry of record.destinations) prove(record, entry);
    }

  function prove({ environment, run }: RunRecord, { destination, verified, version }: Entry): void {
    if (!verified || version === undefined) return;
    const place = `${environment}/${destination} ${version}`;
    proven.set(place, (proven.get(place) ?? new Set()).add(run));
  }

  /** Not what it brought back beside it: by the record, `promote` and `rollback` choose. */
  function names({ run, command, environment }: RunRecord, entry: Entry): void {
    if (!jobs.isAlone(run)) return;
    const { destination, deploymentId } = entry;
    const own = groupOf(sight, environment, destination)?.deployments.filter(({ description }) => {
      const marker = readMarker(description);
      return marker?.run === run && (!marker.back || command === 'rollback');
    });
    if (!deploymentId || !own || own.length === 0 || own.some(({ id }) => id === deploymentId))
      return;
    report(
      'a record names what its run was to bring',
      `${deploymentId} in ${environment}/${destination}, by run ${run}: ${listed(own)}`,
    );
  }

  /** Records are read in the order of these times. */
  function timed({ run, token = '', started }: RunRecord): void {
    const times = jobs.takenAt(token);
    const off = times.map((at) => Math.abs(Date.parse(started) - at));
    if (times.length > 0 && Math.min(...off) > 20_000)
      report("a record's time is S3's when its run took the lease", `run ${run}: ${started}`);
  }

  function check(record: RunRecord): void {
    const { run, environment, destinations } = record;
    timed(record);
    for (const entry of destinations) {
      names(record, entry);
      if (!entry.verified || entry.version === undefined) continue;
      const { destination, version, deploymentId } = entry;
      const group = groupOf(sight, environment, destination);
      const one = group?.deployments.find(({ id }) => id === deploymentId);
      const where = `${version} in ${environment}/${destination}, by run ${run}`;
      const isWhole = hasSucceeded(one) && one?.targets.every((status) => status === 'Succeeded');
      if (!isWhole) report('what is proven runs on all instances', `${where}: ${told(one)}`);
      const brought = one && releaseOf(one.key)?.version;
      if (brought !== undefined && brought !== version)
        report('a record names what was deployed', `${where}: ${one?.id} brought ${brought}`);
      if (endpoints.lastHeld(entry, version, run) === false)
        report('what is proven held its checks', `${where}: the last answer was another`);
      prove(record, entry);
    }
  }

  return {
    onPut(about: string): void {
      const slash = about.indexOf('/');
      const record = jsonAt<RunRecord>(sight, about.slice(0, slash), about.slice(slash + 1));
      if (!record) return;
      written.set(about, record);
      check(record);
    },
    /** By other runs than the one that goes there, whose own record comes after it has gone. */
    isProven: (run: string, { environment, destination, version }: Target): boolean =>
      [...(proven.get(`${environment}/${destination} ${version}`) ?? [])].some((by) => by !== run),
    /** What the records of a run say. */
    of: (run: string): RunRecord[] => [...written.values()].filter((one) => one.run === run),
  };
}

function bucketsOf({ environments }: Sight): { environment: string; bucket: string }[] {
  return environments.flatMap((environment) =>
    [...new Set(allDestinations(environment).map(({ bucket }) => bucket))].map((bucket) => ({
      environment: environment.name,
      bucket,
    })),
  );
}
