import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { copyQuickstart, fanout } from './fanout.ts';

let folder: string;
let quickstart: ReturnType<typeof copyQuickstart>;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'seeds-'));
  quickstart = copyQuickstart();
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  quickstart.remove();
});

async function rehearsed(name: string, args: readonly string[]) {
  const events = join(folder, name);
  const { code, stdout } = await fanout(['rehearse', ...args, '--events', events], {
    cwd: quickstart.folder,
  });
  return { code, stdout, events: readFileSync(events, 'utf8') };
}

test.each([
  ['a deployment', ['deploy']],
  ['a promotion', ['promote']],
  ['a rollback', ['rollback']],
])(
  'the same seed gives the same bytes of events and of log, another one others: %s',
  async (_, args) => {
    const first = await rehearsed('first', [...args, '--seed', '7']);
    const again = await rehearsed('again', [...args, '--seed', '7']);
    const other = await rehearsed('other', [...args, '--seed', '8']);
    expect(first.code).toBe(0);
    expect(again).toEqual(first);
    expect(other.code).toBe(0);
    expect(other.events).not.toBe(first.events);
  },
);

test('the same holds while calls are throttled, lost and slow', async () => {
  const scenario = join(import.meta.dirname, '../../examples/scenarios/fault-lost-answers.yml');
  const args = ['deploy', '--scenario', scenario, '--seed', '11'];
  const first = await rehearsed('first', args);
  expect(await rehearsed('again', args)).toEqual(first);
});

test('sixty groups of one account and region get their release where ten calls a second are taken', async () => {
  const groups = Array.from({ length: 60 }, (_, index) => `orders-${index + 1}`);
  const config = join(folder, 'sixty.yml');
  writeFileSync(config, sixty(groups));
  const scenario = join(folder, 'rate.yml');
  writeFileSync(scenario, 'faults: [{ service: codedeploy, rate: 10, then: throttle }]\n');
  const args = ['deploy', '--config', config, '--scenario', scenario];
  for (const seed of ['1', '2']) {
    const { code, stdout } = await rehearsed('sixty', [...args, '--seed', seed]);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringContaining('runs in all 60 destinations'),
    });
    expect(stdout).not.toMatch(/throttled|not checked/);
  }
}, 120_000);

function sixty(groups: readonly string[]): string {
  const [first, ...others] = groups;
  return JSON.stringify({
    version: 1,
    application: 'orders',
    bundle: { source: quickstart.folder, bucket: 'deploy-${account.id}-${region}' },
    accounts: { retail: { id: '222222222222' } },
    defaults: {
      role: 'arn:aws:iam::${account.id}:role/codedeploy-fanout',
      deploymentGroup: first,
      deploymentConfig: 'CodeDeployDefault.AllAtOnce',
    },
    environments: {
      production: {
        accounts: ['retail'],
        regions: ['eu-west-1'],
        destinations: others.map((deploymentGroup) => ({
          ...{ account: 'retail', region: 'eu-west-1' },
          ...{ deploymentGroup, add: true },
        })),
        waves: [{ name: 'all', match: '*', maxParallel: 60 }],
      },
    },
    rehearsal: { instances: 2, hookSeconds: 1 },
  });
}

test('what a seed cannot repeat is refused with it', async () => {
  const { code, stdout, stderr } = await fanout(
    ['rehearse', '--seed', '1', '--hooks', 'sandbox', '--speed', '10'],
    { cwd: quickstart.folder },
  );
  expect(code).toBe(2);
  expect(`${stdout}${stderr}`).toMatch(/--speed has no effect with --seed/);
  expect(`${stdout}${stderr}`).toMatch(/--hooks sandbox cannot be repeated by a seed/);
});
