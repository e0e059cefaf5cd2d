import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { appSpec, aWorld, type Tree, type World } from '../emulator/host/host-fixture.ts';
import { sandboxed } from './sandboxes.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld({ hooks: 'sandbox' });
});
afterAll(() => world.close());

const FILES =
  'files:\n  - source: app\n    destination: /opt/orders\n  - source: orders.service\n    destination: /etc/systemd/system\n';

const SERVER = `
const { version } = require('./package.json');
const { PORT, GREETING, FROM_FILE } = process.env;
const answer = { version, GREETING, FROM_FILE, user: require('os').userInfo().username, arguments: process.argv.slice(2) };
require('http').createServer((request, response) => response.end(JSON.stringify(answer))).listen(PORT, () => console.log('listening'));
`;

const UNIT = `[Unit]
Description=Orders
After=network.target

[Service]
User=www-data
WorkingDirectory=/opt/orders
Environment=PORT=8080 "GREETING=good day"
EnvironmentFile=-/opt/orders/env
ExecStart=/usr/bin/env node server.js --greet "\${GREETING}"
Restart=always

[Install]
WantedBy=multi-user.target
`;

/** A web application as people deploy it: a unit, started by a hook, asked by another. */
function application(version: string, hooks: Record<string, string> = {}): Tree {
  const ask =
    'for i in 1 2 3 4 5 6 7 8 9 10; do curl -fsS http://localhost:8080/ && exit; sleep 0.2; done; exit 1';
  const all: Record<string, string> = {
    ApplicationStop: 'systemctl stop orders',
    AfterInstall: 'systemctl daemon-reload && systemctl enable orders.service',
    ApplicationStart: 'systemctl restart orders',
    ValidateService: ask,
    ...hooks,
  };
  const scripts = Object.entries(all).map(([event, text]): [string, string] => [
    `${event}.sh`,
    `#!/bin/sh\n${text}\n`,
  ]);
  const locations = Object.keys(all).map((event): [string, string] => [event, `${event}.sh`]);
  return {
    'appspec.yml': appSpec(Object.fromEntries(locations), FILES),
    'orders.service': UNIT,
    'app/server.js': SERVER,
    'app/package.json': JSON.stringify({ version }),
    'app/env': "# settings\nFROM_FILE='of a file'\n",
    ...Object.fromEntries(scripts),
  };
}

/** What a hook after the deployment says. */
function look(script: string): Tree {
  return {
    'appspec.yml': appSpec({ AfterInstall: 'look.sh' }),
    'look.sh': `#!/bin/sh\n${script}\nexit 1\n`,
  };
}

describe('a service of a bundle', () => {
  sandboxed(
    'A service runs until it is stopped, and answers on the loopback interface of its own host.',
    async () => {
      const host = world.host();
      const ask = async () => {
        const request = { port: 8080, method: 'GET', path: '/' };
        const { status, body } = await world.hosts.http(
          host.instance,
          request,
          AbortSignal.timeout(5000),
        );
        return { status, ...(JSON.parse(body.toString()) as object) };
      };
      expect(await host.outcome(application('1.0'))).toMatchObject({
        event: 'ValidateService',
        errorCode: 0,
      });
      expect(await ask()).toEqual({
        status: 200,
        version: '1.0',
        GREETING: 'good day',
        FROM_FILE: 'of a file',
        user: process.getuid?.() === 0 ? 'www-data' : 'root',
        arguments: ['--greet', 'good day'],
      });
      expect(await host.outcome(application('1.1'))).toMatchObject({ errorCode: 0 });
      expect(await ask()).toMatchObject({ version: '1.1' });
      expect((await host.outcome(look('curl -sS http://localhost:8080/'))).log).toContain(
        'Failed to connect to localhost port 8080',
      );
      await expect(ask()).rejects.toThrow('ECONNREFUSED');
    },
  );

  sandboxed('A service that does not start fails the deployment with its own output.', async () => {
    const start = 'systemctl start orders; sleep 0.5; systemctl status orders --no-pager';
    const broken = {
      ...application('2.0', { ApplicationStart: start }),
      'app/server.js': 'throw new Error("no database")',
    };
    const outcome = await world.host().outcome(broken);
    expect(outcome).toMatchObject({ event: 'ApplicationStart', errorCode: 4 });
    expect(outcome.message).toBe(
      'Script at specified location: ApplicationStart.sh failed with exit code 3',
    );
    expect(outcome.log).toContain('[stdout]     Active: failed\n');
    expect(outcome.log).toContain('Error: no database');
  });
});

describe('systemctl', () => {
  const unit = (name: string, text: string) =>
    `printf '${text.replaceAll('%', '%%').replaceAll('\n', '\\n')}' > /etc/systemd/system/${name}\n`;

  sandboxed.each<[string, string, string[]]>([
    [
      'It knows no unit that is not there.',
      'systemctl start nginx-of-nobody; echo $?',
      ['[stderr]Unit nginx-of-nobody.service could not be found.', '[stdout]5'],
    ],
    [
      'It refuses what it cannot do.',
      'systemctl isolate rescue.target; echo $?; systemctl --user start x; echo $?; systemctl start backup.timer; echo $?',
      [
        '[stderr]systemctl: "isolate" is not supported in a sandbox',
        '[stderr]systemctl: the option --user is not supported in a sandbox',
        '[stderr]systemctl: the unit backup.timer is not supported in a sandbox',
        '[stdout]1',
        '[stdout]1',
        '[stdout]1',
      ],
    ],
    [
      'It refuses a unit that means something it does not know.',
      `${unit('n.service', '[Unit]\nConditionVirtualization=vm\n[Service]\nType=notify\nExecStart=/bin/true\n')}systemctl start n; echo $?`,
      [
        '[stderr]Unit n.service: ConditionVirtualization, Type=notify is not supported in a sandbox.',
        '[stdout]1',
      ],
    ],
    [
      'It fails with a oneshot, and shows what that wrote.',
      `${unit('o.service', '[Service]\nType=oneshot\nExecStartPre=/bin/true\nExecStart=/bin/sh -c "echo no disk; exit 4"\n')}systemctl start o; echo $?; systemctl is-failed o`,
      [
        '[stderr]Job for o.service failed because the control process exited with error code.',
        '[stderr]Its last output:',
        '[stderr]no disk',
        '[stdout]1',
        '[stdout]failed',
      ],
    ],
    [
      'It stops a oneshot that remains by its own command.',
      `${unit('r.service', '[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=/usr/bin/touch /run/up\nExecStop=/bin/rm /run/up\n')}systemctl start r; systemctl is-active r; ls /run/up; systemctl stop r; systemctl is-active r; ls /run/up 2>/dev/null; systemctl is-enabled r`,
      ['[stdout]active', '[stdout]/run/up', '[stdout]inactive', '[stdout]static'],
    ],
    [
      'It starts a forking daemon, reloads it, and ends all of it.',
      `cat > /opt/daemon <<'X'
trap 'echo again > /run/one' HUP
while :; do sleep 0.1; done
X
${unit('f@.service', '[Service]\nType=forking\nExecStart=/bin/sh -c "setsid sh /opt/daemon %i & sleep 0.2"\nExecReload=/bin/kill -HUP $MAINPID\n')}systemctl start f@one; systemctl is-active f@one; systemctl reload f@one; sleep 0.4; cat /run/one; systemctl stop f@one; systemctl is-active f@one; pgrep -f /opt/daemon || echo gone`,
      ['[stdout]active', '[stdout]again', '[stdout]inactive', '[stdout]gone'],
    ],
    [
      'It starts what a unit requires, and reads drop-ins.',
      `${unit('a.service', '[Unit]\nRequires=b.service\n[Service]\nExecStart=/bin/sleep 60\n')}${unit('b.service', '[Service]\nExecStart=/bin/false\n')}mkdir /etc/systemd/system/b.service.d\n${unit('b.service.d/more.conf', '[Service]\nExecStart=\nExecStart=/bin/sleep 60\n')}systemctl start a; systemctl is-active a b; systemctl restart a; systemctl show -p ActiveState --value a`,
      ['[stdout]active', '[stdout]active', '[stdout]active'],
    ],
    [
      '`service` asks it, and `journalctl -u` shows what a service wrote.',
      `${unit('s.service', '[Service]\nExecStart=/bin/sh -c "echo said; sleep 60"\n')}service s start && sleep 0.3 && service s status >/dev/null && journalctl -u s -n 1 --no-pager`,
      ['[stdout]said'],
    ],
  ])('%s', async (_, script, expected) => {
    const host = world.host();
    const { log } = await host.outcome(look(script));
    const written = log.trimEnd().split('\n').slice(2);
    expect(written.toSorted()).toEqual(expected.toSorted());
    await host.agent.close();
  });
});
