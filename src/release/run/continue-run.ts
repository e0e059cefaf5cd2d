import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import type { AwsSession } from '../../aws/session.ts';
import { type Environment, wholeOf } from '../../config/destination.ts';
import { RefusedError } from '../../problem.ts';
import type { Snapshot } from '../deployment/group-state.ts';
import type { Guarded } from '../guard/guard.ts';
import { ownerText } from '../object-keys.ts';
import { findRelease } from '../records/find-release.ts';
import { recordBucketsOf } from '../records/record-buckets.ts';
import type { LeftOut } from './carry-out.ts';
import type { Prepared, ReleaseArtifact } from './prepared.ts';
import type { RunPorts, RunRequest } from './run-ports.ts';
import { type RunResult, runRelease } from './run-release.ts';
import { endedBadly, findUnderWay, type UnderWay, type Waiting } from './under-way.ts';

export type ContinueRequest = Pick<RunRequest, 'environment' | 'run'> & {
  /** Nothing else is continued. */
  version?: string | undefined;
};

/**
 * Takes up what earlier runs have left under way: wave by wave the traffic is shifted where it waits for that, and all are
 * followed, verified, baked and recorded as if this run had created them. Where nothing is under way nothing is done, and it
 * does not end well where what the same run has brought there has ended badly; a hold and closed windows refuse it, as they
 * do every run that brings something new.
 */
export function continueRun(request: ContinueRequest, ports: RunPorts): Promise<RunResult> {
  const { version: meant, environment, run } = request;
  const release = async (aws: AwsSession, { snapshot }: Pick<Guarded, 'snapshot'>) => {
    const found = findUnderWay(environment, snapshot, meant);
    return prepare(environment, { found, snapshot }, aws, ports);
  };
  // Its order was looked at when it was deployed; since then nothing else could be.
  const wanted = { environment, run, command: 'continue', allowOlder: true };
  return runRelease(wanted, async () => ({ release }), ports);
}

async function prepare(
  environment: Environment,
  { found, snapshot }: { found: UnderWay; snapshot: Snapshot },
  aws: AwsSession,
  { emit }: RunPorts,
): Promise<Prepared> {
  const artifacts = new Map<string, ReleaseArtifact>();
  const waiting = new Map<string, DeploymentInfo>();
  const leftOut = new Map<string, LeftOut>();
  const taken = [...found.values()].flatMap((one) => ('info' in one ? [one.info] : []));
  for (const [id, one] of found) {
    if (!('left' in one)) continue;
    const bad = endedBadly(snapshot.get(id)?.last, taken);
    leftOut.set(id, bad ?? { outcome: 'skipped', reason: one.left });
  }
  const versions = new Map<string, [string, Waiting][]>();
  for (const [id, one] of found)
    if ('info' in one) versions.set(one.version, [...(versions.get(one.version) ?? []), [id, one]]);
  for (const [version, those] of versions) {
    const { digest, size } = await releaseOf(version, those, environment, aws);
    if (versions.size === 1)
      emit({ kind: 'bundle-ready', version, digest, size, reused: true, seconds: 0 });
    for (const [id, { info }] of those) {
      waiting.set(id, info);
      artifacts.set(id, artifactOf(info, version, digest));
    }
  }
  const [only, ...others] = artifacts.values();
  const release = only && others.every(({ digest }) => digest === only.digest) && { ...only };
  return {
    artifacts,
    waiting,
    leftOut,
    ...(release && { release: { version: release.version, digest: release.digest } }),
  };
}

/** What the record of the release says of its content; a deployment that brings other content is not taken up. */
async function releaseOf(
  version: string,
  those: readonly [string, Waiting][],
  environment: Environment,
  aws: AwsSession,
) {
  const buckets = recordBucketsOf(wholeOf(environment), aws);
  const known = await findRelease(environment, version, buckets, { despiteFaults: true });
  const amiss = those.filter(([, { digest }]) => !known?.record.digest.startsWith(digest));
  if (known && amiss.length === 0) return known.record;
  const what = known ? 'has other content' : 'has no record in the buckets';
  throw new RefusedError(
    amiss.map(([destination, { info }]) => ({
      code: 'no-release',
      destination,
      message: `${info.deploymentId} is not continued: release "${version}" of ${ownerText(environment)} ${what}`,
      hint: `fanout stop ${environment.name} stops it`,
    })),
  );
}

function artifactOf(
  { revision }: DeploymentInfo,
  version: string,
  digest: string,
): ReleaseArtifact {
  const { bucket = '', key = '', eTag, version: versionId } = revision?.s3Location ?? {};
  return { version, digest, bucket, key, ...(eTag && { eTag }), ...(versionId && { versionId }) };
}
