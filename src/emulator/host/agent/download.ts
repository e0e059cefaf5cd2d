import type { AgentVersion } from '../../../appspec/agent-versions.ts';
import type { HostCommand } from '../../service.ts';
import { ArchiveError } from '../archive/archive-entry.ts';
import type { Machine } from '../machine.ts';
import type { Layout } from './layout.ts';
import { apply, readNote, see } from './machine-files.ts';
import type { Revisions } from './stored-revisions.ts';

/** The agent's `:max_revisions:`. */
const REVISIONS_KEPT = 5;

/**
 * DownloadBundle. Source: `aws/aws-codedeploy-agent: lib/instance_agent/plugins/codedeploy/command_executor.rb`.
 *
 * @param inside where the host sees a file of {@link Revisions}
 * @throws {Error} in the agent's words, or S3's
 */
export async function download(
  machine: Machine,
  layout: Layout,
  command: HostCommand,
  revisions: Revisions,
  inside: (file: string) => string,
  version: AgentVersion,
): Promise<void> {
  await revisions.use(command, ({ file, entries, isPartial }, eTag) => {
    // Agent 2 reads the archive itself where tar fails, and passes over such names.
    if (isPartial && version === '1') throw new ArchiveError('Error extracting tar archive: 2');
    return apply(machine, [
      { do: 'clear', path: layout.archive },
      { do: 'unpack', store: inside(file), entries, path: layout.archive },
      { do: 'write', path: layout.eTag, text: eTag },
      { do: 'folders', path: layout.notes },
      { do: 'write', path: layout.mostRecent, text: layout.deployment },
    ]);
  });
}

/** Beyond the number kept, this deployment counted in, the oldest go; never that of the last Install. */
export async function removeOld(machine: Machine, layout: Layout): Promise<void> {
  await apply(machine, [{ do: 'folders', path: layout.deployment }]);
  const names = await machine.names(layout.group);
  const others = names
    .map((name) => `${layout.group}/${name}`)
    .filter((path) => path !== layout.deployment);
  const surplus = others.length - REVISIONS_KEPT + 1;
  if (surplus <= 0) return;
  const last = await readNote(machine, layout.lastInstall);
  const candidates = others.filter((path) => path !== last);
  const dated = await Promise.all(
    candidates.map(async (path) => ({ path, modified: (await see(machine, path)).modified })),
  );
  dated.sort((one, other) => one.modified - other.modified);
  await apply(
    machine,
    dated.slice(0, surplus).map(({ path }) => ({ do: 'clear', path })),
  );
}
