import type { NewFile } from './repository.ts';
import type { Place, Service } from './service.ts';

/** How systemd runs a service that has no unit yet. */
export function unitFile(service: Service, { name, folder }: Place, title: string): NewFile {
  const text = `[Unit]
Description=${title}
After=network-online.target
Wants=network-online.target

[Service]
User=${service.command.includes(' docker ') ? 'root' : name}
WorkingDirectory=${folder}
# VERSION, written by codedeploy/build.sh.
EnvironmentFile=-${folder}/release.env
${[...(service.unit ?? []), `ExecStart=${service.command}`].join('\n')}
Restart=on-failure
TimeoutStopSec=15
NoNewPrivileges=yes
PrivateTmp=yes

[Install]
WantedBy=multi-user.target
`;
  return { path: `codedeploy/systemd/${name}.service`, text };
}
