import { describeFault } from '../../aws/advice.ts';
import type { Destination } from '../../config/destination.ts';
import { mapLimited } from '../../limit.ts';
import type { Problem } from '../../problem.ts';
import type { Snapshot } from '../deployment/group-state.ts';
import type { Emit } from '../events.ts';
import type { Owner } from '../keys.ts';
import type { DestinationResult } from '../outcome.ts';
import type { ReleaseArtifact } from '../run/prepared.ts';
import type { RecordBucket } from './record-buckets.ts';
import { type DestinationRecord, type RunRecord, runKey } from './run-records.ts';

/** Writes a run's record into every bucket, and tells whether all have it; where one does not, the run is unproven there. */
export async function recordRun(
  owner: Owner,
  record: RunRecord,
  recordBuckets: readonly RecordBucket[],
  emit: Emit,
): Promise<boolean> {
  const written = await mapLimited(recordBuckets, 50, async ({ artifacts, destination }) => {
    try {
      await artifacts.writeJson(runKey(owner, record), record, { ifNoneMatch: true });
      return true;
    } catch (error) {
      const { message, ...rest } = describeFault(error, { destination, operation: 's3:PutObject' });
      const said = `the run's record could not be written: ${message}`;
      const problem: Problem = { ...rest, code: 'record-unwritten', message: said };
      emit({ kind: 'notice', level: 'warning', problem });
      return false;
    }
  });
  return written.every(Boolean);
}

export function recordOf(
  destination: Destination,
  result: DestinationResult,
  artifact: ReleaseArtifact | undefined,
  snapshot: Snapshot,
): DestinationRecord {
  const { account, region, application, deploymentGroup } = destination;
  const { group, running } = snapshot.get(destination.id) ?? {};
  return {
    destination: destination.id,
    ...(account.id ? { account: account.id } : {}),
    region,
    application,
    deploymentGroup,
    ...(group?.deploymentGroupId ? { deploymentGroupId: group.deploymentGroupId } : {}),
    ...(artifact ? releaseOf(artifact) : {}),
    outcome: result.outcome,
    verified: result.outcome === 'succeeded',
    ...(result.deploymentId ? { deploymentId: result.deploymentId } : {}),
    ...(result.rollback ? { rollbackDeploymentId: result.rollback.deploymentId } : {}),
    ...(running?.version ? { before: running.version } : {}),
  };
}

function releaseOf({ version, digest, bucket, key, eTag, versionId }: ReleaseArtifact) {
  const object = { bucket, key, ...(eTag ? { eTag } : {}), ...(versionId ? { versionId } : {}) };
  return { version, digest, object };
}
