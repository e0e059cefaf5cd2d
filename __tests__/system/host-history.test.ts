import { afterAll, beforeAll, expect } from '@jest/globals';
import type { HostCommand } from '../../src/emulator/service.ts';
import {
  aCommand,
  appSpec,
  aWorld,
  IN_PLACE,
  type Tree,
  type World,
} from '../emulator/host/host-fixture.ts';
import { sandboxed } from './sandboxes.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld({ hooks: 'sandbox' });
});
afterAll(() => world.close());

const HOOKS = IN_PLACE.filter((event) => event !== 'DownloadBundle' && event !== 'Install');

/** A revision whose hooks note that they ran; the one for `fails` then fails. */
function revision(name: string, fails?: string): Tree {
  const hooks = Object.fromEntries(HOOKS.map((event) => [event, `${event}.sh`]));
  const script = (event: string) =>
    `#!/bin/sh\necho "$DEPLOYMENT_ID $LIFECYCLE_EVENT ${name}" >> /var/log/history\n${event === fails ? 'exit 1\n' : ''}`;
  const scripts = HOOKS.map((event): [string, string] => [`${event}.sh`, script(event)]);
  const files = 'files:\n  - source: app\n    destination: /opt/app\n';
  return {
    'appspec.yml': appSpec(hooks, files),
    'app/version': name,
    ...Object.fromEntries(scripts),
  };
}

sandboxed(
  'ApplicationStop is of the revision whose Install succeeded last, whatever became of it.',
  async () => {
    const host = world.host();
    const deploy = async (tree: Tree, command: Partial<HostCommand> = {}) => {
      const reports = await host.deploy(tree, command);
      return [...reports].filter(([, report]) => report.errorCode !== 0).map(([event]) => event);
    };

    expect(await deploy(revision('one'))).toEqual([]);
    expect(await deploy(revision('two'))).toEqual([]);
    expect(await deploy(revision('three', 'AfterInstall'))).toEqual(['AfterInstall']);
    expect(await deploy(revision('four', 'BeforeInstall'))).toEqual(['BeforeInstall']);
    // Stopped: the event under way ends, the next does not begin.
    await host.deploy(revision('five'), { until: 'BeforeInstall' });
    expect(await deploy(revision('two'), { creator: 'codeDeployRollback' })).toEqual([]);
    expect(await deploy(revision('seven'))).toEqual([]);

    const look = {
      'appspec.yml': appSpec({ BeforeInstall: 'look.sh' }),
      'look.sh':
        '#!/bin/sh\ncat /var/log/history; ls -d /opt/codedeploy-agent/deployment-root/*-*/d-* | sed "s,.*/,,"; exit 1\n',
    };
    const { log } = await host.outcome(look);
    const all = (deployment: string, name: string, events: string[]) =>
      events.map((event) => `d-AAAAAAA0${deployment} ${event} ${name}`);
    const [, ...others] = HOOKS;
    expect(log.split('\n').map((line) => line.replace('[stdout]', ''))).toEqual([
      'LifecycleEvent - BeforeInstall',
      'Script - look.sh',
      ...all('1', 'one', others),
      ...all('2', 'one', ['ApplicationStop']),
      ...all('2', 'two', others),
      ...all('3', 'two', ['ApplicationStop']),
      ...all('3', 'three', ['BeforeInstall', 'AfterInstall']),
      ...all('4', 'three', ['ApplicationStop']),
      ...all('4', 'four', ['BeforeInstall']),
      ...all('5', 'three', ['ApplicationStop']),
      ...all('5', 'five', ['BeforeInstall']),
      ...all('6', 'three', ['ApplicationStop']),
      ...all('6', 'two', others),
      ...all('7', 'two', ['ApplicationStop']),
      ...all('7', 'seven', others),
      ...all('8', 'seven', ['ApplicationStop']),
      // Five revisions are kept.
      ...['4', '5', '6', '7', '8'].map((number) => `d-AAAAAAA0${number}`),
      '',
    ]);
  },
);

sandboxed(
  'A blue/green rollback blocks traffic with the scripts that were downloaded last.',
  async () => {
    const host = world.host();
    const hooks = { BeforeBlockTraffic: 'block.sh', BeforeAllowTraffic: 'allow.sh' };
    const note = (name: string) => `#!/bin/sh\necho "${name}"\nexit 1\n`;
    const tree = (name: string): Tree => ({
      'appspec.yml': appSpec(hooks),
      'block.sh': note(`block ${name}`),
      'allow.sh': note(`allow ${name}`),
    });
    await host.deploy(tree('installed'));
    await host.deploy(tree('downloaded'), { until: 'DownloadBundle' });
    const rollback = { creator: 'codeDeployRollback', deploymentType: 'BLUE_GREEN' } as const;
    const logOf = async (event: string, command: Partial<HostCommand>) => {
      const given = aCommand({
        deploymentId: 'd-AAAAAAA09',
        instance: host.instance,
        event,
        ...command,
      });
      return (await host.agent.perform(given, AbortSignal.timeout(10_000))).log.split('\n')[2];
    };

    expect(await logOf('BeforeBlockTraffic', rollback)).toBe('[stdout]block downloaded');
    expect(await logOf('BeforeAllowTraffic', rollback)).toBe('[stdout]allow installed');
    expect(await logOf('BeforeBlockTraffic', {})).toBe('[stdout]block installed');
  },
);
