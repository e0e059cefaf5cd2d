import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readInputs } from '../../src/cli/arguments.ts';
import type { CommandPorts } from '../../src/cli/command-ports.ts';
import { finishCommand } from '../../src/cli/commands/finish.ts';
import { systemClock } from '../../src/clock.ts';
import { RefusedError } from '../../src/problem.ts';
import { printed } from '../ci/printed.ts';
import { aDestination, anEnvironment, aWave } from '../release/makers.ts';
import { openWorld } from '../release/world.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'finish-'));
  mkdirSync(join(folder, '.fanout'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const started = {
  kind: 'run-started',
  at: 1_000,
  run: 'local:1',
  command: 'deploy',
  environment: 'production',
};

/** No system gives a process so large a number. */
const gone = { kind: 'process', host: hostname(), pid: 2_147_483_647 };

function note(name: string, ...events: object[]) {
  const lines = events.map((event) => `${JSON.stringify(event)}\n`);
  writeFileSync(join(folder, '.fanout', name), lines.join(''));
}

/** Without credentials unless some are given: whatever needs them fails. */
async function finish(...args: string[]) {
  return finishWith({ env: {}, clock: systemClock }, ...args);
}

async function finishWith(wire: Pick<CommandPorts, 'env' | 'clock'>, ...args: string[]) {
  const read = readInputs(['finish', ...args], {});
  if (!read.ok || read.inputs.command !== 'finish') throw new Error('it is finish');
  const { inputs } = read;
  let code = 0;
  const { stdout } = await printed(
    'terminal',
    async (host) => {
      const { signal } = new AbortController();
      code = await finishCommand(inputs, {
        ...wire,
        cwd: folder,
        host,
        signal,
      });
    },
    { json: args.includes('--json') },
  );
  return { code, stdout };
}

test.each<[string, object[]]>([
  ['no run left notes here', []],
  ['run local:1 has ended', [started, { kind: 'run-finished' }]],
  ['run local:1 had not started a deployment', [started]],
])('there is nothing to finish where %s', async (why, events) => {
  if (events.length > 0) note('run.jsonl', ...events);
  expect(await finish()).toEqual({ code: 0, stdout: `nothing to finish: ${why}\n` });
  expect(JSON.parse((await finish('--json')).stdout)).toMatchObject({ destinations: [] });
});

test('what an earlier run left aside is found behind one that came to its end', async () => {
  note('run-20261123T024500000Z.jsonl', gone, { ...started, run: 'local:2' }, { kind: 'leasing' });
  note('run.jsonl', started, { kind: 'run-finished' });
  // It goes on to the configuration, of which there is none.
  await expect(finish()).rejects.toThrow('there is no configuration file');
});

test('a run that is at work and has begun nothing is left alone', async () => {
  const theirs = { kind: 'process', host: hostname(), pid: process.ppid };
  note('run.jsonl', theirs, started, { kind: 'leasing' });
  expect((await finish()).stdout).toMatch('run local:1 had not started a deployment');
});

test('a run of another bundle is not finished with this configuration', async () => {
  note('run.jsonl', { ...started, run: 'github:9.1', bundleName: 'worker' }, gone, {
    kind: 'leasing',
  });
  const configuration = [
    'version: 1',
    'application: shop',
    'bundle: { name: api, bucket: bundles }',
    'accounts: { retail: "222222222222" }',
    'environments: { production: { accounts: [retail], regions: [eu-west-1], deploymentGroup: api } }',
  ];
  writeFileSync(join(folder, 'fanout.yml'), configuration.join('\n'));
  await expect(finish()).rejects.toThrow(
    'run github:9.1 deployed the bundle "worker", but this configuration has the bundle "api"',
  );
});

test('of several interrupted runs each is finished, and the trouble of one keeps none of the others from it', async () => {
  const of = (run: string, bundleName: string) => [
    { ...started, run, bundleName },
    gone,
    { kind: 'leasing' },
  ];
  note('run-20261123T024500000Z.jsonl', ...of('local:2', 'worker'));
  note('run.jsonl', ...of('local:3', 'cron'));
  const configuration = [
    'version: 1',
    'application: shop',
    'bundle: { name: api, bucket: bundles }',
    'accounts: { retail: "222222222222" }',
    'environments: { production: { accounts: [retail], regions: [eu-west-1], deploymentGroup: api } }',
  ];
  writeFileSync(join(folder, 'fanout.yml'), configuration.join('\n'));
  const failed = await finish().catch((error: Error) => error);
  expect(failed).toBeInstanceOf(RefusedError);
  const [first, second] = (failed as RefusedError).problems;
  expect(first?.message).toContain('run local:2 deployed the bundle "worker"');
  expect(second?.message).toContain('run local:3 deployed the bundle "cron"');
});

test('a run of which something may go on stays open, and is finished the next time', async () => {
  const destination = aDestination();
  const environment = anEnvironment({ waves: [aWave({ destinations: [destination] })] });
  const world = await openWorld({ environment, instances: 1 });
  const marker = 'fanout/1 v=1.214 env=production run=local:1';
  const at = world.clock.now() - 60 * 60_000;
  note(
    'run.jsonl',
    { ...started, at },
    gone,
    { kind: 'leasing', token: 'own' },
    { kind: 'creating', at, destination: destination.id, marker },
  );
  writeFileSync(join(folder, 'fanout.yml'), production);
  const { emulator, clock } = world;
  const env = {
    AWS_ENDPOINT_URL: emulator.url,
    AWS_ACCESS_KEY_ID: emulator.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: emulator.credentials.secretAccessKey,
    AWS_REGION: 'eu-west-1',
  };
  emulator.arm([{ service: 'codedeploy', operation: ['ListDeployments'], then: 'deny' }]);
  const codes = [(await finishWith({ env, clock })).code];
  emulator.arm([]);
  const again = await finishWith({ env, clock });
  codes.push(again.code);
  expect(again.stdout).not.toContain('nothing to finish');
  expect(codes).toEqual([1, 0]);
  const { code, stdout } = await finishWith({ env, clock });
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: 'nothing to finish: run local:1 has ended\n',
  });
});

const production = `version: 1
application: orders
bundle: { source: ., bucket: "deploy-\${account.id}-\${region}" }
accounts: { retail: "222222222222" }
defaults:
  role: arn:aws:iam::\${account.id}:role/codedeploy-fanout
  deploymentGroup: orders-production
environments: { production: { accounts: [retail], regions: [eu-west-1] } }
`;
