import type { Destination } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import type { GroupState } from '../deployment/group-state.ts';
import { isDigest } from './find-release.ts';
import { entryOf, hasDeployed, type Place, type Proof, proofOf } from './proof.ts';
import { type DestinationRecord, type History, hasMore } from './run-records.ts';

/** A destination, what its group runs, and what its own bucket says about it. */
export type Standing = {
  destination: Destination;
  state: GroupState | undefined;
  history: History;
};

/** A proven release as the record of its deployment has it. */
export type EarlierRelease = {
  version: string;
  digest: string;
  object?: DestinationRecord['object'];
};

export type RollbackChoice =
  | { kind: 'goes'; to: EarlierRelease }
  /** It runs already what others go back to. */
  | { kind: 'stays'; version: string }
  | { kind: 'cannot'; why: string };

/**
 * Where each destination goes back to: the last release that is proven there, was deployed before what runs
 * now, and is another one. After a deployment that did not succeed no release is taken to run, so that the one
 * before it comes back whole. A destination that runs, proven, what another one goes back to stays as it is: a
 * rollout that ended half-way is taken back where it got to, and no further. Where a rollback was interrupted before it had
 * checked that, it is gone back to once more: it is not deployed again, but checked.
 */
export function chooseRollback(standings: readonly Standing[]): Map<string, RollbackChoice> {
  const own = standings.map((standing) => ({ standing, course: lastProven(standing) }));
  const targets = new Set(
    own.flatMap(({ course }) => (course.kind === 'goes' ? [course.to.version] : [])),
  );
  return new Map(
    own.map(({ standing, course }) => {
      const now = runsWhole(standing);
      if (!now || !targets.has(now.version)) return [standing.destination.id, course];
      const stays = { kind: 'stays' as const, version: now.version };
      return [
        standing.destination.id,
        isChecked(standing, now.version) ? stays : goTo(now.version, now),
      ];
    }),
  );
}

/** Whether older records than were read could change what {@link chooseRollback} chooses. */
export function isRollbackDecided(standings: readonly Standing[]): boolean {
  return standings.every((standing) => {
    const { destination, state, history } = standing;
    if (!hasMore(history)) return true;
    const ours = ofGroup(history, destination, state?.group.deploymentGroupId);
    const running = keyOf(state);
    const now = state?.running?.version;
    if (running && now !== undefined && needsMore(proofOf(now, destination, ours))) return false;
    if (running && !ours.some((run) => isRunning(running, run, destination))) return false;
    const proofs = versionsBefore(running, destination, ours).map((version) =>
      proofOf(version, destination, ours),
    );
    return !proofs.some(needsMore) && lastProven(standing).kind === 'goes';
  });
}

function needsMore(proof: Proof): boolean {
  return !proof.proven && proof.more === true;
}

function lastProven(standing: Standing): RollbackChoice {
  const { destination, state, history } = standing;
  if (state?.running?.unknown && !state.attempted)
    return {
      kind: 'cannot',
      why: `CodeDeploy has no details of ${state.running.deploymentId}, the deployment that runs`,
    };
  const groupId = state?.group.deploymentGroupId;
  const ours = ofGroup(history, destination, groupId);
  const running = keyOf(state);
  const doubts: string[] = [];
  for (const version of versionsBefore(running, destination, ours)) {
    const proof = proofOf(version, destination, ours);
    if (!proof.proven) doubts.push(`${version}: ${proof.why}`);
    else if (!isDigest(proof.digest)) doubts.push(`${version}: its record has no digest`);
    else if (!running || proof.entry.object?.key !== running) return goTo(version, proof);
  }
  return { kind: 'cannot', why: reason(standing, ours, doubts) };
}

function goTo(
  version: string,
  proof: { digest: string; entry: DestinationRecord },
): RollbackChoice {
  const { object } = proof.entry;
  return {
    kind: 'goes',
    to: { version, digest: proof.digest, ...defined({ object }) },
  };
}

/** A deployment group that was recreated runs nothing of what was proven in the one before it. */
function ofGroup(history: History, place: Place, groupId: string | undefined): History {
  return history.filter((run) => {
    if ('unread' in run) return true;
    const theirs = entryOf(run, place)?.deploymentGroupId;
    return !theirs || !groupId || theirs === groupId;
  });
}

/** What a group runs on all its instances, by its key; undefined after a deployment that did not succeed. */
function keyOf(state: GroupState | undefined): string | undefined {
  return state?.attempted ? undefined : state?.running?.location?.key;
}

/** Versions that were deployed before what runs now, the last one first; all, where no run deployed that. */
function versionsBefore(running: string | undefined, place: Place, history: History): string[] {
  const entries = history.flatMap((run) => {
    const entry = 'unread' in run ? undefined : entryOf(run, place);
    return entry && hasDeployed(entry) ? [entry] : [];
  });
  const now = entries.findIndex(({ object }) => running !== undefined && object?.key === running);
  const versions = entries.slice(now + 1).map(({ version }) => version);
  return [...new Set(versions)].filter((version) => version !== undefined);
}

function isRunning(key: string, run: History[number], place: Place): boolean {
  return !('unread' in run) && entryOf(run, place)?.object?.key === key;
}

/** The version that a group runs whole, where that is proven there. */
function runsWhole({
  destination,
  state,
  history,
}: Standing): (Extract<Proof, { proven: true }> & { version: string }) | undefined {
  const running = keyOf(state);
  const version = state?.running?.version;
  if (!running || version === undefined) return undefined;
  const groupId = state?.group.deploymentGroupId;
  const proof = proofOf(version, destination, ofGroup(history, destination, groupId));
  return proof.proven && proof.entry.object?.key === running ? { ...proof, version } : undefined;
}

/** Whether the last run that deployed a version there came to its checks. */
function isChecked({ destination, history }: Standing, version: string): boolean {
  const last = history
    .map((run) => ('unread' in run ? undefined : entryOf(run, destination)))
    .find((entry) => entry?.version === version && hasDeployed(entry));
  return last?.verified ?? true;
}

function reason({ destination, state, history }: Standing, ours: History, doubts: string[]) {
  const made = history.length - ours.length;
  if (made > 0 && doubts.length === 0)
    return 'its deployment group was recreated, and no release is proven in the new one except what runs';
  const unread = ours.find((run) => 'unread' in run);
  if (doubts.length === 0 && unread) return unread.unread;
  const now = state?.running?.version;
  const which = keyOf(state) && now ? `before ${now}, which runs` : 'there';
  const known = ours.some((run) => !('unread' in run) && entryOf(run, destination));
  if (doubts.length === 0)
    return known ? `no release was deployed ${which}` : 'no run deployed to it';
  return `no release is proven ${which} (${doubts.slice(0, 3).join('; ')})`;
}
