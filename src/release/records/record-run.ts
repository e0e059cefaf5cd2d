import { describeFault } from '../../aws/advice.ts';
import type { Artifacts } from '../../aws/artifacts.ts';
import { faultOf, isTransient } from '../../aws/faults.ts';
import { JsonText } from '../../aws/json-objects.ts';
import type { Clock } from '../../clock.ts';
import type { Destination } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import { mapLimited } from '../../limit.ts';
import type { Problem } from '../../problem.ts';
import { many } from '../../words/quantities.ts';
import type { Snapshot } from '../deployment/group-state.ts';
import type { Emit } from '../events.ts';
import type { Owner } from '../object-keys.ts';
import { countAll, type DestinationResult, isGood, notRehearsed } from '../outcome.ts';
import type { ReleaseArtifact } from '../run/prepared.ts';
import { timing } from '../timing.ts';
import { hasDeployed } from './proof.ts';
import type { RecordBucket } from './record-buckets.ts';
import { type DestinationRecord, type RunRecord, runKey } from './run-records.ts';

export type RecordPorts = {
  clock: Clock;
  emit: Emit;
  signal: AbortSignal;
  /** Whether a region is known to be down. */
  isDown?(region: string): boolean;
};

/**
 * Writes a run's record into every bucket, and gives those that could not take it: there the run is unproven. Where it has
 * deployed nothing, it proves nothing either way, and nobody waits for a bucket that does not answer.
 */
export async function recordRun(
  owner: Owner,
  record: RunRecord,
  recordBuckets: readonly RecordBucket[],
  ports: RecordPorts,
): Promise<ReadonlySet<string>> {
  const text = new JsonText(record);
  const missing = await mapLimited(
    recordBuckets,
    timing.atOnce.requests,
    async ({ artifacts, destination }) => {
      try {
        const write = () => writeRecord(owner, { record, text }, artifacts);
        const isDown = () => ports.isDown?.(destination.region) ?? false;
        await (isAwaited(artifacts.bucket, record) ? persist(write, isDown, ports) : write());
        return [];
      } catch (error) {
        const { message, ...rest } = describeFault(error, {
          destination,
          operation: 's3:PutObject',
        });
        const said = `the run's record could not be written: ${message}`;
        const problem: Problem = { ...rest, code: 'record-unwritten', message: said };
        ports.emit({ kind: 'notice', level: 'warning', problem });
        return [artifacts.bucket];
      }
    },
  );
  return new Set(missing.flat());
}

function isAwaited(bucket: string, { destinations }: RunRecord): boolean {
  return destinations.some((one) => hasDeployed(one) && (one.object?.bucket ?? bucket) === bucket);
}

/** Goes on through what passes by itself, but not where the region was seen to be down. */
async function persist(
  work: () => Promise<void>,
  isDown: () => boolean,
  { clock, signal }: Omit<RecordPorts, 'emit'>,
): Promise<void> {
  const { goesOn, goesOnCancelled, pause, pauseCancelled } = timing.record;
  const began = clock.now();
  for (let wait: number = pause.least; ; wait = Math.min(2 * wait, pause.most)) {
    try {
      return await work();
    } catch (error) {
      const spent = clock.now() - began;
      const isOver = spent >= (signal.aborted ? goesOnCancelled : goesOn) || isDown();
      if (isOver || !isTransient(faultOf(error).kind)) throw error;
      await clock.sleep(wait, signal).catch(() => clock.sleep(pauseCancelled));
    }
  }
}

/**
 * Never over another run's. What this run, or a `finish` of it, has written before stays, and is all that there is unless it
 * was not settled then.
 */
async function writeRecord(
  owner: Owner,
  { record, text }: { record: RunRecord; text: JsonText },
  artifacts: Artifacts,
): Promise<void> {
  for (let count = 1; ; count++) {
    const key = runKey(owner, record, count);
    const { written } = await artifacts.writeJson(key, text, { ifNoneMatch: true });
    if (written) return;
    const there = (await artifacts.readJson(key))?.value as Partial<RunRecord> | undefined;
    const isOurs = there?.run === record.run && there.token === record.token;
    if (isOurs && (record.unsettled || !there.unsettled)) return;
  }
}

export function recordOf(
  destination: Destination,
  result: DestinationResult,
  artifact: ReleaseArtifact | undefined,
  snapshot: Snapshot,
): DestinationRecord {
  const { account, region, application, deploymentGroup } = destination;
  const { group, running } = snapshot.get(destination.id) ?? {};
  const leftBehind = leftBehindBy(result);
  return {
    destination: destination.id,
    ...defined({ account: account.id }),
    region,
    application,
    deploymentGroup,
    ...defined({ deploymentGroupId: group?.deploymentGroupId }),
    ...defined({ version: result.version }),
    ...(artifact && releaseOf(artifact)),
    outcome: result.outcome,
    verified: isGood(result.outcome) && leftBehind === undefined,
    ...defined({
      unchecked: result.isUnchecked,
      gates: result.gates,
      leftBehind,
      deploymentId: result.deploymentId,
      rollbackDeploymentId: result.rollback?.deploymentId,
      before: running?.version,
    }),
  };
}

function releaseOf({ version, digest, bucket, key, eTag, versionId }: ReleaseArtifact) {
  const object = { bucket, key, ...defined({ eTag, versionId }) };
  return { version, digest, object };
}

/** Instances that a deployment did not bring up to date, although it succeeded. */
export function leftBehindBy({
  outcome,
  instances,
  causes,
}: DestinationResult): string | undefined {
  if (!isGood(outcome)) return undefined;
  const left = instances.failed + instances.skipped;
  if (left > 0) return `${left} of ${many(countAll(instances), 'instance')}`;
  return causes.some(({ code }) => code !== notRehearsed)
    ? 'instances that joined meanwhile'
    : undefined;
}
