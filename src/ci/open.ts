import { GithubHost } from './github.ts';
import { GitlabHost } from './gitlab.ts';
import type { Host, HostName } from './host.ts';
import type { HostPorts } from './ports.ts';
import { TeamcityHost } from './teamcity.ts';
import { TerminalHost } from './terminal.ts';

/** The host of that name. With `--json` TeamCity gets plain lines: it takes messages from stdout alone, which is for the object. */
export function openHost(name: HostName, ports: HostPorts): Host {
  switch (name) {
    case 'github':
      return new GithubHost(ports);
    case 'teamcity':
      return ports.json ? new TerminalHost(ports, 'teamcity') : new TeamcityHost(ports);
    case 'gitlab':
      return new GitlabHost(ports);
    case 'terminal':
      return new TerminalHost(ports);
  }
}
