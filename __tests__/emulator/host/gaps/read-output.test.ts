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
    'Error response from daemon: pull access denied for orders',
  ])('%s', (line) => expect(read(line)).toBeUndefined());
});
