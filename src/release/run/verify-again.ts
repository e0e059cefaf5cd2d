import type { AwsSession } from '../../aws/session.ts';
import type { Destination, Environment } from '../../config/destination.ts';
import { mapLimited } from '../../limit.ts';
import { type Problem, RefusedError } from '../../problem.ts';
import { runsNow, takeSnapshot } from '../deployment/group-state.ts';
import type { Emit } from '../events.ts';
import { releaseKey } from '../object-keys.ts';
import { type Cause, notRehearsed } from '../outcome.ts';
import { timing } from '../timing.ts';
import { hostsOf } from './deployed-hosts.ts';

/** A release that is checked, and on which hosts, where that is known. */
export type CheckedRelease = {
  version: string;
  digest: string;
  hosts?(): Promise<readonly string[]>;
};

/** Checks a destination; gives why it is not verified. */
export type Verify = (
  destination: Destination,
  release: CheckedRelease,
  how?: { once?: boolean },
) => Promise<Cause[]>;

/**
 * Verifies a release once more in every source that runs it. Where something else runs by now nothing can be
 * asked, and the record stands, which is said. Rejects with a {@link RefusedError} that names each destination
 * where the release no longer holds.
 */
export async function verifyAgain(
  record: { version: string; digest: string },
  sources: readonly { environment: Environment; destination: Destination }[],
  aws: AwsSession,
  { verify, emit }: { verify: Verify; emit: Emit },
  waysOn = 'give --force "reason"',
): Promise<void> {
  const checked = sources.filter(({ destination }) => destination.verify.length > 0);
  if (checked.length === 0) return;
  const { version, digest } = record;
  const snapshot = await takeSnapshot(
    checked.map(({ destination }) => destination),
    aws,
  );
  const problems: Problem[] = [];
  await mapLimited(checked, timing.atOnce.requests, async ({ environment, destination }) => {
    const { id, bucket } = destination;
    const state = snapshot.get(id);
    if (!runsNow(state, { bucket, key: releaseKey(environment, version, digest) })) {
      const now = state?.attempted ?? state?.running;
      const text = `${id} now runs ${now?.version ?? 'another revision'}: its record of ${version} stays valid`;
      return emit({ kind: 'step', text });
    }
    const deploymentId = state?.running?.deploymentId;
    const hosts =
      deploymentId === undefined
        ? {}
        : { hosts: hostsOf(deploymentId, aws.codedeploy(destination)) };
    for (const { script, message, code } of await verify(destination, { ...record, ...hosts })) {
      if (code === notRehearsed) continue;
      problems.push({
        code: 'no-longer-verified',
        destination: id,
        message: `${version} no longer passes ${script ?? 'verification'}: ${message}`,
        hint: `check what is wrong in ${environment.name}, or ${waysOn}`,
      });
    }
  });
  if (problems.length > 0) throw new RefusedError(problems);
}
