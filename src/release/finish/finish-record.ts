import type { AwsSession } from '../../aws/session.ts';
import { allDestinations, type Environment } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import type { GuardPorts } from '../guard/guard.ts';
import { recordBucketsOf } from '../records/record-buckets.ts';
import { recordOf, recordRun } from '../records/record-run.ts';
import type { DestinationRecord } from '../records/run-records.ts';
import { judge } from '../verdict.ts';
import type { LeftOver } from './interrupted-run.ts';
import { because } from './noted-ending.ts';
import type { Settled } from './settle.ts';

type Interrupted = { leftOver: LeftOver; environment: Environment; aws: AwsSession };

/**
 * Writes the record of an interrupted run, as the run would have; tells whether every bucket has it. Nothing of it
 * is proven: the notes that say what was verified may be forged.
 */
export async function recordFinished(
  settled: readonly Settled[],
  { leftOver, environment, aws }: Interrupted,
  ports: Pick<GuardPorts, 'clock' | 'emit' | 'signal'>,
): Promise<boolean> {
  const { run, by, command, began, taken = began, token } = leftOver;
  const record = {
    fanout: 1 as const,
    run,
    ...defined({ by, token }),
    command,
    environment: environment.name,
    started: new Date(taken).toISOString(),
    ended: new Date(ports.clock.now()).toISOString(),
    verdict: judge(settled.map(({ result }) => result)).verdict,
    reason: `the run was ${because(leftOver)}; finish wrote this`,
    ...(settled.some(({ isSettled }) => !isSettled) && { unsettled: true as const }),
    destinations: settled.map((one) => entryFor(one, leftOver)),
  };
  const buckets = recordBucketsOf(allDestinations(environment), aws);
  return (await recordRun(environment, record, buckets, ports)).size === 0;
}

function entryFor(
  { destination, result, info }: Settled,
  { begun, bundle }: LeftOver,
): DestinationRecord {
  const { bucket, key, eTag, version: versionId } = info?.revision?.s3Location ?? {};
  const more = { ...defined({ eTag, versionId }) };
  const before = begun.get(destination.id)?.before;
  const isBundle = bundle !== undefined && bundle.version === result.version;
  return {
    ...recordOf(destination, result, undefined, new Map()),
    verified: false,
    ...(isBundle && { digest: bundle.digest }),
    ...(bucket && key && { object: { bucket, key, ...more } }),
    ...defined({ before }),
  };
}
