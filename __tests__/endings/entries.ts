import type { DeploymentView } from '../../src/emulator/codedeploy/view.ts';
import { readMarker } from '../../src/release/marker.ts';
import type { RunRecord } from '../../src/release/records/run-records.ts';

/** What a record says of a destination that another run of the same would say as well: ids told by what they name. */
export type Entry = {
  version: string;
  digest: string;
  object: string;
  before: string;
  outcome: string;
  verified: string;
  deployment: string;
  rollback: string;
};

/** `own`: the run's deployments as CodeDeploy has them. */
export function entriesOf(
  { destinations }: RunRecord,
  own: readonly DeploymentView[],
): ReadonlyMap<string, Entry> {
  const named = (id: string | undefined) => {
    if (id === undefined) return 'none';
    const one = own.find((each) => each.id === id);
    if (!one) return 'another’s';
    return readMarker(one.description)?.back ? 'its own way back' : 'its own';
  };
  return new Map(
    destinations.map(({ destination, version, digest, object, before, outcome, ...rest }) => [
      destination,
      {
        version: version ?? 'none',
        digest: digest ?? 'none',
        object: object ? `${object.bucket}/${object.key}` : 'none',
        before: before ?? 'none',
        outcome,
        verified: rest.verified ? 'yes' : 'no',
        deployment: named(rest.deploymentId),
        rollback: named(rest.rollbackDeploymentId),
      },
    ]),
  );
}

/** What differs, with how many destinations: `outcome stopped for succeeded (2)`; nothing where all is equal. */
export function differences(
  record: ReadonlyMap<string, Entry>,
  quiet: ReadonlyMap<string, Entry>,
): string[] {
  const counts = new Map<string, number>();
  for (const [destination, theirs] of quiet) {
    const ours = record.get(destination);
    const found = ours ? differing(ours, theirs) : ['no entry'];
    for (const text of found) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].map(([text, count]) => `${text} (${count})`);
}

function differing(ours: Entry, theirs: Entry): string[] {
  const names = Object.keys(theirs) as (keyof Entry)[];
  return names
    .filter((name) => ours[name] !== theirs[name])
    .map((name) =>
      name === 'digest' || name === 'object'
        ? `${name} ${ours[name] === 'none' ? 'missing' : 'other'}`
        : `${name} ${ours[name]} for ${theirs[name]}`,
    );
}
