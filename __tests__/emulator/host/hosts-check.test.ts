import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { steadyClock } from '../../../src/clock.ts';
import { aCommand, appSpec, aWorld, IN_PLACE, type Tree, type World } from './host-fixture.ts';

let world: World;
beforeEach(async () => {
  world = await aWorld();
});
afterEach(() => world.close());

const hook = (script: string): Tree => ({
  'appspec.yml': appSpec({ AfterInstall: 'hook.sh' }),
  'hook.sh': script,
});

describe('where no sandbox can be made', () => {
  test('Hooks that are only checked are said to be.', () => {
    expect(world.hosts.report[0]).toBe('hooks are checked but not run: that is what was asked for');
  });

  test('Hooks that are only checked do not run.', async () => {
    const file = path.join(world.root, 'ran');
    expect(await world.host().outcome(hook(`#!/bin/sh\ntouch ${file}\nexit 1\n`))).toMatchObject({
      event: 'ValidateService',
      errorCode: 0,
    });
    expect(fs.existsSync(file)).toBe(false);
  });

  test('Files are then installed into a folder that stands for the host.', async () => {
    const files = 'files:\n  - source: app\n    destination: /opt/app\n';
    const permissions =
      'permissions:\n  - object: /opt/app\n    mode: 640\n    owner: no-such-user\n    type: [file]\n';
    const tree: Tree = {
      'appspec.yml': appSpec({}, files + permissions),
      'app/run': { text: 'x', mode: 0o755 },
      'app/link': { link: 'run' },
    };
    expect(await world.host().outcome(tree)).toMatchObject({
      event: 'ValidateService',
      errorCode: 0,
    });
    const installed = path.join(world.root, 'hosts/1/opt/app');
    expect(fs.statSync(path.join(installed, 'run')).mode & 0o777).toBe(0o640);
    expect(fs.readlinkSync(path.join(installed, 'link'))).toBe('run');
    expect(fs.existsSync('/opt/app/run')).toBe(false);
  });

  test.each<[string, Tree, object]>([
    [
      'scripts that are missing',
      { 'appspec.yml': appSpec({ AfterInstall: 'nope.sh' }) },
      { errorCode: 1, scriptName: 'nope.sh', log: 'LifecycleEvent - AfterInstall\n' },
    ],
    [
      'interpreters that cannot be found for a carriage return',
      hook('#!/bin/bash\r\necho hello\r\n'),
      {
        errorCode: 4,
        message: expect.stringContaining(
          'failed with error Errno::ENOENT with message No such file or directory - /opt/codedeploy-agent/',
        ),
      },
    ],
    [
      'a syntax that sh or bash refuses',
      hook('#!/bin/sh\nif true; then\necho hello\n'),
      {
        errorCode: 4,
        message: 'Script at specified location: hook.sh failed with exit code 2',
        log: expect.stringMatching(/\[stderr\].*Syntax error/i),
      },
    ],
    [
      'folders in the place of scripts',
      { 'appspec.yml': appSpec({ AfterInstall: 'scripts' }), 'scripts/a': 'a' },
      { errorCode: 4, message: expect.stringContaining('Errno::EACCES') },
    ],
  ])('The check finds %s.', async (_, tree, expected) => {
    expect(await world.host().outcome(tree)).toMatchObject({ event: 'AfterInstall', ...expected });
  });

  test.each([
    ['bash', '#!/usr/bin/env bash\ncase $- in *x*) declare -A a=([b]=c);; esac\n'],
    ['sh with options', '#!/bin/sh -eu\necho "$HOME"\n'],
    ['no interpreter line', 'echo hello\n'],
    ['another interpreter', '#!/usr/bin/python3\nif True: print("if then")\n'],
    ['nothing at all', ''],
  ])('The check accepts a script of %s.', async (_, script) => {
    expect(await world.host().outcome(hook(script))).toMatchObject({ errorCode: 0 });
  });

  test('Nothing answers on a host on which nothing runs.', async () => {
    const host = world.host();
    const request = { port: 80, method: 'GET', path: '/' };
    await expect(
      world.hosts.http(host.instance, request, AbortSignal.timeout(1000)),
    ).rejects.toThrow('nothing runs on this host');
    await expect(world.hosts.http('i-none', request, AbortSignal.timeout(1000))).rejects.toThrow(
      'there is no host "i-none"',
    );
  });
});

describe('what the agent says of the revision', () => {
  const perform = (command: Parameters<typeof aCommand>[0]) => {
    const host = world.host();
    return host.agent.perform(aCommand(command), AbortSignal.timeout(10_000));
  };
  const revision = { bucket: 'bundles', key: 'orders', bundleType: 'zip' };

  test('An object that cannot be read fails DownloadBundle in the words of S3.', async () => {
    expect(await perform({ event: 'DownloadBundle', revision })).toEqual({
      errorCode: 5,
      scriptName: '',
      message: 'The specified key does not exist.',
      log: '',
    });
  });

  test('Another eTag than the deployment names fails DownloadBundle.', async () => {
    world.objects.put('bundles', 'orders', Buffer.from('x'));
    const given = { event: 'DownloadBundle', revision: { ...revision, eTag: '"other"' } };
    expect(await perform(given)).toMatchObject({
      errorCode: 5,
      message: 'Expected deployment artifact bundle etag "other" but was actually "etag-of-orders"',
    });
  });

  test('A bundle type that instances do not unpack fails every event.', async () => {
    const given = { event: 'ApplicationStop', revision: { ...revision, bundleType: 'YAML' } };
    expect(await perform(given)).toMatchObject({
      errorCode: 5,
      message: 'BundleType in S3Revision must be tar, tgz or zip',
    });
  });

  test("An event that is not the agent's is an unsupported command.", async () => {
    expect(await perform({ event: 'BlockTraffic' })).toMatchObject({
      errorCode: 5,
      message: 'Unsupported command type: BlockTraffic.',
    });
  });

  test('Where nothing was installed before, ApplicationStop does nothing and succeeds.', async () => {
    expect(await perform({ event: 'ApplicationStop' })).toEqual({
      errorCode: 0,
      scriptName: '',
      message: 'Succeeded: ',
      log: '',
    });
  });
});

test('Five revisions are kept on a host, that of the last Install among them.', async () => {
  const host = world.host();
  const tree: Tree = { 'appspec.yml': appSpec({}) };
  await host.outcome(tree);
  for (let number = 0; number < 7; number++) await host.deploy(tree, { until: 'BeforeInstall' });
  const group = path.join(world.root, 'hosts/1/opt/codedeploy-agent/deployment-root');
  const kept = fs.readdirSync(path.join(group, aCommand().deploymentGroupId));
  expect(kept).toEqual(['1', '5', '6', '7', '8'].map((number) => `d-AAAAAAA0${number}`));
});

test('A host that is closed leaves nothing behind.', async () => {
  const host = world.host();
  await host.outcome({ 'appspec.yml': appSpec({}) });
  await host.agent.close();
  expect(fs.existsSync(path.join(world.root, 'hosts/1'))).toBe(false);
  await expect(host.agent.perform(aCommand(), AbortSignal.timeout(1000))).rejects.toThrow('closed');
  await world.hosts.close();
  expect(fs.readdirSync(world.root)).toEqual([]);
});

test('An event that was given up is not begun.', async () => {
  const fast = await aWorld({ clock: steadyClock(1000) });
  try {
    const signal = AbortSignal.abort(new Error('stopped'));
    await expect(fast.host().agent.perform(aCommand(), signal)).rejects.toThrow('stopped');
  } finally {
    await fast.close();
  }
});

test('A revision that stands for a good one is left as far as it came well, and none of its hooks from there on runs again.', async () => {
  await world.close();
  world = await aWorld({ standsForGood: ({ revision }) => revision.key.endsWith('orders-1') });
  const bundle: Tree = {
    'appspec.yml': appSpec({ BeforeInstall: 'good.sh', ApplicationStart: 'bad.sh' }),
    'good.sh': '#!/bin/sh\n',
    'bad.sh': '#!/bin/sh\nif\n',
  };
  const host = world.host();
  expect(await host.outcome(bundle)).toMatchObject({ event: 'ValidateService', errorCode: 0 });
  expect(world.hosts.passedOver()).toEqual([
    { event: 'ApplicationStart', report: expect.objectContaining({ scriptName: 'bad.sh' }) },
  ]);
  expect(await host.outcome(bundle)).toMatchObject({ event: 'ApplicationStart', errorCode: 4 });
  const again = { deploymentId: 'd-AAAAAAA03', instance: host.instance };
  const revision = {
    bucket: 'bundles',
    key: `${host.instance}/orders-1`,
    bundleType: 'zip',
  };
  const signal = AbortSignal.timeout(60_000);
  for (const event of IN_PLACE) {
    const command = aCommand({ ...again, revision, event });
    expect(await host.agent.perform(command, signal)).toMatchObject({ errorCode: 0 });
  }
});
