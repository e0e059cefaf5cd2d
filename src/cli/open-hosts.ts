import { type Agents, together } from '../appspec/agent-versions.ts';
import type { Clock } from '../clock.ts';
import type { Environment } from '../config/destination.ts';
import { defined } from '../defined.ts';
import { createHosts, type Hosts } from '../emulator/host/hosts.ts';
import type { ObjectReader, Seed } from '../emulator/service.ts';
import { versionOfKey } from '../release/object-keys.ts';
import { hostRoot } from './host-root.ts';
import { hostSettings } from './host-settings.ts';
import type { Project } from './project.ts';

export type HookMode = 'sandbox' | 'check' | 'none' | 'unsafe' | 'agents';

type HostNeeds = {
  project: Project;
  environments: readonly Environment[];
  seed: Seed;
  clock: Clock;
  /** Absolute: hidden from hooks. */
  workspace: string;
  hooks: HookMode | undefined;
  versionBefore?: string | undefined;
  /** For what hosts need on disk. */
  folder: string;
  objects: ObjectReader;
  say: (text: string) => void;
};

/** Makes the emulator's own hosts, unless no hook is to run or real agents take their place. */
export async function openHosts({
  project,
  environments,
  seed,
  clock,
  workspace,
  hooks = 'sandbox',
  versionBefore,
  folder,
  objects,
  say,
}: HostNeeds): Promise<Hosts | undefined> {
  if (hooks === 'none' || hooks === 'agents') return undefined;
  const root = await hostRoot(project.configuration?.rehearsal.host.root, project.folder, folder);
  const hosts = await createHosts({
    root: folder,
    clock,
    hooks,
    workspace,
    standsForGood: ({ revision: { key } }) =>
      versionBefore !== undefined && versionOfKey(key) === versionBefore,
    host: {
      ...hostSettings(project),
      isInConsul: environments.some(isInConsul),
      ...defined({ root }),
    },
    tell: say,
    objects,
  });
  const fleet = together(seed.groups.map(({ agents = '1' }) => agents));
  if (fleet !== '1') say(agentReport(fleet));
  for (const line of hosts.report) say(line);
  return hosts;
}

function agentReport(fleet: Agents): string {
  if (fleet === 'both')
    return 'hosts run CodeDeploy agent 1 or 2, alternating, or as their environment says';
  return `hosts run CodeDeploy agent ${fleet}`;
}

function isInConsul({ waves }: Environment): boolean {
  return waves.some(({ destinations }) =>
    destinations.some(({ verify }) => verify.some(({ kind }) => kind === 'consul')),
  );
}
