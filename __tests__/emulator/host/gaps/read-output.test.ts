import { describe, expect, test } from '@jest/globals';
import { lackedBy } from '../../../../src/emulator/host/gaps/read-output.ts';
import { plainHost } from '../../../../src/emulator/host/gaps/settings.ts';

const read = (line: string) => lackedBy(line, plainHost.programs);

describe('what a line of output says that the host lacks', () => {
  test.each([
    ['[stderr]/opt/x/scripts/start.sh: line 3: pm2: command not found', 'pm2'],
    ['[stderr]/opt/x/scripts/start.sh: 3: pm2: not found', 'pm2'],
    ['[stderr]/usr/bin/env: ‘ruby’: No such file or directory', 'ruby'],
    ['env: php: No such file or directory', 'php'],
    ['sudo: nginx: command not found', 'nginx'],
    ["nohup: failed to run command 'java': No such file or directory", 'java'],
    ['/usr/bin/which: no docker in (/sbin:/bin:/usr/sbin:/usr/bin)', 'docker'],
    ['x.sh: line 2: /usr/local/bin/docker-compose: No such file or directory', 'docker-compose'],
    ['[stderr]Unit nginx.service could not be found.', 'the unit nginx.service'],
    ['Failed to restart httpd.service: Unit httpd.service not found.', 'the unit httpd.service'],
    ['tomcat: unrecognized service', 'the unit tomcat.service'],
    [
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
      'a Docker daemon',
    ],
    [
      'curl: (6) Could not resolve host: rpm.nodesource.com',
      'a network (to reach rpm.nodesource.com)',
    ],
    ["Temporary failure resolving 'deb.debian.org'", 'a network (to reach deb.debian.org)'],
    [
      'npm error request to https://registry.npmjs.org/left-pad failed, reason: getaddrinfo EAI_AGAIN registry.npmjs.org',
      'a network (to reach registry.npmjs.org)',
    ],
    ['E: Unable to locate package nginx', 'a network (to reach nginx)'],
    [
      'Unable to locate credentials. You can configure credentials by running "aws login".',
      'a network',
    ],
    ["chown: invalid user: 'ec2-user:ec2-user'", 'the user ec2-user'],
    [
      'su: user ubuntu does not exist or the user entry does not contain all the required fields',
      'the user ubuntu',
    ],
    ['Failed to connect to bus: No such file or directory', 'a real systemd'],
    ['sysctl: permission denied on key "vm.max_map_count"', 'a kernel to set up'],
    ['mount: /mnt: permission denied.', 'file systems to mount'],
    ["chown: changing ownership of '/opt/a': Invalid argument", 'users with ids above 65535'],
    [
      'tar: app: Cannot change ownership to uid 197609, gid 197121: Invalid argument',
      'users with ids above 65535',
    ],
    [
      'hook.sh: line 2: ulimit: open files: cannot modify limit: Operation not permitted',
      'higher limits than this machine’s',
    ],
    [
      'unable to set CAP_SETFCAP effective capability: Operation not permitted',
      'capabilities of files',
    ],
    ['mknod: /tmp/n: Operation not permitted', 'devices to make'],
    ['RTNETLINK answers: Operation not permitted', 'a network to set up'],
  ])('%s', (line, lacked) => expect(read(line)).toBe(lacked));
});

describe('what is wrong with the release is not taken for something that a host lacks:', () => {
  test.each([
    '[stderr]/opt/x/scripts/start.sh: line 3: strat_server: command not found',
    '[stderr]/opt/x/scripts/start.sh: line 3: dokcer: command not found',
    '[stderr]/opt/x/scripts/start.sh: line 3: /opt/web/bin/server: No such file or directory',
    '[stderr]Unit orders.service could not be found.',
    'curl: (7) Failed to connect to localhost port 8080: Connection refused',
    "Error: Cannot find module '/opt/web/server.js'",
    "chown: invalid user: 'ordres'",
    'cp: cannot stat ‘conf/app.ini’: No such file or directory',
    'node: bad option: --inspekt',
    "chown: changing ownership of '/opt/a': Operation not permitted",
    '/opt/web/start.sh: line 2: /opt/web/log: Permission denied',
    'invalid configuration: Invalid argument',
    'Error response from daemon: pull access denied for orders',
    'mount: /mnt: must be superuser to use mount.',
    'umount: /mnt: must be superuser to unmount.',
  ])('%s', (line) => expect(read(line)).toBeUndefined());
});
