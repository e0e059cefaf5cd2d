import type { DeploymentView } from '../../src/emulator/codedeploy/view.ts';
import { isOver } from '../../src/rehearsal/search/sight.ts';
import { releaseOf } from '../../src/rehearsal/search/status-endpoint.ts';
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
  'way back': string;
};

/** A deployment of the run that is told of, as CodeDeploy has it. */
export type Own = DeploymentView & { destination: string; isBack: boolean };

export function entriesOf(
  { destinations }: RunRecord,
  all: readonly DeploymentView[],
): ReadonlyMap<string, Entry> {
  const named = (id: string | undefined) => {
    const one = all.find((each) => each.id === id);
    if (id === undefined || !one) return id === undefined ? 'none' : 'of nobody';
    if (one.creator === 'codeDeployRollback') return 'CodeDeploy’s';
    return readMarker(one.description)?.back ? 'going back' : 'its own';
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
        'way back': named(rest.rollbackDeploymentId),
      },
    ]),
  );
}

/**
 * What a record has otherwise than that of a run that was left alone, with in how many destinations. Of those that it never
 * came to there is nothing to compare.
 */
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
  return [...counts].map(([text, count]) => `${count} × ${text}`);
}

function differing(ours: Entry, theirs: Entry): string[] {
  if (ours.outcome === 'never-started' && theirs.outcome !== 'never-started') return ['not begun'];
  const names = Object.keys(theirs) as (keyof Entry)[];
  return names
    .filter((name) => ours[name] !== theirs[name])
    .map((name) =>
      name === 'digest' || name === 'object'
        ? `${name} ${ours[name] === 'none' ? 'missing' : 'other'}`
        : `${name}: ${ours[name]}, not ${theirs[name]}`,
    );
}

/** What an entry says that CodeDeploy does not: nothing where it is right. `own`: of its destination. */
export function wrongIn(
  entry: Entry,
  quiet: Entry,
  own: readonly Own[],
  isRollback: boolean,
): string[] {
  const forward = own.findLast(({ isBack }) => isBack === isRollback);
  const back = isRollback ? undefined : own.findLast(({ isBack }) => isBack);
  const { outcome, verified } = entry;
  if (!forward)
    return outcome === 'never-started' || outcome === 'skipped'
      ? []
      : [`${outcome} without a deployment`];
  const right = outcomesOf(forward, back);
  return [
    ...(right.includes(outcome)
      ? []
      : [`${outcome}, but it is ${forward.status}, back ${back?.status ?? 'none'}`]),
    ...(verified === 'yes' && outcome !== 'succeeded' ? [`verified, but ${outcome}`] : []),
    ...(entry.version === releaseOf(forward.key)?.version ? [] : [`version ${entry.version}`]),
    ...(['digest', 'object', 'before'] as const)
      .filter((name) => entry[name] !== quiet[name])
      .map((name) => `${name} ${entry[name]}`),
    ...(entry.deployment === (isRollback ? 'going back' : 'its own')
      ? []
      : [`names ${entry.deployment}`]),
    ...(back && entry['way back'] === 'none' ? ['does not name its way back'] : []),
  ];
}

function outcomesOf(forward: DeploymentView, back: DeploymentView | undefined): string[] {
  if (back && back.status === 'Succeeded') return ['rolled-back'];
  if (back) return ['failed', 'stopped', 'not-verified'];
  if (forward.isHalted || forward.status === 'Stopped') return ['stopped', 'rolled-back'];
  if (forward.status === 'Succeeded') return ['succeeded', 'not-verified'];
  return isOver(forward) ? ['failed', 'rolled-back'] : ['failed', 'timed-out'];
}
