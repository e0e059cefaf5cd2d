import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { copyQuickstart, fanout, repository, run } from './fanout.ts';
import { sandboxed } from './sandboxes.ts';

const scenario = 'examples/scenarios/outcome-one-instance-fails.yml';

describe('in a clean clone, with nothing but Node', () => {
  let clone: string;
  beforeAll(async () => {
    clone = mkdtempSync(join(tmpdir(), 'clone-'));
    await run('git', ['clone', '--quiet', repository, clone]);
  });
  afterAll(() => rmSync(clone, { recursive: true, force: true }));

  test('the README’s first command deploys to 2 accounts, 3 regions, 3 instances each', async () => {
    const readme = readFileSync(join(clone, 'README.md'), 'utf8');
    const [, command = ''] = /```sh\nnode (.*)\n```/.exec(readme) ?? [];
    const began = Date.now();
    const { code, stdout } = await run(process.execPath, command.split(' '), { cwd: clone });
    expect({ code, seconds: (Date.now() - began) / 1000 < 30 }).toEqual({ code: 0, seconds: true });
    const rows = stdout.match(/^(retail|wholesale)\/\S+ +succeeded +\S+ +3 of 3 .*$/gm);
    expect(rows).toHaveLength(6);
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(
      /^production succeeded: .* all 6 destinations/,
    );
  });
});

test('a failure names region, instance, script, exit code, log and what runs again', async () => {
  const config = 'examples/quickstart/fanout.yml';
  const { code, stdout } = await fanout([
    'rehearse',
    '--config',
    config,
    '--scenario',
    scenario,
    '--speed',
    '60',
  ]);
  expect(code).toBe(1);
  const end = stdout.slice(stdout.lastIndexOf('destination  '));
  expect(end).toMatch(/retail\/eu-west-1 +rolled back +1\.local .* previous/);
  expect(end).toContain('2 of 18 instances: scripts/check_service.sh exit 1 in ValidateService');
  expect(end).toMatch(/where +retail\/eu-west-1: i-[0-9a-f]{17}/);
  expect(end).toContain('Failed to connect to 127.0.0.1 port 8080');
  expect(end).toMatch(/back to +previous on every instance/);
  expect(stdout).not.toContain('console.aws.amazon.com');
});

describe('a script that is broken fails the rehearsal, with its own output:', () => {
  let quickstart: ReturnType<typeof copyQuickstart>;
  beforeAll(() => {
    quickstart = copyQuickstart();
    const script =
      '#!/bin/sh\necho "asking the queue"\necho "no queue at 127.0.0.1:4100" >&2\nexit 4\n';
    writeFileSync(join(quickstart.folder, 'scripts/check_service.sh'), script);
  });
  afterAll(() => quickstart.remove());

  sandboxed('of a deployment', async () => {
    const { code, stdout } = await fanout(['rehearse'], { cwd: quickstart.folder });
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /warning: on empty instances the bundle fails in ValidateService \(scripts\/check_service\.sh: .* exit code 4\)/,
    );
    const end = stdout.slice(stdout.lastIndexOf('destination  '));
    expect(end).toMatch(/^retail\/ap-southeast-1 +rolled back .* previous$/m);
    expect(end).toContain('scripts/check_service.sh exit 4 in ValidateService');
    expect(end).toContain('[stdout]asking the queue');
    expect(end).toContain('[stderr]no queue at 127.0.0.1:4100');
  });

  sandboxed('of what comes after a deployment', async () => {
    const { code, stdout } = await fanout(['rehearse', 'rollback'], { cwd: quickstart.folder });
    expect(code).toBe(2);
    expect(stdout).toContain('1.local, which must run in production first, cannot be deployed');
    expect(stdout).toContain('[stderr]no queue at 127.0.0.1:4100');
  });
});

test('blue/green groups, load balancers and alarms can be rehearsed', async () => {
  const { code, stdout } = await fanout([
    'rehearse',
    '--config',
    'examples/quickstart/fanout.yml',
    '--scenario',
    'examples/scenarios/group-blue-green.yml',
    '--hooks',
    'none',
    '--speed',
    '100',
  ]);
  expect(code).toBe(1);
  expect(stdout).toContain('[retail/eu-west-1] deployment ready, waits for traffic to be rerouted');
  expect(stdout).toMatch(/^retail\/eu-west-1 +succeeded /m);
  expect(stdout).toMatch(/^retail\/us-east-1 +rolled back .* previous$/m);
  expect(stdout).toContain('2 of 6 destinations: ALARM_ACTIVE');
});

describe('with --json', () => {
  test('stdout is one object, and the log is on stderr', async () => {
    const config = 'examples/quickstart/fanout.yml';
    const { code, stdout, stderr } = await fanout([
      'rehearse',
      '--config',
      config,
      '--json',
      '--speed',
      '60',
    ]);
    const report = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(report).toMatchObject({
      command: 'deploy',
      environment: 'production',
      version: '1.local',
      verdict: 'succeeded',
      exitCode: 0,
    });
    expect(report.destinations).toHaveLength(6);
    expect(report.destinations[0]).toMatchObject({
      account: 'retail',
      accountId: '222222222222',
      region: 'ap-southeast-1',
      deploymentGroup: 'orders-production',
      outcome: 'succeeded',
      deploymentId: expect.stringMatching(/^d-[A-Z0-9]{9}$/),
    });
    expect(stderr).toContain('wave 1 of 2, canary');
  });
});

describe('a rehearsal of what comes after a deployment has deployed what that needs, without a word:', () => {
  test.each([
    ['promote', '1.local is the newest release that is proven in test'],
    ['rollback', 'goes back from 1.local to previous: '],
  ])('%s', async (command, line) => {
    const config = 'examples/quickstart/fanout.yml';
    const args = ['rehearse', command, '--config', config, '--hooks', 'none', '--speed', '200'];
    const { code, stdout } = await fanout(args);
    expect(code).toBe(0);
    expect(stdout).toContain(line);
    expect(stdout.match(/^(retail|wholesale)\/\S+ +succeeded /gm)).toHaveLength(6);
    expect(stdout).not.toMatch(/^deploy /m);
  });
});

test.each(['deploy', 'promote', 'rollback'])(
  '%s can be rehearsed while the environments are frozen',
  async (command) => {
    const { folder, remove } = copyQuickstart();
    try {
      const file = join(folder, 'fanout.yml');
      const freeze = 'freezes: [{ from: "2020-01-01", to: "2099-01-01", reason: holidays }]';
      const text = readFileSync(file, 'utf8')
        .replace('    accounts: [dev]', `    ${freeze}\n    accounts: [dev]`)
        .replace('    after: [test]', `    ${freeze}\n    after: [test]`);
      writeFileSync(file, text);
      const { code, stdout } = await fanout(['rehearse', command, '--seed', '1'], { cwd: folder });
      expect({ code, last: stdout.trimEnd().split('\n').at(-1) }).toEqual({
        code: 0,
        last: expect.stringMatching(/^production succeeded/),
      });
    } finally {
      remove();
    }
  },
);

test('a wave can be rehearsed by itself, on top of those before it', async () => {
  const config = 'examples/quickstart/fanout.yml';
  const args = ['--wave', 'rest', '--except', 'wholesale/*', '--hooks', 'none', '--speed', '200'];
  const { code, stdout } = await fanout(['rehearse', '--config', config, ...args]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^deploy orders to production: 2 of 6 destinations in wave rest /m);
  const rows = [...stdout.matchAll(/^(\w+\/\S+) +succeeded /gm)].map(([, id]) => id);
  expect(rows).toEqual(['retail/eu-west-1', 'retail/us-east-1']);
  expect(stdout).toMatch(/^production succeeded in 2 of its 6 destinations: .* runs there, /m);
});

test('a rehearsal leaves nothing to finish, and what another run left alone', async () => {
  const quickstart = copyQuickstart();
  const notes = join(quickstart.folder, '.fanout/run.jsonl');
  const of = (event: object) => `${JSON.stringify(event)}\n`;
  const begun = { run: 'local:0a1b2c3d', command: 'deploy', environment: 'test', at: 1 };
  const interrupted = of({ kind: 'run-started', ...begun }) + of({ kind: 'leasing' });
  mkdirSync(dirname(notes));
  writeFileSync(notes, interrupted);
  const args = ['rehearse', 'deploy', 'test', '--hooks', 'none', '--speed', '200'];
  const { code, stdout } = await fanout(args, { cwd: quickstart.folder });
  expect(code).toBe(0);
  expect(stdout).not.toContain('the previous run has not ended');
  expect(readFileSync(notes, 'utf8')).toBe(interrupted);
  quickstart.remove();
});

describe('bad input ends with exit code 2 and a message that helps:', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'bad-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const base = [
    'version: 1',
    'application: orders',
    'bundle: { source: src, bucket: "b-${account.id}-${region}" }',
    'accounts: { retail: "222222222222" }',
    'defaults: { deploymentGroup: orders, role: "arn:aws:iam::${account.id}:role/fanout" }',
    'environments: { production: { accounts: [retail], regions: [eu-west-1] } }',
  ].join('\n');

  test.each<[string, string | undefined, string[], RegExp]>([
    [
      'no configuration',
      undefined,
      ['deploy', 'production'],
      /there is no configuration file "fanout.yml"/,
    ],
    ['a malformed one', 'version: [1', ['deploy', 'production'], /fanout\.yml:1/],
    [
      'an unknown environment',
      base,
      ['deploy', 'prodution'],
      /no environment "prodution".*\n.*production/,
    ],
    ['an unknown variable', base.replace('${region}', '${regoin}'), ['rehearse'], /regoin/],
    ['a source that is not there', base, ['rehearse'], /src/],
    ['an unknown flag', base, ['deploy', 'production', '--dry'], /--dry/],
    ['an unknown command', base, ['depoly'], /unknown command "depoly"/],
    [
      'a build that fails',
      base.replace('{ source', '{ build: "echo broken; exit 7", source'),
      ['rehearse'],
      /exited with code 7/,
    ],
  ])('%s', async (_, text, args, message) => {
    rmSync(join(folder, 'fanout.yml'), { force: true });
    if (text !== undefined) writeFileSync(join(folder, 'fanout.yml'), text);
    const { code, stdout, stderr } = await fanout(args, { cwd: folder });
    expect({ code, said: `${stdout}${stderr}` }).toEqual({
      code: 2,
      said: expect.stringMatching(message),
    });
    expect(`${stdout}${stderr}`).not.toMatch(/\n\s+at .*:\d+:\d+/);
  });
});

sandboxed.each([
  ['deploy test --version previous', 1],
  ['rollback test --version 1.7 --to 1.7', 2],
])('what is rehearsed is not taken for the release before: %s', async (args, code) => {
  const { folder, remove } = copyQuickstart();
  try {
    writeFileSync(join(folder, 'scripts/check_service.sh'), '#!/bin/sh\nexit 4\n');
    const ran = await fanout(['rehearse', ...args.split(' ')], { cwd: folder });
    expect(ran).toMatchObject({ code, stdout: expect.stringMatching(/exit (?:code )?4/) });
  } finally {
    remove();
  }
});

sandboxed(
  'that the release before stands for one that ran is said where it is gone back to',
  async () => {
    const { folder, remove } = copyQuickstart();
    try {
      const script = '#!/bin/sh\n[ -e /opt/seen ] || { touch /opt/seen; exit 4; }\n';
      writeFileSync(join(folder, 'scripts/check_service.sh'), script);
      const { code, stdout } = await fanout(['rehearse', 'rollback', 'test'], { cwd: folder });
      expect(code).toBe(0);
      expect(stdout).toMatch(
        /warning: on empty instances the bundle fails in ValidateService \(scripts\/check_service\.sh: .* exit code 4\)/,
      );
    } finally {
      remove();
    }
  },
);
