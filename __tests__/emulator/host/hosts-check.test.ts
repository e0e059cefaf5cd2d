import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { scaledClock } from '../../../src/clock.ts';
import { aCommand, appSpec, aWorld, type Tree, type World } from './host-fixture.ts';

let world: World;
beforeEach(async () => {
  world = await aWorld();
});
afterEach(() => world.close());

const hook = (script: string): Tree => ({
  'appspec.yml': appSpec({ AfterInstall: 'hook.sh' }),
  'hook.sh': script,
});

describe('hosts whose hooks are checked', () => {
  test('say so', () => {
    expect(world.hosts.report[0]).toBe('hooks are checked but not run: that is what was asked for');
  });

  test('run nothing', async () => {
    const file = path.join(world.root, 'ran');
    expect(await world.host().outcome(hook(`#!/bin/sh\ntouch ${file}\nexit 1\n`))).toMatchObject({
      event: 'ValidateService',
      errorCode: 0,
    });
    expect(fs.existsSync(file)).toBe(false);
  });

  test('install into a folder of their own', async () => {
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
      'a script that is missing',
      { 'appspec.yml': appSpec({ AfterInstall: 'nope.sh' }) },
      { errorCode: 1, scriptName: 'nope.sh', log: 'LifecycleEvent - AfterInstall\n' },
    ],
    [
      'a carriage return after the interpreter',
      hook('#!/bin/bash\r\necho hello\r\n'),
      {
        errorCode: 4,
        message: expect.stringContaining(
          'failed with error Errno::ENOENT with message No such file or directory - /opt/codedeploy-agent/',
        ),
      },
    ],
    [
      'a syntax that sh refuses',
      hook('#!/bin/sh\nif true; then\necho hello\n'),
      {
        errorCode: 4,
        message: 'Script at specified location: hook.sh failed with exit code 2',
        log: expect.stringMatching(/\[stderr\].*Syntax error/i),
      },
    ],
    [
      'a folder in the place of a script',
      { 'appspec.yml': appSpec({ AfterInstall: 'scripts' }), 'scripts/a': 'a' },
      { errorCode: 4, message: expect.stringContaining('Errno::EACCES') },
    ],
  ])('find %s', async (_, tree, expected) => {
    expect(await world.host().outcome(tree)).toMatchObject({ event: 'AfterInstall', ...expected });
  });

  test.each([
    ['bash', '#!/usr/bin/env bash\ncase $- in *x*) declare -A a=([b]=c);; esac\n'],
    ['sh with options', '#!/bin/sh -eu\necho "$HOME"\n'],
    ['no interpreter line', 'echo hello\n'],
    ['another interpreter', '#!/usr/bin/python3\nif True: print("if then")\n'],
    ['nothing at all', ''],
  ])('accept a script of %s', async (_, script) => {
    expect(await world.host().outcome(hook(script))).toMatchObject({ errorCode: 0 });
  });

  test('do not answer HTTP', async () => {
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

  test('an object that is not there', async () => {
    expect(await perform({ event: 'DownloadBundle', revision })).toEqual({
      errorCode: 5,
      scriptName: '',
      message: 'The specified key does not exist.',
      log: '',
    });
  });

  test('another object than the one that was meant', async () => {
    world.objects.put('bundles', 'orders', Buffer.from('x'));
    const given = { event: 'DownloadBundle', revision: { ...revision, eTag: '"other"' } };
    expect(await perform(given)).toMatchObject({
      errorCode: 5,
      message: 'Expected deployment artifact bundle etag "other" but was actually "etag-of-orders"',
    });
  });

  test('a type that instances do not unpack', async () => {
    const given = { event: 'ApplicationStop', revision: { ...revision, bundleType: 'YAML' } };
    expect(await perform(given)).toMatchObject({
      errorCode: 5,
      message: 'BundleType in S3Revision must be tar, tgz or zip',
    });
  });

  test('an event that is none of the agent', async () => {
    expect(await perform({ event: 'BlockTraffic' })).toMatchObject({
      errorCode: 5,
      message: 'Unsupported command type: BlockTraffic.',
    });
  });

  test('nothing, where no deployment was installed before', async () => {
    expect(await perform({ event: 'ApplicationStop' })).toEqual({
      errorCode: 0,
      scriptName: '',
      message: 'Succeeded: ',
      log: '',
    });
  });
});

test('an unpacked revision is shared by hosts and kept for those to come', async () => {
  const tree: Tree = { 'appspec.yml': appSpec({}), app: 'x' };
  const hosts = [world.host(), world.host(), world.host()];
  for (const host of hosts) expect((await host.outcome(tree)).errorCode).toBe(0);
  expect(fs.readdirSync(path.join(world.root, 'revisions'))).toEqual(['1', '2', '3']);
});

test('a closed host leaves nothing and does nothing', async () => {
  const host = world.host();
  await host.outcome({ 'appspec.yml': appSpec({}) });
  await host.agent.close();
  expect(fs.existsSync(path.join(world.root, 'hosts/1'))).toBe(false);
  await expect(host.agent.perform(aCommand(), AbortSignal.timeout(1000))).rejects.toThrow('closed');
  await world.hosts.close();
  expect(fs.readdirSync(world.root)).toEqual([]);
});

test('an event that was given up is not begun', async () => {
  const fast = await aWorld({ clock: scaledClock(1000) });
  try {
    const signal = AbortSignal.abort(new Error('stopped'));
    await expect(fast.host().agent.perform(aCommand(), signal)).rejects.toThrow('stopped');
  } finally {
    await fast.close();
  }
});
