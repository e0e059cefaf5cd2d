import type { NewFile } from './repository.ts';

/** What the agent copies where, and when it runs which hook. */
export function appspecFile({ folder, consul }: { folder: string; consul: boolean }): NewFile {
  const copies: [string, string, string][] = [
    ['app', folder, 'the service'],
    ['systemd', '/etc/systemd/system', 'how systemd runs it'],
    ...(consul
      ? ([['consul', '/etc/consul.d', 'how Consul finds it']] as [string, string, string][])
      : []),
  ];
  const hooks: [string, string, string][] = [
    ['ApplicationStop', 'stop', 'from the release that was installed before'],
    ['AfterInstall', 'install', ''],
    ['ApplicationStart', 'start', ''],
    ['ValidateService', 'check', 'a deployment whose check fails has failed'],
  ];
  const text = [
    '# What the CodeDeploy agent does with the bundle. `fanout lint` checks it.',
    'version: 0.0',
    'os: linux',
    'files:',
    ...copies.flatMap(([source, destination, why]) => [
      `  - source: ${source} # ${why}`,
      `    destination: ${destination}`,
    ]),
    'hooks:',
    ...hooks.flatMap(([event, script, why]) => [
      `  ${event}:${why && ` # ${why}`}`,
      `    - location: scripts/${script}_service.sh`,
      `      timeout: ${script === 'install' ? 300 : 60}`,
    ]),
  ];
  return { path: 'codedeploy/appspec.yml', text: `${text.join('\n')}\n` };
}
