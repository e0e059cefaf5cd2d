import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import { timing } from '../timing.ts';
import type { DestinationPorts } from './destination-ports.ts';
import { type Followed, follow } from './follow.ts';

/** Follows these to their ends. */
export async function followRelated(
  { info }: Followed,
  ports: DestinationPorts,
): Promise<Followed[]> {
  if (!info || !mayHaveRelated(info, ports)) return [];
  const { destination, clock } = ports;
  const deadline = clock.now() + destination.timeout;
  const all: Followed[] = [];
  const known = new Set<string>();
  for (;;) {
    const ids = (await awaitRelated(info, known, ports)).filter((id) => !known.has(id));
    if (ids.length === 0) return all;
    for (const id of ids) known.add(id);
    const follows = ids.map((id) =>
      follow(id, { ...ports, destination: destination.id, role: 'related', deadline }),
    );
    all.push(...(await Promise.all(follows)));
  }
}

function mayHaveRelated(
  { status, deploymentStyle, relatedDeployments }: DeploymentInfo,
  { group }: DestinationPorts,
): boolean {
  if (status !== 'Succeeded' || deploymentStyle?.deploymentType === 'BLUE_GREEN') return false;
  if (relatedDeployments?.autoUpdateOutdatedInstancesDeploymentIds?.length) return true;
  const { autoScalingGroups = [], outdatedInstancesStrategy } = group ?? {};
  return autoScalingGroups.length > 0 && outdatedInstancesStrategy !== 'IGNORE';
}

/** Their ids, as soon as there are some that are not known, or else after a while. */
async function awaitRelated(
  info: DeploymentInfo,
  known: ReadonlySet<string>,
  { read, clock }: DestinationPorts,
): Promise<string[]> {
  const until = clock.now() + timing.follow.relatedBegin;
  for (let latest = info; ; ) {
    const ids = latest.relatedDeployments?.autoUpdateOutdatedInstancesDeploymentIds ?? [];
    const left = until - clock.now();
    if (left <= 0 || ids.some((id) => !known.has(id))) return ids;
    const reading = await read(
      info.deploymentId ?? '',
      Math.min(left, timing.follow.relatedBegin / 2),
    );
    if ('info' in reading) latest = reading.info;
  }
}
