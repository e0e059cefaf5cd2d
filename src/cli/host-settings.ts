import { type HostSettings, plainHost } from '../emulator/host/gaps/settings.ts';
import type { Project } from './project.ts';

/** What the hosts of a rehearsal are, as `rehearsal:` of the configuration has it. */
export function hostSettings({ configuration }: Pick<Project, 'configuration'>): HostSettings {
  const { users = [], host = {} } = configuration?.rehearsal ?? {};
  const { commands = {}, units = [], environment = {}, programs = [], limits = {} } = host;
  const usual = plainHost.limits;
  const { processes = usual.processes, memory = usual.memory } = limits;
  const { file = usual.file, free = usual.free } = limits;
  return {
    users,
    hasNamed: true,
    commands: new Map(
      Object.entries(commands).map(([name, { exit = 0, output = '', stays = false }]) => [
        name,
        { exit, output, stays },
      ]),
    ),
    units: units.map((name) => (name.endsWith('.service') ? name : `${name}.service`)),
    environment,
    isInConsul: false,
    programs: new Set([...plainHost.programs, ...programs]),
    limits: { processes, memory, file, free },
  };
}
