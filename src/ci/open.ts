import type { Host, HostName } from './host.ts';
import type { HostPorts } from './ports.ts';

/** The host of that name. With `--json` TeamCity gets plain lines: it takes messages from stdout alone, which is for the object. */
export async function openHost(name: HostName, ports: HostPorts): Promise<Host> {
  if (name === 'github') return new (await import('./github.ts')).GithubHost(ports);
  if (name === 'gitlab') return new (await import('./gitlab.ts')).GitlabHost(ports);
  if (name === 'teamcity' && !ports.json)
    return new (await import('./teamcity.ts')).TeamcityHost(ports);
  const { TerminalHost } = await import('./terminal.ts');
  return name === 'teamcity' ? new TerminalHost(ports, name) : new TerminalHost(ports);
}
