import type { CodeDeployCalls } from '../../aws/codedeploy.ts';
import type { AwsSession } from '../../aws/session.ts';
import type { Destination } from '../../config/destination.ts';
import { defined } from '../../defined.ts';

/** The hosts of each destination by the deployment that was checked last. */
export function hostsByDestination(aws: Pick<AwsSession, 'codedeploy'>) {
  const hosts = new Map<string, () => Promise<readonly string[]>>();
  return {
    note(destination: Destination, deploymentId: string | undefined): void {
      if (deploymentId !== undefined)
        hosts.set(destination.id, hostsOf(deploymentId, aws.codedeploy(destination)));
    },
    of({ id }: Destination): { hosts?: () => Promise<readonly string[]> } {
      return defined({ hosts: hosts.get(id) });
    },
  };
}

/**
 * The instances that a deployment left with its release, asked for once. Not those that a blue/green deployment leaves,
 * nor those that failed or were left out, of which its outcome tells.
 */
export function hostsOf(
  deploymentId: string,
  calls: Pick<CodeDeployCalls, 'listTargets' | 'getTargets'>,
): () => Promise<readonly string[]> {
  let asked: Promise<readonly string[]> | undefined;
  const ask = async () => {
    const targets = await calls.getTargets(deploymentId, await calls.listTargets(deploymentId));
    return targets
      .filter(
        ({ instanceLabel, status }) => instanceLabel !== 'Blue' && !withoutIt.has(status ?? ''),
      )
      .flatMap(({ targetId }) => targetId ?? []);
  };
  return () => {
    asked ??= ask().catch((error: unknown) => {
      asked = undefined;
      throw error;
    });
    return asked;
  };
}

const withoutIt: ReadonlySet<string> = new Set(['Failed', 'Skipped']);
