import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Host } from '../../src/ci/host.ts';
import { readInputs } from '../../src/cli/arguments.ts';
import type { CommandPorts } from '../../src/cli/command-ports.ts';
import { planCommand } from '../../src/cli/commands/plan.ts';
import { statusCommand } from '../../src/cli/commands/status.ts';
import { defined } from '../../src/defined.ts';
import { UsageError } from '../../src/problem.ts';
import { CancelledError } from '../../src/release/cancel.ts';
import { aDestination, anEnvironment, aWave } from '../release/makers.ts';
import { openWorld, type World } from '../release/world.ts';

const file = `
version: 1
application: orders
bundle: { bucket: "deploy-\${account.id}-\${region}", version: "1.\${build.number}" }
accounts: { retail: "222222222222" }
defaults:
  role: arn:aws:iam::\${account.id}:role/codedeploy-fanout
  deploymentGroup: orders-\${environment}
environments:
  production: { accounts: [retail], regions: [eu-west-1] }
  elsewhere: { accounts: [retail], regions: [eu-west-1] }
`;

let folder: string;
let world: World;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fanout-look-'));
  await writeFile(join(folder, 'fanout.yml'), file);
  const lenient = file.replace('production: {', 'production: { onOlder: skip,');
  await writeFile(join(folder, 'lenient.yml'), lenient);
  const billing = file
    .replace('application: orders', 'application: billing')
    .replace('elsewhere:', 'staging:');
  await writeFile(join(folder, 'billing.yml'), billing);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

beforeEach(async () => {
  const destinations = [aDestination({ rollback: { auto: [] } })];
  world = await openWorld({ environment: anEnvironment({ waves: [aWave({ destinations })] }) });
});
type Given = { env?: Record<string, string>; signal?: AbortSignal; draw?: (text: string) => void };

/** Runs a command line as the program would, without its process. */
async function run(line: string, { env = {}, signal, draw }: Given = {}) {
  const printed: string[] = [];
  const summaries: string[] = [];
  const host = {
    mask: () => undefined,
    debug: () => undefined,
    print: (text: string) => void printed.push(text),
    result: (text: string) => void printed.push(text),
    summary: (text: string) => void summaries.push(text),
    ...defined({ draw }),
  } as unknown as Host;
  const { accessKeyId, secretAccessKey } = world.emulator.credentials;
  const ports: CommandPorts = {
    env: {
      AWS_ENDPOINT_URL: world.emulator.url,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      ...env,
    },
    cwd: folder,
    host,
    clock: world.clock,
    signal: signal ?? new AbortController().signal,
  };
  const read = readInputs(line.split(' '), env);
  if (!read.ok) throw new UsageError(read.problems);
  const { inputs } = read;
  if (inputs.command !== 'status' && inputs.command !== 'plan') throw new Error(inputs.command);
  const code =
    inputs.command === 'status'
      ? await statusCommand(inputs, ports)
      : await planCommand(inputs, ports);
  return { code, text: printed.join('\n'), summaries };
}

describe('status', () => {
  test.each([
    ['status', {}, []],
    ['status test', {}, ['test']],
    ['status test production', {}, ['test', 'production']],
    ['status', { INPUT_ENVIRONMENT: 'test\nproduction' }, ['test', 'production']],
    ['status test', { INPUT_ENVIRONMENT: 'production' }, ['test']],
    ['status --environment test --environment live', {}, ['test', 'live']],
  ])('%s %j', (line, env, environments) => {
    expect(readInputs(line.split(' '), env)).toMatchObject({ ok: true, inputs: { environments } });
  });

  test('is 0 where all is well, and says what runs', async () => {
    await world.deploy();
    const { code, text } = await run('status production --check');
    expect({ code, text }).toEqual({
      code: 0,
      text: expect.stringMatching(/^ {2}retail\/eu-west-1 +1\.214 /m),
    });
  });

  test('is 1 where something cannot be read, and shows the rest', async () => {
    const { code, text } = await run('status');
    expect(code).toBe(1);
    expect(text).toMatch(/^production: orders, no release runs$/m);
    expect(text).toMatch(/cannot be read: codedeploy:GetDeploymentGroup found nothing/);
  });

  test('is 1 after a failure only where that is checked', async () => {
    await world.deploy();
    const fail = { script: 'scripts/start.sh', exitCode: 1, log: 'port in use' };
    world.arm([{ event: 'AfterInstall', then: { fail } }]);
    await world.deploy({ version: '1.215', content: 'new' });
    expect((await run('status production')).code).toBe(0);
    expect((await run('status production --check')).code).toBe(1);
  });

  test('is one JSON object where that is asked for', async () => {
    await world.deploy();
    const { text } = await run('status production --json');
    expect(JSON.parse(text)).toMatchObject({
      environments: [
        {
          environment: 'production',
          held: null,
          destinations: [{ current: { version: '1.214' } }],
        },
      ],
    });
  });

  test('of an environment that does not exist says which there are', async () => {
    await expect(run('status prodution')).rejects.toMatchObject({
      problems: [
        {
          message: 'there is no environment "prodution" in fanout.yml',
          hint: expect.stringMatching('production'),
        },
      ],
    });
  });

  describe('of several configurations', () => {
    test.each([
      ['status --config a.yml --config b.yml', {}],
      ['status', { INPUT_CONFIG: 'a.yml\nb.yml' }],
    ])('%s %j', (line, env) => {
      const configs = ['a.yml', 'b.yml'];
      expect(readInputs(line.split(' '), env)).toMatchObject({ ok: true, inputs: { configs } });
    });

    const both = 'status --config fanout.yml --config billing.yml';

    test('has a row for each application, and then all of their tables', async () => {
      await world.deploy();
      const { text } = await run(`${both} --json`);
      const { environments } = JSON.parse(text);
      const named = environments.map((one: Record<string, string>) => [
        one.application,
        one.environment,
      ]);
      expect(named).toEqual([
        ['orders', 'production'],
        ['orders', 'elsewhere'],
        ['billing', 'production'],
        ['billing', 'staging'],
      ]);
      const [head = '', orders = '', billing = ''] = (await run(both)).text.split('\n');
      expect(head).toMatch(/^application +production +elsewhere +staging$/);
      expect(orders).toMatch(/^orders +1\.214 +1 destination, 1 cannot be read$/);
      expect(billing).toMatch(/^billing +1 destination, 1 cannot be read +1 destination/);
    });

    test('shows an environment that one of them has, and tells one that none has of all', async () => {
      const { text } = await run(`${both} staging --json`);
      expect(JSON.parse(text).environments).toMatchObject([
        { application: 'billing', environment: 'staging' },
      ]);
      await expect(run(`${both} staging prodution`)).rejects.toMatchObject({
        problems: [
          { message: 'there is no environment "prodution" in fanout.yml' },
          { message: 'there is no environment "prodution" in billing.yml' },
        ],
      });
    });
  });

  test('watches until a signal, which is no failure', async () => {
    const controller = new AbortController();
    const drawn: string[] = [];
    const began = world.clock.now();
    const { code, text } = await run('status production --watch', {
      signal: controller.signal,
      draw: (table) => {
        drawn.push(table);
        if (drawn.length === 3) controller.abort(new CancelledError('SIGINT'));
      },
    });
    expect({ code, text, times: drawn.length }).toEqual({ code: 0, text: '', times: 3 });
    expect(world.clock.now() - began).toBeGreaterThanOrEqual(20_000);
    expect(drawn[0]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\n\nproduction: orders/);
  });

  test('a single look ends at once with the code of the signal', async () => {
    const controller = new AbortController();
    controller.abort(new CancelledError('SIGTERM'));
    expect(await run('status production', { signal: controller.signal })).toMatchObject({
      code: 143,
    });
  });
});

describe('plan', () => {
  test.each([
    ['plan production --offline', {}, 'offline: as asked for'],
    [
      'plan production',
      { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'pull_request' },
      'offline: this job asks AWS nothing, because its event, pull_request,',
    ],
  ])('%s %j makes no call', async (line, env, said) => {
    const { code, text, summaries } = await run(line, { env });
    expect(code).toBe(0);
    expect(text).toContain(said);
    expect(summaries).toHaveLength(1);
    expect(world.emulator.calls).toEqual([]);
  });

  test('asks AWS on a pull request where that was asked for', async () => {
    const env = { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'pull_request' };
    const line = 'plan production --version 1.214';
    for (const asked of [
      await run(`${line} --offline false`, { env }),
      await run(line, { env: { ...env, INPUT_OFFLINE: 'false' } }),
    ])
      expect(asked).toMatchObject({ code: 0, text: expect.not.stringContaining('offline') });
  });

  test('of a rollback names what would run, and takes no option of a deployment', async () => {
    await world.deploy({ version: '1.213' });
    await world.deploy({ version: '1.214', content: 'newer' });
    const { code, text } = await run('plan production --of rollback --json');
    expect(code).toBe(0);
    expect(JSON.parse(text)).toMatchObject({
      of: 'rollback',
      version: null,
      waves: [{ destinations: [{ current: { version: '1.214' }, version: '1.213' }] }],
    });
    expect(await run('plan production --of rollback --offline')).toMatchObject({ code: 0 });
    await expect(run('plan production --of rollback --version 1.2')).rejects.toThrow(
      '--version is not an option of rollback',
    );
    await expect(run('plan production --to 1.2')).rejects.toThrow(
      '--to is not an option of deploy',
    );
  });

  test('is 0 where nothing is in the way, and 3 where something is', async () => {
    expect(await run('plan production --version 1.214')).toMatchObject({
      code: 0,
      text: expect.stringMatching(/there is no release 1\.214 yet: it would be built/),
    });
    await world.deploy();
    expect(await run('plan production --version 1.213')).toMatchObject({
      code: 3,
      text: expect.stringMatching(/blocker: version 1\.213 is older than 1\.214/),
    });
    expect(await run('plan production --version 1.213 --config lenient.yml')).toMatchObject({
      code: 0,
      text: expect.stringMatching(
        /note: version 1\.213 is older than 1\.214, which runs there.*would end as superseded/s,
      ),
    });
    expect((await run('plan production --version 1.213 --allow-older')).code).toBe(0);
  });

  test('needs an environment', async () => {
    await expect(run('plan')).rejects.toThrow('"plan" needs an environment');
  });
});
