import { allDestinations } from '../../config/destination.ts';
import type { RunRecord } from '../../release/records/run-records.ts';
import { groupOf, jsonAt, type Report, type Sight, told } from './sight.ts';
import { releaseOf, type StatusEndpoints } from './status-endpoint.ts';

/** What the records call proven must have been so when they were written, and what is gone back to must have been proven. */
export function watchRecords(
  sight: Sight,
  endpoints: Pick<StatusEndpoints, 'lastHeld'>,
  report: Report,
) {
  /** By environment and destination. */
  const proven = new Map<string, Set<string>>();
  const written = new Map<string, RunRecord>();
  for (const { environment, bucket } of bucketsOf(sight))
    for (const { key } of sight.s3.objects(bucket)) {
      const record = key.includes(`/runs/${environment}/`) && jsonAt<RunRecord>(sight, bucket, key);
      if (record) for (const entry of record.destinations) prove(environment, entry);
    }

  function prove(
    environment: string,
    { destination, verified, version }: RunRecord['destinations'][number],
  ): void {
    if (!verified || version === undefined) return;
    const place = `${environment}/${destination}`;
    proven.set(place, (proven.get(place) ?? new Set()).add(version));
  }

  function check({ run, environment, destinations }: RunRecord): void {
    for (const entry of destinations) {
      if (!entry.verified || entry.version === undefined) continue;
      const { destination, version, deploymentId } = entry;
      const group = groupOf(sight, environment, destination);
      const one = group?.deployments.find(({ id }) => id === deploymentId);
      const where = `${version} in ${environment}/${destination}, by run ${run}`;
      const isWhole =
        one?.status === 'Succeeded' && one.targets.every((status) => status === 'Succeeded');
      if (!isWhole) report('what is proven runs on all instances', `${where}: ${told(one)}`);
      const brought = one && releaseOf(one.key)?.version;
      if (brought !== undefined && brought !== version)
        report('a record names what was deployed', `${where}: ${one?.id} brought ${brought}`);
      if (endpoints.lastHeld(entry, version, run) === false)
        report('what is proven held its checks', `${where}: the last answer was another`);
      prove(environment, entry);
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
    isProven: (environment: string, destination: string, version: string): boolean =>
      proven.get(`${environment}/${destination}`)?.has(version) ?? false,
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
