import { describeFault } from '../../aws/advice.ts';
import type { AwsSession } from '../../aws/session.ts';
import type { Clock } from '../../clock.ts';
import { allDestinations, type Destination, type Environment } from '../../config/destination.ts';
import { guardValue } from '../../config/guard-tag.ts';
import { mapLimited } from '../../limit.ts';
import { type Problem, RefusedError } from '../../problem.ts';
import type { Emit } from '../events.ts';
import { timing } from '../timing.ts';
import type { LeftOut } from './carry-out.ts';
import type { Prepared, ReleaseArtifact } from './prepared.ts';

type AdmitPorts = {
  aws: Pick<AwsSession, 'artifacts'>;
  clock: Clock;
  emit: Emit;
  signal: AbortSignal;
};

/**
 * Tags what hosts are about to get, once it has passed all checks: S3 refuses them everything else. Rejects with a
 * {@link RefusedError} where that cannot be done; a run that goes back leaves those destinations out, so that their hosts do
 * not stop what runs for what they cannot fetch.
 */
export async function admit(
  prepared: Prepared,
  { environment, goesBack }: { environment: Environment; goesBack: boolean },
  ports: AdmitPorts,
): Promise<Prepared> {
  const { emit, signal } = ports;
  const guarded = allDestinations(environment).flatMap((destination) => {
    const artifact = prepared.artifacts.get(destination.id);
    return destination.guardTag !== undefined && artifact
      ? [{ destination, artifact, tag: destination.guardTag }]
      : [];
  });
  if (guarded.length === 0) return prepared;
  emit({ kind: 'step', text: `letting hosts read it: ${[...tagsOf(guarded)].join(', ')}` });
  const problems = new Map<string, Problem>();
  const pending = new Map<string, Promise<void>>();
  await mapLimited(guarded, timing.atOnce.requests, async (one) => {
    signal.throwIfAborted();
    const { destination, artifact, tag } = one;
    const object = JSON.stringify([artifact.bucket, artifact.key, artifact.versionId, tag]);
    const tagging = pending.get(object) ?? tagOnce(one, ports);
    pending.set(object, tagging);
    await tagging.catch((error) => {
      problems.set(destination.id, problemOf(error, destination, artifact));
    });
  });
  if (problems.size === 0) return prepared;
  if (!goesBack) throw new RefusedError([...problems.values()]);
  return withoutThem(prepared, problems);
}

type Guarded = { destination: Destination; artifact: ReleaseArtifact; tag: string };

function tagsOf(guarded: readonly Guarded[]): ReadonlySet<string> {
  return new Set(guarded.map(({ tag }) => tag));
}

/**
 * S3 takes all tags of an object together and on no condition: a run of another environment that tags the same object at the
 * same time may take ours away. So it is looked at again, once whoever had read the tags before has written them.
 */
async function tagOnce(
  { destination, artifact: { key, versionId }, tag }: Guarded,
  { aws, clock, signal }: AdmitPorts,
): Promise<void> {
  const artifacts = aws.artifacts(destination);
  const object = { key, versionId };
  for (let tries = 0; tries < timing.tag.tries; tries++) {
    const there = await artifacts.tags(object);
    if (there.get(tag) === guardValue) return;
    await artifacts.addTag(object, there, [tag, guardValue]);
    await clock.sleep(timing.tag.settles, signal);
  }
  const there = await artifacts.tags(object);
  if (there.get(tag) !== guardValue) throw new Error('somebody else takes the tag away again');
}

function problemOf(
  error: unknown,
  destination: Destination,
  { bucket, key }: ReleaseArtifact,
): Problem {
  const about = { destination, operation: 's3:PutObjectTagging' };
  const { message, ...rest } = describeFault(error, about);
  return {
    ...rest,
    message: `s3://${bucket}/${key} cannot be tagged ${destination.guardTag}, and without that tag no host may read it: ${message}`,
  };
}

function withoutThem(prepared: Prepared, problems: ReadonlyMap<string, Problem>): Prepared {
  const going = [...prepared.artifacts].filter(([id]) => !problems.has(id));
  if (going.length === 0) throw new RefusedError([...problems.values()]);
  const left = [...problems].map(([id, { message }]): [string, LeftOut] => [
    id,
    { outcome: 'never-started', reason: `cannot go back: ${message}` },
  ]);
  return {
    ...prepared,
    artifacts: new Map(going),
    leftOut: new Map([...(prepared.leftOut ?? []), ...left]),
  };
}
