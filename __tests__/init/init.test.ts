import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { loadConfiguration } from '../../src/config/configuration.ts';
import { filesFor } from '../../src/init/files.ts';
import { recognise } from '../../src/init/recognise.ts';
import { type Answers, kinds, pipelines } from '../../src/init/repository.ts';
import fc from '../fast-check.ts';
import { runCli } from './run-init.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'init-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, text = ''): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const all = () => readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();

test('a file that is there stays as it is, and is named', async () => {
  put('go.mod', 'module orders\n');
  put('codedeploy/scripts/stop_service.sh', '#!/bin/sh\n# my own\n');
  const { code, printed } = await runCli(folder);
  expect(code).toBe(0);
  expect(printed).toContain('kept   codedeploy/scripts/stop_service.sh, which already existed');
  expect(readFileSync(join(folder, 'codedeploy/scripts/stop_service.sh'), 'utf8')).toContain('own');
});

test('what was interrupted is completed by the same command', async () => {
  put('go.mod', 'module orders\n');
  await runCli(folder);
  const whole = all();
  rmSync(join(folder, 'fanout.yml'));
  rmSync(join(folder, 'codedeploy/appspec.yml'));
  expect(await runCli(folder)).toMatchObject({ code: 0 });
  expect(all()).toEqual(whole);
});

test('a module of Go is never named like a package of Go itself', async () => {
  mkdirSync(join(folder, 'log'));
  await runCli(join(folder, 'log'), ['--kind', 'go']);
  expect(readFileSync(join(folder, 'log/go.mod'), 'utf8')).toMatch(/^module example\.com\/log\n/);
});

test('the root of several services leads to one of them, and there to where pipelines are read', async () => {
  mkdirSync(join(folder, '.git'));
  put('services/orders/go.mod', 'module example.com/orders\n');
  put('services/web/package.json', '{ "name": "web" }');
  const root = await runCli(folder);
  expect(root.problems).toMatchObject([
    { code: 'nothing-recognised', hint: expect.stringContaining('fanout init services/orders') },
  ]);
  const { printed } = await runCli(folder, ['services/web', '--pipeline', 'github']);
  expect(printed).toContain('give each step of fanout the input config: services/web/fanout.yml');
  expect((await runCli(folder, ['services/orders'])).printed).toContain(
    'no pipeline is written, because no CI system was recognised in this folder',
  );
});

test('beside an AppSpec file the build that its project has is named, and what is only about deploying is left out', async () => {
  put('appspec.yml', 'version: 0.0\nos: linux\n');
  put('package.json', '{ "name": "web", "scripts": { "start": "x", "build": "tsc" } }');
  put('package-lock.json', '{}');
  await runCli(folder, ['--pipeline', 'github']);
  const text = readFileSync(join(folder, 'fanout.yml'), 'utf8');
  const loaded = loadConfiguration(text, 'fanout.yml');
  expect(loaded.ok && loaded.configuration.definition.bundle).toMatchObject({
    build: 'npm ci && npm run build',
    source: '.',
    exclude: ['/fanout.yml', '/.git*', '/.teamcity/', '/Jenkinsfile*'],
  });
});

describe('bad input is refused, and nothing is written:', () => {
  test.each<[string, () => void, string[], RegExp]>([
    ['no folder', () => undefined, ['nowhere'], /there is no folder "nowhere"/],
    ['a file', () => put('note.txt'), ['note.txt'], /"note\.txt" is not a folder/],
    ['nothing that is known', () => put('note.txt'), [], /cannot tell what to deploy/],
    [
      'a configuration that is there',
      () => put('fanout.yml', 'version: 1'),
      ['--kind', 'go'],
      /already exists, and init overwrites nothing/,
    ],
    [
      'a file where a folder has to be',
      () => put('codedeploy'),
      ['--kind', 'go'],
      /cannot write "codedeploy\/build\.sh": "codedeploy" is a file/,
    ],
    [
      'a folder where a file has to be',
      () => put('codedeploy/appspec.yml/note.txt'),
      ['--kind', 'go'],
      /cannot write "codedeploy\/appspec\.yml": it is a folder/,
    ],
    [
      'a link that leads out',
      () => symlinkSync(dirname(process.execPath), join(folder, 'codedeploy')),
      ['--kind', 'go'],
      /"codedeploy" is a link that leads out of the repository/,
    ],
    [
      'a configuration that is a link',
      () => {
        put('deploy/fanout.yml', 'version: 1');
        symlinkSync('deploy/fanout.yml', join(folder, 'fanout.yml'));
      },
      ['--kind', 'go'],
      /already exists, and init overwrites nothing/,
    ],
    [
      'a configuration that is a link to nothing',
      () => symlinkSync('nowhere.yml', join(folder, 'fanout.yml')),
      ['--kind', 'go'],
      /cannot write "fanout\.yml": it is a link that leads nowhere/,
    ],
    [
      'a link to nothing where a folder has to be',
      () => symlinkSync('nowhere', join(folder, 'codedeploy')),
      ['--kind', 'go'],
      /cannot write "codedeploy\/build\.sh": "codedeploy" is a link that leads nowhere/,
    ],
    [
      'links in a circle where a folder has to be',
      () => symlinkSync('codedeploy', join(folder, 'codedeploy')),
      ['--kind', 'go'],
      /"codedeploy" is a link that leads nowhere/,
    ],
    [
      'files where the build would empty the folder',
      () => put('codedeploy/app/main.c'),
      ['--kind', 'go'],
      /already has files, such as "codedeploy\/app\/main\.c"/,
    ],
    ['an AppSpec file that is none', () => undefined, ['--kind', 'appspec'], /no appspec\.yml/],
    ['an account id', () => undefined, ['--kind', 'go', '--account', 'test=1'], /twelve digits/],
    ['a region', () => undefined, ['--kind', 'go', '--region', 'eu-wset-1'], /different regions/],
    [
      'an address that would end the script',
      () => undefined,
      ['--kind', 'go', '--check-url', "http://x/';reboot'"],
      /must be an address/,
    ],
  ])('%s', async (_, prepare, args, message) => {
    prepare();
    const before = all();
    const { code, printed } = await runCli(folder, args);
    expect({ code, printed }).toEqual({ code: 2, printed: expect.stringMatching(message) });
    expect(all()).toEqual(before);
  });

  const isRoot = process.getuid?.() === 0;
  (isRoot ? test.skip : test)('a folder that may not be written (not as root)', async () => {
    put('go.mod');
    chmodSync(folder, 0o500);
    expect(await runCli(folder)).toMatchObject({ code: 2 });
    chmodSync(folder, 0o700);
  });
});

test('every fanout.yml that it writes is read again as what was answered', () => {
  const name = fc.stringMatching(/^[A-Za-z0-9+=,.@_-]{1,40}$/);
  const environment = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,20}$/);
  fc.assert(
    fc.property(
      name,
      fc.uniqueArray(environment, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(...kinds),
      fc.constantFrom(...pipelines),
      (application, names, kind, pipeline) => {
        const answers: Answers = {
          application,
          kind,
          environments: names.map((each, index) => ({
            name: each,
            account: `11111111111${index}`,
          })),
          regions: ['eu-west-1', 'us-east-1'],
          pipeline,
        };
        const repository = { name: 'x', files: [], read: () => undefined };
        const { files } = filesFor(repository, recognise(repository), answers, { version: '1' });
        const loaded = loadConfiguration(files.at(-1)?.text ?? '', 'fanout.yml');
        expect(loaded.ok ? [] : loaded.problems).toEqual([]);
        if (!loaded.ok) return;
        expect(loaded.configuration.definition.application).toBe(application);
        expect(loaded.configuration.environments).toEqual(names);
      },
    ),
  );
});

describe('it recognises', () => {
  test.each<[string, Record<string, string>, object]>([
    [
      'Go, by its module',
      { 'go.mod': 'module acme.com/go/orders/v2\n' },
      { kinds: ['go'], name: 'orders' },
    ],
    ['Node', { 'package.json': '{"name":"@acme/web"}' }, { kinds: ['node'], name: 'web' }],
    [
      'Java, not by its parent',
      { 'pom.xml': '<parent><artifactId>boot</artifactId></parent><artifactId>pay</artifactId>' },
      { kinds: ['java'], name: 'pay' },
    ],
    [
      'Gradle, by its project',
      { 'build.gradle.kts': '', 'settings.gradle.kts': 'rootProject.name = "pay"' },
      { kinds: ['java'], name: 'pay' },
    ],
    [
      'services below, and nothing of its own',
      { 'services/orders/go.mod': '', 'web/package.json': '', 'codedeploy/app/package.json': '' },
      { kinds: [], services: ['services/orders', 'web'] },
    ],
    [
      'Python',
      { 'pyproject.toml': '[project]\nname = "mail"\n' },
      { kinds: ['python'], name: 'mail' },
    ],
    [
      'a Dockerfile beside a language',
      { Dockerfile: '', 'go.mod': '' },
      { kinds: ['go', 'docker'] },
    ],
    [
      'an AppSpec file',
      { 'infra/appspec.yml': '' },
      { kinds: ['appspec'], appspec: 'infra/appspec.yml' },
    ],
    [
      'Consul files',
      {
        'infra/go_service.json': '{"service": {"name": "orders"}}',
        'other.json': '{"service": 1}',
      },
      { consul: ['infra/go_service.json'] },
    ],
    ['GitHub', { '.github/CODEOWNERS': '' }, { pipelines: ['github'] }],
    ['GitLab', { '.gitlab-ci.yml': '' }, { pipelines: ['gitlab'] }],
    ['TeamCity', { '.teamcity/settings.kts': '' }, { pipelines: ['teamcity'] }],
    ['Jenkins', { Jenkinsfile: '' }, { pipelines: ['jenkins'] }],
  ])('%s', (_, files, expected) => {
    const repository = {
      name: 'folder',
      files: Object.keys(files),
      read: (path: string) => files[path],
    };
    expect(recognise(repository)).toMatchObject(expected);
  });
});
