import type { AwsSession } from '../../aws/session.ts';
import type { Environment } from '../../config/destination.ts';
import type { Problem } from '../../problem.ts';
import { takeSnapshot } from '../deployment/group-state.ts';
import { proofOf } from '../records/proof.ts';
import { readHistories } from '../records/run-records.ts';

/**
 * What keeps a wave that is deployed by itself from starting: destinations of the waves before it that do not run the
 * version, or run it unproven. Rejects with a {@link RefusedError} where one cannot be read.
 */
export async function checkWavesBefore(
  environment: Environment,
  version: string,
  aws: AwsSession,
): Promise<Problem[]> {
  const { earlier = [] } = environment.part ?? {};
  if (earlier.length === 0) return [];
  await aws.identify(earlier);
  const [snapshot, histories] = await Promise.all([
    takeSnapshot(earlier, aws),
    readHistories(earlier, environment, aws),
  ]);
  return earlier.flatMap((destination) => {
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
        message: `it is in a wave before, and ${why}`,
        hint: 'deploy that wave first; --only deploys without regard to the order of waves',
      },
    ];
  });
}
