import type { AwsSession } from '../../aws/session.ts';
import { allDestinations, type Environment } from '../../config/destination.ts';
import type { GuardPorts } from '../guard/guard.ts';
import { recordBucketsOf } from '../records/record-buckets.ts';
import { recordOf, recordRun } from '../records/record-run.ts';
import type { DestinationRecord } from '../records/run-records.ts';
import { judge } from '../verdict.ts';
import type { LeftOver } from './interrupted-run.ts';
import type { Settled } from './settle.ts';

type Interrupted = { leftOver: LeftOver; environment: Environment; aws: AwsSession };

/**
 * Writes the record of an interrupted run, as the run would have; tells whether every bucket has it. Nothing of it
 * is proven: the notes that say what was verified may be forged.
 */
export function recordFinished(
  settled: readonly Settled[],
  { leftOver, environment, aws }: Interrupted,
  { clock, emit }: Pick<GuardPorts, 'clock' | 'emit'>,
): Promise<boolean> {
  const { run, command, began, taken = began } = leftOver;
  const record = {
    fanout: 1 as const,
    run,
    command,
    environment: environment.name,
    started: new Date(taken).toISOString(),
    ended: new Date(clock.now()).toISOString(),
    verdict: judge(settled.map(({ result }) => result)).verdict,
    reason: 'the run was interrupted; finish wrote this',
    destinations: settled.map((one) => entryOf(one, leftOver)),
  };
  const buckets = recordBucketsOf(allDestinations(environment), aws);
  return recordRun(environment, record, buckets, emit);
}

function entryOf(
  { destination, result, info }: Settled,
  { begun, bundle }: LeftOver,
): DestinationRecord {
  const { bucket, key, eTag, version: versionId } = info?.revision?.s3Location ?? {};
  const more = { ...(eTag ? { eTag } : {}), ...(versionId ? { versionId } : {}) };
  const before = begun.get(destination.id)?.before;
  const isBundle = bundle !== undefined && bundle.version === result.version;
  return {
    ...recordOf(destination, result, undefined, new Map()),
    verified: false,
    ...(result.version ? { version: result.version } : {}),
    ...(isBundle ? { digest: bundle.digest } : {}),
    ...(bucket && key ? { object: { bucket, key, ...more } } : {}),
    ...(before ? { before } : {}),
  };
}
