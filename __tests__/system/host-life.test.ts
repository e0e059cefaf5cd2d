import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { steadyClock } from '../../src/clock.ts';
import {
  aCommand,
  appSpec,
  aWorld,
  IN_PLACE,
  type Tree,
  type World,
  zipOf,
} from '../emulator/host/host-fixture.ts';
import { noSandboxes, sandboxed } from './sandboxes.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld({ hooks: 'sandbox', clock: steadyClock(1000) });
});
afterAll(() => world.close());

const hook = (script: string, event = 'AfterInstall'): Tree => ({
  'appspec.yml': appSpec({ [event]: 'hook.sh' }),
  'hook.sh': `#!/bin/sh\n${script}\n`,
});

describe('the life of a host', () => {
  sandboxed(
    'A script that ends the agent fails its event as after a restart, and what is on the disk stays.',
    async () => {
      const host = world.host();
      const tree = hook('echo kept > /opt/kept; kill -9 $PPID; sleep 10');
      expect(await host.outcome(tree)).toEqual({
        event: 'AfterInstall',
        errorCode: 7,
        scriptName: '',
        message: 'Failed: Failing in-progress lifecycle event after an agent restart.',
        log: '',
      });
      const { log } = await host.outcome(hook('cat /opt/kept; exit 1'));
      expect(log).toContain('[stdout]kept\n');
    },
  );

  sandboxed('A host that is lost leaves the others alone.', async () => {
    const [one, other] = [world.host(), world.host()];
    const [lost, fine] = await Promise.all([
      one.outcome(hook('kill -9 $PPID; sleep 10')),
      other.outcome(hook('sleep 0.5')),
    ]);
    expect(lost.errorCode).toBe(7);
    expect(fine).toMatchObject({ event: 'ValidateService', errorCode: 0 });
  });

  sandboxed(
    'However fast the clock is, a script has a minute of real time, or its timeout where that is shorter.',
    async () => {
      // 60 s are 60 ms of this clock.
      expect(await world.host().outcome(hook('sleep 1'))).toMatchObject({ errorCode: 0 });
    },
  );

  sandboxed('A script is killed when its event is given up.', async () => {
    const host = world.host();
    const tree = hook('sleep 60 & echo $! > /opt/pid; wait');
    const stopped = host.agent;
    world.objects.put('bundles', 'stopped', zipOf(tree));
    const revision = { bucket: 'bundles', key: 'stopped', bundleType: 'zip' };
    const perform = (event: string, signal: AbortSignal) =>
      stopped.perform(aCommand({ event, revision, instance: host.instance }), signal);
    for (const event of IN_PLACE.slice(0, 4)) await perform(event, AbortSignal.timeout(10_000));
    const given = new AbortController();
    const work = perform('AfterInstall', given.signal);
    setTimeout(() => given.abort(new Error('given up')), 500);
    await expect(work).rejects.toThrow('given up');
    const { log } = await host.outcome(
      hook('sleep 0.1; kill -0 $(cat /opt/pid) 2>/dev/null && echo alive; exit 1'),
    );
    expect(log).not.toContain('alive');
  });

  sandboxed('However much a script writes, only what a report can hold is kept.', async () => {
    const { log, errorCode } = await world
      .host()
      .outcome(hook('head -c 50000000 /dev/zero | tr "\\0" x; echo; yes | head -100000; exit 3'));
    expect(errorCode).toBe(4);
    expect(log).toBe('[stdout]y\n'.repeat(204));
  });

  sandboxed('Each host has the name of its instance.', async () => {
    const hosts = Array.from({ length: 18 }, () => world.host());
    const outcomes = await Promise.all(
      hosts.map((host) => host.outcome(hook('hostname > /opt/name; cat /opt/name; exit 1'))),
    );
    expect(outcomes.map((outcome) => outcome.log.split('\n')[2])).toEqual(
      hosts.map((host) => `[stdout]${host.instance}`),
    );
    await Promise.all(hosts.map((host) => host.agent.close()));
  });
});

const unprotected = noSandboxes === '' || process.platform === 'linux' ? test : test.skip;

unprotected('With `--hooks unsafe`, agent and hooks work on this machine itself.', async () => {
  const unsafe = await aWorld({ hooks: 'unsafe' });
  try {
    expect(unsafe.hosts.report[0]).toMatch(
      /^hooks run on this machine itself, without any protection/,
    );
    const place = path.join(unsafe.root, 'installed');
    const tree: Tree = {
      'appspec.yml': appSpec(
        { AfterInstall: 'hook.sh' },
        `files:\n  - source: app\n    destination: ${place}\n`,
      ),
      'hook.sh': `#!/bin/sh\ncp ${place}/x ${place}/y; env | sort; sleep 60 >/dev/null 2>&1 & echo $! > ${place}/pid\n`,
      'app/x': 'x',
    };
    expect(await unsafe.host().outcome(tree)).toMatchObject({
      event: 'ValidateService',
      errorCode: 0,
    });
    expect(fs.readFileSync(path.join(place, 'y'), 'utf8')).toBe('x');
    const pid = fs.readFileSync(path.join(place, 'pid'), 'utf8').trim();
    expect(isAlive(pid)).toBe(true);
    await unsafe.hosts.close();
    expect(isAlive(pid)).toBe(false);
  } finally {
    await unsafe.close();
  }
});

/** What was killed may be there for a while, until its new parent looks at it. */
function isAlive(pid: string): boolean {
  const stat = fs.existsSync(`/proc/${pid}`) ? fs.readFileSync(`/proc/${pid}/stat`, 'utf8') : '';
  return !/^$|\) [ZX] /.test(stat);
}
