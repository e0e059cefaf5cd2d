import { examineForBoth } from '../appspec/examine.ts';
import type { Bundle } from '../bundle/bundle.ts';
import { openBundle } from '../bundle/bundle-reader.ts';
import { UsageError } from '../problem.ts';
import { many } from '../words/quantities.ts';
import type { CommandPorts } from './command-ports.ts';
import { lintFinishedBundle } from './lint-bundle.ts';
import type { Project } from './project.ts';

/**
 * Emulated hosts are Linux: what is for Windows cannot be rehearsed on them. Rejects with a {@link UsageError}, after it has
 * shown what `lint` has to say.
 */
export async function refuseWindows(
  bundle: Bundle,
  project: Project,
  ports: Pick<CommandPorts, 'cwd' | 'signal' | 'host'>,
): Promise<void> {
  if ((await osOf(bundle, project)) !== 'windows') return;
  const warnings = await lintFinishedBundle(bundle, project, ports);
  if (warnings.length > 0) ports.host.problems(warnings, 'warning');
  const found =
    warnings.length === 0 ? 'finds nothing wrong' : `has ${many(warnings.length, 'warning')}`;
  throw new UsageError([
    {
      code: 'rehearsal-on-windows',
      message: `the bundle is for Windows ("os: windows" in its AppSpec file), and the hosts of a rehearsal are Linux: its hooks cannot run here. \`fanout lint\` ${found}`,
      hint: 'rehearse destinations, waves and rollbacks without hosts: --hooks none',
    },
  ]);
}

async function osOf(bundle: Bundle, { agents }: Project): Promise<string | undefined> {
  const reader = await openBundle(bundle);
  try {
    const folder = bundle.wrapper === undefined ? '' : `${bundle.wrapper}/`;
    const bytes = await reader.bytes(`${folder}appspec.yml`);
    return bytes && examineForBoth(bytes, agents).spec?.os;
  } finally {
    await reader.close();
  }
}
