import type { HostCommand } from '../../service.ts';
import { type Layout, layoutOf } from '../agent/layout.ts';
import { readNote } from '../agent/machine-files.ts';
import type { Machine, Step } from '../machine.ts';

/**
 * Takes the bundle that an earlier deployment has unpacked on this host; whatever stands in the way, it is downloaded.
 * Source: `aws/aws-codedeploy-agent: src/host_command/archive_reuse.rs`, of 2.1.0.
 *
 * @returns whether it is there
 */
export async function reuseArchive(
  machine: Machine,
  { archive, deployment, eTag, notes, mostRecent }: Layout,
  command: HostCommand,
): Promise<boolean> {
  const { reuseOf, deploymentId } = command;
  if (reuseOf === undefined || reuseOf === deploymentId) return false;
  const source = layoutOf(machine.agentRoot, { ...command, deploymentId: reuseOf });
  const [specification] = await machine.stat([`${source.archive}/appspec.yml`]);
  if (!specification || specification.kind === 'absent') return false;
  const text = await readNote(machine, source.eTag);
  const steps: Step[] = [
    { do: 'clear', path: archive },
    { do: 'duplicate', source: source.archive, destination: archive },
    ...(text === undefined ? [] : [{ do: 'write', path: eTag, text } as const]),
    { do: 'folders', path: notes },
    { do: 'write', path: mostRecent, text: deployment },
  ];
  const { failed } = await machine.apply(steps);
  if (!failed) return true;
  await machine.apply([{ do: 'clear', path: archive }]);
  return false;
}
