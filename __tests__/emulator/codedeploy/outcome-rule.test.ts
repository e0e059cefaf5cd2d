import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { defined } from '../../../src/defined.ts';
import { outcomeRule } from '../../../src/emulator/codedeploy/outcome-rule.ts';
import { parseScenario } from '../../../src/emulator/scenario/scenario.ts';
import { aGroup, anEmulator, aRevision, aRule, eventsOf, type Scripted } from './emulator.ts';

let emulator: ReturnType<typeof anEmulator> | undefined;
afterEach(() => emulator?.close());

const fails: Scripted[1] = { fail: { script: 's.sh' } };

/** The state of each instance after a deployment to three at once, as the rules have it. */
async function struck(...rules: Scripted[]): Promise<string> {
  emulator = anEmulator({ rules });
  const id = await emulator.deploy({ deploymentConfigName: 'CodeDeployDefault.AllAtOnce' });
  await emulator.ended(id);
  const targets = await emulator.targets(id);
  return targets.map(({ status }) => (status === 'Succeeded' ? 'ok' : status)).join(' ');
}

describe('which deployments, instances and events an outcome strikes', () => {
  test.each([
    ['all where nothing is named', {}, 'Failed Failed Failed'],
    ['one instance', { instance: 2 }, 'ok Failed ok'],
    ['a list of instances', { instance: [1, 3] }, 'Failed ok Failed'],
    ['an instance that is not there', { instance: 4 }, 'ok ok ok'],
    ['a destination', { destination: '*/eu-west-1' }, 'Failed Failed Failed'],
    ['one of several destinations', { destination: ['dev/*', 'ret?il/*'] }, 'Failed Failed Failed'],
    ['another destination', { destination: '*/us-east-1' }, 'ok ok ok'],
    ['a part of a destination’s name', { destination: 'retail' }, 'ok ok ok'],
    ['a version', { version: 'orders/1.1-*' }, 'Failed Failed Failed'],
    ['another version', { version: 'orders/1.2-*' }, 'ok ok ok'],
    ['the first deployment', { deployment: 1 }, 'Failed Failed Failed'],
    ['the second deployment', { deployment: 2 }, 'ok ok ok'],
    ['rollbacks', { deployment: 'rollback' }, 'ok ok ok'],
    ['an event', { event: 'ValidateService' }, 'Failed Failed Failed'],
    ['an event that does not come', { event: 'BlockTraffic' }, 'ok ok ok'],
  ])('%s', async (_, match, expected) => {
    expect(await struck([match, fails])).toBe(expected);
  });

  test('the first event of each instance where none is named', async () => {
    emulator = anEmulator({
      groups: [aGroup({ loadBalancer: true, instances: 1 })],
      rules: [[{}, fails]],
    });
    const id = await emulator.deploy();
    await emulator.ended(id);
    expect(eventsOf((await emulator.targets(id))[0] ?? {})[0]).toBe('BeforeBlockTraffic Failed');
  });
});

describe('what becomes of them', () => {
  test.each([
    [
      { fail: { script: 'a.sh' } },
      {
        errorCode: 'ScriptFailed',
        scriptName: 'a.sh',
        message: 'Script at specified location: a.sh failed with exit code 1',
      },
    ],
    [
      { fail: { script: 'a.sh', exitCode: 7, log: 'x' } },
      { message: 'Script at specified location: a.sh failed with exit code 7', logTail: 'x' },
    ],
    [
      { fail: { script: 'a.sh', code: 'ScriptMissing', message: 'gone' } },
      { errorCode: 'ScriptMissing', message: 'gone' },
    ],
    [
      { fail: { message: 'no room' } },
      { errorCode: 'UnknownError', scriptName: '', message: 'no room' },
    ],
    [
      { timeout: { script: 'b.sh', after: '90s' } },
      {
        errorCode: 'ScriptTimedOut',
        scriptName: 'b.sh',
        message: 'Script at specified location: b.sh failed to complete in 90 seconds',
      },
    ],
  ])('%j', async (then, diagnostics) => {
    emulator = anEmulator({
      groups: [aGroup({ instances: 1 })],
      rules: [[{ event: 'Install' }, then]],
    });
    const id = await emulator.deploy();
    await emulator.ended(id);
    const [{ lifecycleEvents = [] } = {}] = await emulator.targets(id);
    expect(lifecycleEvents[3]).toMatchObject({ status: 'Failed', diagnostics });
    const { startTime = 0, endTime = 0 } = lifecycleEvents[3] ?? {};
    if ('timeout' in then) expect(endTime - startTime).toBeCloseTo(90, 5);
  });

  test('a full disk fails DownloadBundle', async () => {
    emulator = anEmulator({ groups: [aGroup({ instances: 1 })], rules: [[{}, 'diskFull']] });
    const id = await emulator.deploy();
    await emulator.ended(id);
    const [{ lifecycleEvents = [] } = {}] = await emulator.targets(id);
    expect(lifecycleEvents.map(({ status }) => status).slice(0, 3)).toEqual([
      'Succeeded',
      'Failed',
      'Skipped',
    ]);
    expect(lifecycleEvents[1]?.diagnostics?.message).toBe(
      'The disk is (or was) full during extraction.',
    );
  });

  test('All rules that match hold: delays add up, alarms, launches and stops go off once in a deployment, and of the endings the first one decides.', async () => {
    emulator = anEmulator({
      rules: [
        [{ event: 'Install' }, { slow: '10s' }],
        [{ instance: 1, event: 'Install' }, { slow: '5s' }],
        [{ deployment: 1 }, { scaleOut: 1 }],
        [{ deployment: 1, instance: 3, event: 'Install' }, { fail: { script: 'first.sh' } }],
        [{ deployment: 1, instance: 3, event: 'Install' }, 'agentDies'],
      ],
    });
    const id = await emulator.deploy();
    expect((await emulator.ended(id)).status).toBe('Succeeded');
    const targets = await emulator.targets(id);
    const took = targets.map(({ lifecycleEvents = [] }) => {
      const { startTime = 0, endTime = 0 } = lifecycleEvents[3] ?? {};
      return Math.round((endTime - startTime) * 10) / 10;
    });
    expect(took).toEqual([15.3, 10.3, 10.3]);
    expect(targets[2]?.lifecycleEvents?.[3]?.diagnostics?.scriptName).toBe('first.sh');
    const { relatedDeployments } = await emulator.until(
      id,
      (info) => info.relatedDeployments !== undefined,
    );
    const [update = ''] = relatedDeployments?.autoUpdateOutdatedInstancesDeploymentIds ?? [];
    expect((await emulator.ended(update)).deploymentOverview?.Succeeded).toBe(2);
  });

  test.each([
    [true, [], true],
    [false, ['DEPLOYMENT_STOP_ON_REQUEST'], false],
    [undefined, ['DEPLOYMENT_STOP_ON_REQUEST'], true],
  ])(
    'somebody else stops the deployment, rollback %s',
    async (rollback, autoRollback, expected) => {
      emulator = anEmulator({
        groups: [aGroup({ autoRollback })],
        rules: [
          [{ deployment: 2, instance: 2, event: 'Install' }, { stop: defined({ rollback }) }],
        ],
      });
      await emulator.ended(await emulator.deploy());
      const id = await emulator.deploy();
      expect((await emulator.ended(id)).status).toBe('Stopped');
      await emulator.clock.sleep(10_000);
      expect((await emulator.info(id)).rollbackInfo !== undefined).toBe(expected);
    },
  );

  test.each([
    'IAM_ROLE_MISSING',
    'REVISION_MISSING',
    'THROTTLED',
    'OVER_MAX_INSTANCES',
    'INTERNAL_ERROR',
  ])('a deployment fails with %s before it starts', async (error) => {
    emulator = anEmulator({ rules: [[{}, { error }]] });
    const { status, errorInformation, startTime } = await emulator.ended(await emulator.deploy());
    expect([status, errorInformation?.code, startTime]).toEqual(['Failed', error, undefined]);
    expect(errorInformation?.message).toMatch(/^(The deployment|CodeDeploy) /);
  });

  test('The deployments of a group count from the moment the outcomes were set.', async () => {
    emulator = anEmulator();
    const last = async () => {
      const id = (await emulator?.deploy({ revision: aRevision() })) ?? '';
      return (await emulator?.ended(id))?.status;
    };
    expect(await last()).toBe('Succeeded');
    emulator.arm([aRule([{ deployment: 2 }, fails])]);
    expect([await last(), await last(), await last()]).toEqual([
      'Succeeded',
      'Failed',
      'Succeeded',
    ]);
    emulator.arm([]);
    expect([await last(), await last()]).toEqual(['Succeeded', 'Succeeded']);
  });

  test('Where a rule ends an event, the instance’s host is not asked.', async () => {
    const asked: string[] = [];
    emulator = anEmulator({
      groups: [aGroup({ instances: 1 })],
      rules: [[{}, fails]],
      hosts: () => ({
        perform: async ({ event }) => {
          asked.push(event);
          return { errorCode: 0, scriptName: '', message: '', log: '' };
        },
        close: async () => undefined,
      }),
    });
    await emulator.ended(await emulator.deploy());
    expect(asked).toEqual([]);
  });

  test('An agent that died is back for the next deployment.', async () => {
    emulator = anEmulator({ rules: [[{ deployment: 1, event: 'Install' }, 'agentDies']] });
    expect((await emulator.ended(await emulator.deploy())).status).toBe('Failed');
    expect((await emulator.ended(await emulator.deploy())).status).toBe('Succeeded');
  });
});

describe('writing outcomes', () => {
  const examples = new URL('../../../examples/scenarios/', import.meta.url);
  const names = readdirSync(examples).filter((name) => name.startsWith('outcome-'));

  test('there are examples', () => expect(names.length).toBeGreaterThanOrEqual(3));

  test.each(names)('the example %s is a scenario', (name) => {
    const parsed = parseScenario(readFileSync(new URL(name, examples), 'utf8'), name);
    expect(parsed).toMatchObject({ ok: true });
  });

  test.each([
    ['{ then: hung }', 'outcomes[0].then must be'],
    ['{ then: { fial: {} } }', 'unknown key "fial"'],
    [
      '{ then: { fail: {} } }',
      'outcomes[0].then.fail must be a mapping with a script or a message',
    ],
    [
      '{ then: { fail: { script: a, exitCode: 0 } } }',
      'outcomes[0].then.fail.exitCode must be at least 1',
    ],
    ['{ then: { slow: 30 } }', 'outcomes[0].then.slow must be a duration'],
    ['{ then: { error: NO_SUCH } }', 'outcomes[0].then.error must be one of AGENT_ISSUE'],
    ['{ event: ValidateServices, then: hang }', 'outcomes[0].event must be one of'],
    ['{ instance: 0, then: hang }', 'outcomes[0].instance must be at least 1'],
    ['{ deployment: last, then: hang }', 'outcomes[0].deployment must be'],
    [
      '{ instance: 1, then: { error: TIMEOUT } }',
      'outcomes[0].instance must be left out: an error belongs to the deployment as a whole',
    ],
    ['{ event: Install, then: { error: TIMEOUT } }', 'outcomes[0].event must be left out'],
    ['{ event: Install, then: diskFull }', 'outcomes[0].event must be DownloadBundle'],
    ['{ instance: 1 }', '"then" is missing'],
  ])('%s is refused', (rule, text) => {
    const parsed = parseScenario(`outcomes:\n  - ${rule}\n`, 'scenario.yml');
    const messages = parsed.ok ? [] : parsed.problems.map(({ message }) => message);
    expect(messages.join('\n')).toContain(text);
  });

  test('a JSON schema can be made of them', () => {
    const schema = z.toJSONSchema(outcomeRule, { io: 'input' });
    expect(Object.keys(schema.properties ?? {})).toEqual([
      'destination',
      'instance',
      'event',
      'deployment',
      'version',
      'then',
    ]);
    expect(JSON.stringify(schema)).toContain('"enum":["hang","agentDies","diskFull"]');
  });
});
