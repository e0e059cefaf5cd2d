import { describeFault } from '../aws/advice.ts';
import type { AwsSession } from '../aws/session.ts';
import type { Look } from '../bootstrap/looks.ts';
import { allDestinations, type Destination, type Environment } from '../config/destination.ts';
import { guardValue } from '../config/guard-tag.ts';
import { mapLimited } from '../limit.ts';
import { type GroupState, readSnapshot } from '../release/deployment/group-state.ts';
import { releaseKey } from '../release/object-keys.ts';
import { chooseRollback, isRollbackDecided } from '../release/records/choose-rollback.ts';
import { historiesReader, readUntil } from '../release/records/read-history.ts';
import { timing } from '../release/timing.ts';
import { shellWord } from '../words/shell-word.ts';

type Needed = { key: string; versionId?: string | undefined; why: string };

/**
 * Whether hosts of a guarded environment may read what they run, and what a rollback would bring back. It has to be so
 * before the policies are there that refuse them all else.
 */
export async function lookAtAdmitted(environment: Environment, aws: AwsSession): Promise<Look[]> {
  const guarded = allDestinations(environment).filter(({ guardTag }) => guardTag !== undefined);
  const reached = await mapLimited(guarded, timing.atOnce.roles, async (destination) =>
    aws.identify([destination]).then(
      () => [destination],
      // The line of the role says that nobody comes in there.
      () => [],
    ),
  );
  const destinations = reached.flat();
  if (destinations.length === 0) return [];
  const { snapshot, problems } = await readSnapshot(destinations, aws);
  const read = historiesReader(destinations, environment, aws);
  const standings = await readUntil(async (count) => {
    const histories = await read(count);
    return destinations.map((destination) => ({
      destination,
      state: snapshot.get(destination.id),
      history: histories.get(destination.id) ?? [],
    }));
  }, isRollbackDecided);
  const choices = chooseRollback(standings);
  const looks = await mapLimited(destinations, timing.atOnce.destinations, async (destination) => {
    const problem = problems.find((one) => one.destination === destination.id);
    if (problem) return [unseen(destination, problem.message)];
    const choice = choices.get(destination.id);
    const proven =
      choice?.kind === 'goes'
        ? [{ key: releaseKey(environment, choice.to.version, choice.to.digest), why: 'is proven' }]
        : [];
    const needed = [...runningOf(destination, snapshot.get(destination.id)), ...proven];
    const once = new Map(needed.toReversed().map((one) => [one.key, one]));
    return Promise.all([...once.values()].toReversed().map((one) => lookAt(destination, one, aws)));
  });
  return looks.flat();
}

function runningOf({ bucket }: Destination, state: GroupState | undefined): Needed[] {
  return [state?.running, state?.attempted].flatMap((running) => {
    const { bucket: theirs, key, version: versionId } = running?.location ?? {};
    return theirs === bucket && key !== undefined ? [{ key, versionId, why: 'runs' }] : [];
  });
}

async function lookAt(
  destination: Destination,
  { key, versionId, why }: Needed,
  aws: AwsSession,
): Promise<Look> {
  const { id, bucket, guardTag = '' } = destination;
  const named = { destination: id, what: 'bundle' as const, name: `s3://${bucket}/${key}` };
  try {
    const tags = await aws.artifacts(destination).tags({ key, versionId });
    if (tags.get(guardTag) === guardValue) return { ...named, is: 'there' };
    const command = tagCommand({ bucket, key, versionId }, [...tags, [guardTag, guardValue]]);
    return { ...named, is: 'differs', says: `it ${why}, and has no tag ${guardTag}: ${command}` };
  } catch (error) {
    const says = describeFault(error, { destination, operation: 's3:GetObjectTagging' }).message;
    return { ...named, is: 'could not look', says };
  }
}

/** For an administrator's shell. Whoever begins a deployment by hand has chosen its key. */
function tagCommand(
  { bucket, key, versionId }: { bucket: string; key: string; versionId?: string | undefined },
  tags: readonly (readonly [string, string])[],
): string {
  const TagSet = [...new Map(tags)].map(([Key, Value]) => ({ Key, Value }));
  const version = versionId === undefined ? '' : ` --version-id ${shellWord(versionId)}`;
  const tagging = shellWord(JSON.stringify({ TagSet }));
  return `aws s3api put-object-tagging --bucket ${shellWord(bucket)} --key ${shellWord(key)}${version} --tagging ${tagging}`;
}

function unseen({ id, application, deploymentGroup }: Destination, says: string): Look {
  const name = `of ${application}/${deploymentGroup}`;
  return { destination: id, what: 'bundle', name, is: 'could not look', says };
}
