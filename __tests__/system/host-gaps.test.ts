import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { type HostSettings, plainHost } from '../../src/emulator/host/gaps/settings.ts';
import { appSpec, aWorld, type Tree, type World } from '../emulator/host/host-fixture.ts';
import { sandboxed } from './sandboxes.ts';

/** As no machine has them that runs these tests. */
const programs = new Set([...plainHost.programs, 'rarely-seen']);
const settings: HostSettings = {
  limits: plainHost.limits,
  users: ['deployer'],
  hasNamed: true,
  commands: new Map([
    ['docker', { exit: 0, output: 'Docker version 27' }],
    ['php', { exit: 0, output: '', stays: true }],
  ]),
  units: ['varnish.service'],
  environment: { JAVA_HOME: '/usr/lib/jvm/java' },
  isInConsul: false,
  programs,
};

let world: World;
const told: string[] = [];
beforeAll(async () => {
  world = await aWorld({ hooks: 'sandbox', host: settings, tell: (words) => told.push(words) });
});
afterAll(() => world.close());

function hook(text: string, more: Tree = {}): Tree {
  return {
    'appspec.yml': appSpec({ AfterInstall: 'hook.sh' }),
    'hook.sh': `#!/bin/bash\n${text}\n`,
    ...more,
  };
}

const lacks = (...what: string[]) => ({ lacking: { what, isLater: false } });

describe('a host that lacks something', () => {
  sandboxed(
    'A program that instances have and this machine has not is not rehearsed.',
    async () => {
      const outcome = await world.host().outcome(hook('rarely-seen --now "a b"'));
      expect(outcome).toMatchObject({ errorCode: 4, ...lacks('rarely-seen') });
      expect(outcome.message).toContain('failed with exit code 127');
      const swallowed = await world.host().deploy(hook('rarely-seen >/dev/null 2>&1 || true'));
      expect(swallowed.get('AfterInstall')).toMatchObject({
        errorCode: 0,
        ...lacks('rarely-seen'),
      });
    },
  );

  sandboxed(
    'What fails on a host after something was lacking is not rehearsed either.',
    async () => {
      const hooks = {
        AfterInstall: 'start.sh',
        ApplicationStart: 'ask.sh',
        ValidateService: 'ask.sh',
      };
      const bundle = (start: string) => ({
        'appspec.yml': appSpec(hooks),
        'start.sh': `#!/bin/sh\n${start}\n`,
        'ask.sh': '#!/bin/sh\ncurl -f http://localhost:8080/\n',
      });
      const later = { what: ['rarely-seen'], isLater: true };
      const failed = await world.host().deploy(bundle('rarely-seen'), { goesOn: true });
      expect(failed.get('ApplicationStart')).toMatchObject({ errorCode: 4, lacking: later });
      expect(failed.get('DownloadBundle')?.lacking).toBeUndefined();
      // A script that goes on without it may not have started what is asked for later, and fails itself where it must not.
      const swallowed = await world.host().deploy(bundle('rarely-seen || true'), { goesOn: true });
      expect(swallowed.get('ApplicationStart')?.lacking).toBeUndefined();
      expect(swallowed.get('ValidateService')).toMatchObject({ errorCode: 4, lacking: later });
    },
  );

  sandboxed('A word that nobody knows fails.', async () => {
    const outcome = await world.host().outcome(hook('dokcer ps'));
    expect(outcome).toMatchObject({ errorCode: 4, log: expect.stringContaining('dokcer') });
    expect(outcome.lacking).toBeUndefined();
  });

  sandboxed('A unit of a package that no bundle installs is not rehearsed.', async () => {
    const known = await world.host().outcome(hook('systemctl restart squid'));
    expect(known).toMatchObject(lacks('the unit squid.service'));
    const own = await world.host().outcome(hook('systemctl restart orders'));
    expect(own).toMatchObject({ errorCode: 4 });
    expect(own.lacking).toBeUndefined();
  });

  sandboxed('What needs a network is not rehearsed.', async () => {
    const outcome = await world.host().outcome(hook('curl -fsS https://deb.example.com/key'));
    expect(outcome).toMatchObject(lacks('a network (to reach deb.example.com)'));
    const loopback = await world.host().outcome(hook('curl -fsS http://localhost:8080/'));
    expect(loopback.lacking).toBeUndefined();
  });
});

describe('a host that is given something', () => {
  const owned = (more: string) =>
    `files:\n  - source: a.txt\n    destination: /opt/orders\npermissions:\n  - object: /opt/orders\n    pattern: "**"\n    owner: orders-user\n    group: orders-group\n${more}`;
  const show = '#!/bin/sh\nstat -c "%U %G" /opt/orders/a.txt; id -un; exit 9\n';

  sandboxed('Hosts have the users and groups that the AppSpec file names.', async () => {
    const spec = appSpec({ ApplicationStart: 'show.sh' }, owned(''));
    const { log } = await world.host().outcome({
      'appspec.yml': `${spec}      runas: orders-runner\n`,
      'a.txt': 'a',
      'show.sh': show,
    });
    expect(log).toContain('[stdout]orders-user orders-group\n[stdout]orders-runner');
    expect(told).toContain('hosts were given the user orders-runner, which this machine has not');
    expect(told).toContain('hosts were given the group orders-group, which this machine has not');
  });

  sandboxed('An account that a script of the bundle makes is not there before.', async () => {
    const { log, lacking } = await world.host().outcome({
      'appspec.yml': appSpec({ BeforeInstall: 'make.sh', ApplicationStart: 'show.sh' }, owned('')),
      'a.txt': 'a',
      'make.sh':
        '#!/bin/sh -e\ngroupadd orders-group\nuseradd --no-create-home -g orders-group orders-user\n',
      'show.sh': show,
    });
    expect({ log, lacking }).toEqual({
      log: expect.stringContaining('[stdout]orders-user orders-group'),
      lacking: undefined,
    });
  });

  sandboxed('Hosts have the users that the configuration names.', async () => {
    const { log } = await world.host().outcome(hook('getent passwd deployer; exit 9'));
    expect(log).toMatch(/\[stdout\]deployer:x:\d+:\d+::\/home\/deployer:/);
  });

  sandboxed('A stub command answers, and what it was called with is told.', async () => {
    const { log } = await world.host().outcome(hook('docker compose up -d; echo $?; exit 9'));
    expect(log).toContain('[stdout]Docker version 27\n[stdout]0');
    const piped =
      'set -o pipefail; head -c 1000000 /dev/zero | docker login; echo $?; ls -l /bin/sh';
    const { log: drained } = await world.host().outcome(hook(`${piped}; exit 9`));
    expect(drained).toMatch(/\[stdout\]0\n\[stdout\].*\/bin\/sh/);
    expect(told).toContain('the stub of docker was called in AfterInstall: docker compose up -d');
  });

  sandboxed('What asks for that which a stub would have started is not rehearsed.', async () => {
    const host = world.host();
    const outcome = await host.outcome({
      'appspec.yml': appSpec({ ApplicationStart: 'start.sh', ValidateService: 'ask.sh' }),
      'start.sh': '#!/bin/sh\ndocker compose up -d\n',
      'ask.sh': '#!/bin/sh\ncurl -sf http://localhost:8080/\n',
    });
    expect(outcome.lacking).toEqual({
      what: ['what the stub of docker stands for'],
      isLater: true,
    });
    expect(await host.outcome(hook('exit 1'))).toMatchObject({ errorCode: 4 });
  });

  sandboxed('A stub that stays is a service until it is stopped.', async () => {
    const { log } = await world
      .host()
      .outcome(
        hook(
          'printf "[Service]\\nExecStart=/usr/bin/php -S :80\\n" > /etc/systemd/system/site.service; systemctl start site && systemctl is-active site && systemctl stop site; systemctl is-active site; exit 9',
        ),
      );
    expect(log).toMatch(/\[stdout\]active\n\[stdout\]inactive/);
  });

  sandboxed('A stub unit starts, reloads and stops.', async () => {
    const calls =
      'systemctl restart varnish && systemctl is-active varnish && systemctl reload varnish';
    const { log } = await world.host().outcome(hook(`${calls} && systemctl stop varnish; exit 9`));
    expect(log).toContain('[stdout]active');
    expect(log).not.toContain('[stderr]');
  });

  sandboxed('Hooks find the environment that the configuration names.', async () => {
    const { log } = await world.host().outcome(hook('echo "$JAVA_HOME"; exit 9'));
    expect(log).toContain('[stdout]/usr/lib/jvm/java');
  });
});
