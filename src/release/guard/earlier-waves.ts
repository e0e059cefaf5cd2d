import type { AwsSession } from '../../aws/session.ts';
import type { Clock } from '../../clock.ts';
import { type Destination, type Environment, earlierOf } from '../../config/destination.ts';
import { mapLimited } from '../../limit.ts';
import type { Problem } from '../../problem.ts';
import { takeSnapshot } from '../deployment/group-state.ts';
import { proofOf } from '../records/proof.ts';
import { historiesReader, readUntil } from '../records/read-history.ts';
import type { History } from '../records/run-records.ts';
import { timing } from '../timing.ts';
import { checkAlarms } from './check-alarms.ts';
import type { Finding } from './finding.ts';

/**
 * What keeps a wave that is deployed by itself from starting: destinations of the waves before it that do not run the
 * version, or run it unproven, or have an alarm that is on. Rejects with a {@link RefusedError} where one cannot be read.
 */
export async function checkWavesBefore(
  environment: Environment,
  version: string,
  { aws, clock }: { aws: AwsSession; clock: Clock },
): Promise<Finding[]> {
  const earlier = earlierOf(environment);
  if (earlier.length === 0) return [];
  await aws.identify(earlier);
  const [snapshot, histories, alarms] = await Promise.all([
    takeSnapshot(earlier, aws),
    readUntil(historiesReader(earlier, environment, aws), (histories) =>
      earlier.every((one) => isDecided(version, one, histories.get(one.id) ?? [])),
    ),
    mapLimited(earlier, timing.atOnce.destinations, (destination) =>
      checkAlarms(destination, { cloudwatch: () => aws.cloudwatch(destination), clock }),
    ),
  ]);
  const unproven = earlier.flatMap((destination): Problem[] => {
    const { id } = destination;
    const { running, attempted } = snapshot.get(id) ?? {};
    const runs = attempted ? undefined : running?.version;
    const proof = proofOf(version, destination, histories.get(id) ?? []);
    if (runs === version && proof.proven) return [];
    const why =
      runs === version || (attempted?.version === version && !proof.proven)
        ? `${version} is not proven there: ${proof.proven ? '' : proof.why}`
        : `it runs ${running?.version ?? 'no release'}, not ${version}`;
    return [
      {
        code: 'earlier-wave',
        destination: id,
        message: `it is in an earlier wave, and ${why}`,
        hint: 'deploy that wave first, or use --only, which ignores the order of waves',
      },
    ];
  });
  return [...unproven.map((problem) => ({ kind: 'problem' as const, problem })), ...alarms.flat()];
}

function isDecided(version: string, destination: Destination, history: History): boolean {
  const proof = proofOf(version, destination, history);
  return proof.proven || !proof.more;
}
