import {
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { EventReport } from '../../../src/emulator/service.ts';
import { aCommand, appSpec, aWorld, type TestHost, type Tree, type World } from './host-fixture.ts';

let world: World;
beforeEach(async () => {
  world = await aWorld();
});
afterEach(() => world.close());

const files = 'files:\n  - source: app\n    destination: /opt/app\n';
const group = aCommand().deploymentGroupId;
const FAILED = `Install failed for group ${group}: `;
/** Where the first host keeps a file. */
const on = (file: string) => path.join(world.root, 'hosts/1', file);

/** As npm leaves it: the links come first by name, and so their targets are removed before them. */
const withLinks: Tree = {
  'appspec.yml': appSpec({}, files),
  'app/.bin/serve': { link: '../serve/cli.js' },
  'app/serve/cli.js': '#!/usr/bin/env node\n',
};

describe('agent 2', () => {
  test('It says Succeeded, of DownloadBundle with where the bundle came from.', async () => {
    const reports = await world
      .host('2')
      .deploy({ 'appspec.yml': appSpec({}, files), 'app/a': '' });
    expect(reports.get('Install')).toMatchObject({ errorCode: 0, message: 'Succeeded' });
    expect(reports.get('DownloadBundle')?.message).toBe('Succeeded: BundleSource=downloaded');
  });

  test('In the mode RESTART it takes the bundle that the earlier deployment has unpacked, and downloads where that is gone or has no appspec.yml; agent 1 downloads always.', async () => {
    const bundle: Tree = {
      'appspec.yml': appSpec({ AfterInstall: 'scripts/a.sh' }, files),
      'app/a': 'a',
      'app/b': { link: 'a' },
      'scripts/': { folder: true, mode: 0o40750 },
      'scripts/a.sh': '#!/bin/sh\n',
    };
    const archive = (deployment: string) =>
      on(`opt/codedeploy-agent/deployment-root/${group}/${deployment}/deployment-archive`);
    const restart = (host: TestHost, reuseOf: string) => host.deploy(bundle, { reuseOf });
    const source = (reports: Map<string, EventReport>) => reports.get('DownloadBundle')?.message;

    const host = world.host('2');
    await host.deploy(bundle);
    writeFileSync(`${archive('d-AAAAAAA01')}/app/a`, 'changed on the host');
    const reports = await restart(host, 'd-AAAAAAA01');
    expect([...reports.keys()].at(-1)).toBe('ValidateService');
    expect(source(reports)).toBe('Succeeded: BundleSource=archive-reuse');
    expect(readFileSync(on('opt/app/a'), 'utf8')).toBe('changed on the host');
    expect(lstatSync(`${archive('d-AAAAAAA02')}/app/b`).isSymbolicLink()).toBe(true);
    expect(statSync(`${archive('d-AAAAAAA02')}/scripts`).mode & 0o777).toBe(0o750);

    rmSync(`${archive('d-AAAAAAA01')}/appspec.yml`);
    expect(source(await restart(host, 'd-AAAAAAA01'))).toBe('Succeeded: BundleSource=downloaded');
    expect(readFileSync(on('opt/app/a'), 'utf8')).toBe('a');
    expect(source(await restart(host, 'd-NEVERWAS1'))).toBe('Succeeded: BundleSource=downloaded');

    const older = world.host('1');
    await older.deploy(bundle);
    expect(source(await restart(older, 'd-AAAAAAA01'))).toBe('Succeeded: ');
  });

  test('A bundle without appspec.yml fails DownloadBundle.', async () => {
    const outcome = await world.host('2').outcome({ 'appspec.yaml': appSpec({}) });
    expect(outcome).toMatchObject({
      event: 'DownloadBundle',
      errorCode: 5,
      message: expect.stringContaining('does not exist at the expected location: '),
    });
  });

  test('An AppSpec file that is not UTF-8 is not found.', async () => {
    const text = Buffer.from('\ufeffversion: 0.0\nos: linux\n', 'utf16le');
    expect(await world.host('2').outcome({ 'appspec.yml': { text } })).toMatchObject({
      event: 'BeforeInstall',
      message: expect.stringMatching(/^The CodeDeploy agent did not find an AppSpec file/),
    });
  });

  test('The kinds of the whole AppSpec file are looked at first.', async () => {
    const bundle = { 'appspec.yml': 'version: 1\nos: linux\nfiles: none\n' };
    expect((await world.host('2').outcome(bundle)).message).toBe(
      'The deployment failed because of a YAML parsing error: files: invalid type: string "none", expected a sequence at line 3 column 8',
    );
  });

  test('The os of the AppSpec file is not compared with that of the host.', async () => {
    const bundle = { 'appspec.yml': 'version: 0.0\nos: windows\n' };
    expect(await world.host('2').outcome(bundle)).toMatchObject({ errorCode: 0 });
    expect(await world.host('1').outcome(bundle)).toMatchObject({ event: 'BeforeInstall' });
  });

  test('An object that S3 does not give is told with its place.', async () => {
    const { agent } = world.host('2');
    const report = await agent.perform(
      aCommand({ event: 'DownloadBundle' }),
      AbortSignal.timeout(60_000),
    );
    expect(report.message).toBe(
      'S3 GetObject failed for s3://bundles/orders.zip: NoSuchKey: The specified key does not exist.',
    );
  });

  test('Without an interpreter line, a user and sudo, a script is not executed.', async () => {
    for (const text of ['echo hello\n', '', '\ufeff#!/bin/sh\n', '\n#!/bin/sh\n']) {
      const bundle = { 'appspec.yml': appSpec({ AfterInstall: 'a.sh' }), 'a.sh': text };
      expect(await world.host('2').outcome(bundle)).toMatchObject({
        errorCode: 4,
        scriptName: 'a.sh',
        message:
          'Script at specified location: a.sh failed with error Exec format error (os error 8)',
      });
    }
  });

  test('A script that is missing fails as with agent 1, and is in the log.', async () => {
    const outcome = await world
      .host('2')
      .outcome({ 'appspec.yml': appSpec({ AfterInstall: 'a.sh' }) });
    expect(outcome).toMatchObject({ errorCode: 1, scriptName: 'a.sh' });
    expect(outcome.log).toMatch(
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d LifecycleEvent - AfterInstall\n.{19} Script - a\.sh\n$/,
    );
  });
});

describe('agent 2 at Install', () => {
  test('A link whose target is removed before it stays, and every later Install fails on it.', async () => {
    const host = world.host('2');
    expect(await host.outcome(withLinks)).toMatchObject({ errorCode: 0 });
    for (const fileExistsBehavior of ['DISALLOW', 'OVERWRITE', 'RETAIN'] as const) {
      expect(await host.outcome(withLinks, { fileExistsBehavior })).toMatchObject({
        event: 'Install',
        errorCode: 5,
        message: `${FAILED}IO error: File exists (os error 17)`,
        log: '',
      });
    }
  });

  test('Agent 1 deploys the same bundle again and again.', async () => {
    const host = world.host('1');
    for (let times = 0; times < 3; times++) {
      expect(await host.outcome(withLinks)).toMatchObject({ errorCode: 0 });
    }
  });

  test('A link whose target is removed after it is removed, and deploys again.', async () => {
    const bundle = {
      ...withLinks,
      'app/.bin/serve': { link: '../.a/cli.js' },
      'app/.a/cli.js': '',
    };
    const host = world.host('2');
    for (let times = 0; times < 2; times++) {
      expect(await host.outcome(bundle)).toMatchObject({ errorCode: 0 });
    }
  });

  test('A link instead of a file is replaced, and what it leads to stays.', async () => {
    const host = world.host('2');
    mkdirSync(on('opt/app'), { recursive: true });
    writeFileSync(on('opt/kept'), 'kept');
    symlinkSync('../kept', on('opt/app/a'));
    const bundle = { 'appspec.yml': appSpec({}, files), 'app/a': 'new' };
    expect(await host.outcome(bundle, { fileExistsBehavior: 'OVERWRITE' })).toMatchObject({
      errorCode: 0,
    });
    expect(readFileSync(on('opt/kept'), 'utf8')).toBe('kept');
    expect(lstatSync(on('opt/app/a')).isSymbolicLink()).toBe(false);
  });

  test('A link that leads nowhere is replaced as well.', async () => {
    const host = world.host('2');
    mkdirSync(on('opt/app'), { recursive: true });
    symlinkSync('nowhere', on('opt/app/a'));
    const bundle = { 'appspec.yml': appSpec({}, files), 'app/a': 'new' };
    expect(await host.outcome(bundle)).toMatchObject({ errorCode: 0 });
    expect(readFileSync(on('opt/app/a'), 'utf8')).toBe('new');
  });

  test('A folder where a file must go fails Install, with OVERWRITE too.', async () => {
    const host = world.host('2');
    mkdirSync(on('opt/app/a'), { recursive: true });
    const bundle = { 'appspec.yml': appSpec({}, files), 'app/a': 'new' };
    expect(await host.outcome(bundle, { fileExistsBehavior: 'OVERWRITE' })).toMatchObject({
      message: `${FAILED}IO error: Is a directory (os error 21)`,
    });
  });

  test('A source that is not in the bundle is told without its name.', async () => {
    const outcome = await world.host('2').outcome({ 'appspec.yml': appSpec({}, files) });
    expect(outcome.message).toBe(`${FAILED}IO error: No such file or directory (os error 2)`);
  });

  test('Folders of a relative destination, of ~ and of $HOME are not made.', async () => {
    for (const destination of ['srv/app', 'srv', '~/app', '$HOME/app']) {
      const spec = appSpec({}, `files:\n  - source: app\n    destination: ${destination}\n`);
      const { message } = await world.host('2').outcome({ 'appspec.yml': spec, 'app/a': '' });
      expect(message).toBe(`${FAILED}IO error: No such file or directory (os error 2)`);
    }
    const spec = appSpec({}, 'files:\n  - source: app\n    destination: ./srv/app\n');
    expect(await world.host('2').outcome({ 'appspec.yml': spec, 'app/a': '' })).toMatchObject({
      errorCode: 0,
    });
  });

  test('In a pattern with a star, ?, brackets and braces mean something too.', async () => {
    const permission = (pattern: string, mode: string) =>
      `  - object: /opt/app\n    pattern: "${pattern}"\n    mode: ${mode}\n    type: [file]\n`;
    const spec = `${files}permissions:\n${permission('[ab]?*.{js,ts}', '600')}${permission('[x].js', '640')}`;
    const bundle: Tree = { 'appspec.yml': appSpec({}, spec) };
    for (const name of ['ab.js', 'bcd.ts', 'a.js', 'x.js', '[x].js']) bundle[`app/${name}`] = '';
    expect(await world.host('2').outcome(bundle)).toMatchObject({ errorCode: 0 });
    const modes = ['ab.js', 'bcd.ts', 'a.js', 'x.js', '[x].js'].map((name) =>
      (statSync(on(`opt/app/${name}`)).mode & 0o777).toString(8),
    );
    expect(modes).toEqual(['600', '600', '644', '644', '640']);
  });

  test('A mode is the digits as they are written.', async () => {
    const spec = `${files}permissions:\n  - object: /opt/app/a\n    mode: 0640\n`;
    await world.host('2').outcome({ 'appspec.yml': appSpec({}, spec), 'app/a': '' });
    expect(statSync(on('opt/app/a')).mode & 0o777).toBe(0o640);
  });
});

test('Where both agents are in use, hosts have them by turns.', async () => {
  const bundle = { 'appspec.yml': appSpec({}, files), 'app/a': '' };
  const messages: (string | undefined)[] = [];
  for (let count = 0; count < 4; count++) {
    const { deploy } = world.host('both');
    messages.push((await deploy(bundle)).get('Install')?.message);
  }
  expect(messages).toEqual(['Succeeded: ', 'Succeeded', 'Succeeded: ', 'Succeeded']);
});
