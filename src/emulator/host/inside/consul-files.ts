import type { HostSettings } from '../gaps/settings.ts';
import type { OwnFile } from '../sandbox/own-file.ts';
import { type Consul, consulText } from './program.ts';
import { launcher } from './stand-ins.ts';

const FOLDERS = ['/usr/bin', '/usr/local/bin'];

/** A host has the stand-in where neither it nor its configuration brings a `consul`. */
export function consulOf(
  { commands, isInConsul }: Pick<HostSettings, 'commands' | 'isInConsul'>,
  exists: (path: string) => boolean,
): Consul {
  if (commands.has('consul') || FOLDERS.some((folder) => exists(`${folder}/consul`))) return 'none';
  return isInConsul ? 'on' : 'asked';
}

/** The command, and the unit by which hooks reload the agent. */
export function consulFiles(node: string): [string, OwnFile][] {
  const command: OwnFile = { text: launcher(node, 'consul'), mode: 0o755 };
  return [
    ['/usr/lib/codedeploy-fanout/consul', { text: consulText(), mode: 0o644 }],
    ...FOLDERS.map((folder): [string, OwnFile] => [`${folder}/consul`, command]),
    ['/usr/lib/systemd/system/consul.service', { text: UNIT, mode: 0o644 }],
  ];
}

/** The agent itself is the host's program. */
const UNIT = `[Unit]
Description=Stand-in for Consul
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/bin/consul reload
ExecReload=/usr/bin/consul reload
[Install]
WantedBy=multi-user.target
`;
