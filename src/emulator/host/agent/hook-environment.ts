import { defined } from '../../../defined.ts';
import type { HostCommand } from '../../service.ts';
import { hostName, SYSTEM_ENVIRONMENT } from '../sandbox/system-environment.ts';

/**
 * What the agent has from its own unit, which starts it by `bash -a -c`: bash then exports whatever it sets
 * for itself, as bash 5.2 does. HOME is not among it.
 * Source: `aws/aws-codedeploy-agent: init.d/codedeploy-agent.service`.
 */
const UNIT: Readonly<Record<string, string>> = {
  ...SYSTEM_ENVIRONMENT,
  BASH: '/bin/bash',
  BASH_EXECUTION_STRING:
    '[ -f /etc/profile ] && source /etc/profile; /opt/codedeploy-agent/bin/codedeploy-agent start',
  BASH_VERSION: '5.2.15(1)-release',
  EUID: '0',
  HOSTTYPE: 'x86_64',
  IFS: ' \t\n',
  LINENO: '1',
  MACHTYPE: 'x86_64-pc-linux-gnu',
  OPTERR: '1',
  OPTIND: '1',
  OSTYPE: 'linux-gnu',
  PPID: '1',
  PS4: '+ ',
  PWD: '/',
  SHELL: '/bin/bash',
  SHLVL: '0',
  TERM: 'dumb',
  UID: '0',
};

/** Of a script: what the agent has, and the variables of the deployment. */
export function environmentOf(command: HostCommand): Record<string, string> {
  const { bucket, key, version, eTag } = command.revision;
  return {
    ...UNIT,
    HOSTNAME: hostName(command.instance),
    LIFECYCLE_EVENT: command.event,
    DEPLOYMENT_ID: command.deploymentId,
    APPLICATION_NAME: command.application,
    DEPLOYMENT_GROUP_NAME: command.deploymentGroup,
    DEPLOYMENT_GROUP_ID: command.deploymentGroupId,
    BUNDLE_BUCKET: bucket,
    BUNDLE_KEY: key,
    ...defined({ BUNDLE_VERSION: version, BUNDLE_ETAG: eTag }),
  };
}
