import { describe, expect, test } from '@jest/globals';
import type { Destination } from '../../../src/config/destination.ts';
import { defined } from '../../../src/defined.ts';
import type { OutcomeRule } from '../../../src/emulator/codedeploy/outcome-rule.ts';
import type { Cause, Rollback } from '../../../src/release/outcome.ts';
import type { RunRecord } from '../../../src/release/records/run-records.ts';
import { aDestination, anEnvironment, aSmokeCheck, aWave } from '../makers.ts';
import { aGrid, openWorld } from '../world.ts';

const fails = { fail: { script: 'scripts/check_service.sh', exitCode: 1, log: '' } };
const notWell: Cause = { instances: [], of: 0, message: 'version is "1.213", expected "1.214"' };

/** Two destinations, one after the other; without automatic rollback unless told otherwise. */
function twoInARow(overrides: Parameters<typeof anEnvironment>[0] = {}, parallel = 1) {
  const destinations = ['eu-west-1', 'us-east-1'].map((region) =>
    aDestination({
      id: `retail/${region}`,
      region,
      bucket: `deploy-222222222222-${region}`,
      rollback: { auto: [] },
      verify: [aSmokeCheck],
    }),
  );
  return anEnvironment({ waves: [aWave({ destinations, maxParallel: parallel })], ...overrides });
}

describe('after a failure, onFailure: rollback', () => {
  test('brings back what succeeded, and what failed without CodeDeploy rolling it back', async () => {
    const world = await openWorld({ environment: twoInARow({ onFailure: 'rollback' }) });
    await world.deploy({ version: '1.213', content: 'before' });
    world.arm([
      { destination: ['*/us-east-1'], version: ['*1.214*'], event: 'AfterInstall', then: fails },
    ]);
    const { verdict, results } = await world.deploy({ version: '1.214' });
    expect(verdict).toBe('rolled-back');
    for (const id of ['retail/eu-west-1', 'retail/us-east-1'])
      expect(results.get(id)).toMatchObject({
        outcome: 'rolled-back',
        rollback: { by: 'fanout', version: '1.213', status: 'succeeded', complete: true },
      });
    expect(results.get('retail/us-east-1')?.causes).toMatchObject([
      { script: 'scripts/check_service.sh' },
    ]);
  });

  test('takes the policy for rollbacks, and no automatic rollback', async () => {
    const rollback = {
      auto: ['DEPLOYMENT_FAILURE' as const],
      ignoreApplicationStopFailures: true,
      fileExistsBehavior: 'OVERWRITE' as const,
    };
    const destination = aDestination({ rollback, verify: [aSmokeCheck] });
    const world = await openWorld({
      environment: anEnvironment({
        onFailure: 'rollback',
        waves: [aWave({ destinations: [destination] })],
      }),
    });
    await world.deploy({ version: '1.213', content: 'before' });
    world.arm([{ deployment: 2, event: 'ApplicationStop', then: fails }]);
    const { results } = await world.deploy({ version: '1.214', verify: async () => [notWell] });
    const result = results.get(destination.id);
    expect(result).toMatchObject({ outcome: 'rolled-back', rollback: { by: 'fanout' } });
    const someone = await world.someoneIn(destination.id);
    expect(await someone.infoOf(result?.deploymentId)).toMatchObject({
      ignoreApplicationStopFailures: false,
      autoRollbackConfiguration: { enabled: true },
    });
    expect(await someone.infoOf(result?.rollback?.deploymentId)).toMatchObject({
      ignoreApplicationStopFailures: true,
      fileExistsBehavior: 'OVERWRITE',
      autoRollbackConfiguration: { enabled: false },
    });
  });

  test('leaves alone what CodeDeploy has rolled back by itself', async () => {
    const grid = aGrid({ onFailure: 'rollback' });
    const world = await openWorld({ environment: grid });
    await world.deploy({ version: '1.213', content: 'before' });
    world.arm([
      {
        destination: ['retail/eu-west-1'],
        version: ['*1.214*'],
        event: 'AfterInstall',
        then: fails,
      },
    ]);
    const { results } = await world.deploy({ version: '1.214' });
    const by = [...results.values()].map(({ rollback }) => rollback?.by);
    expect(by).toEqual(['codedeploy', ...Array(5).fill('fanout')]);
    // Six before, six now, and five that went back; CodeDeploy's own rollback is none of ours.
    expect(world.count('CreateDeployment')).toBe(17);
  });

  test('leaves what somebody else has deployed since, and says so', async () => {
    const world = await openWorld({ environment: twoInARow({ onFailure: 'rollback' }) });
    await world.deploy({ version: '1.213', content: 'before' });
    const someone = await world.someoneIn('retail/eu-west-1');
    const old = world.emulator.s3
      .objects('deploy-222222222222-eu-west-1')
      .find(({ key }) => key.endsWith('.zip'));
    world.arm([
      { destination: ['*/us-east-1'], version: ['*1.214*'], event: 'AfterInstall', then: fails },
    ]);
    const { verdict, results } = await world.deploy({
      version: '1.214',
      verify: async ({ id }) => {
        if (id === 'retail/eu-west-1') {
          await someone.copy(old?.key ?? '', 'hotfix.zip');
          await someone.deploy('hotfix.zip');
        }
        return [];
      },
    });
    expect(verdict).toBe('split');
    expect(results.get('retail/eu-west-1')).toMatchObject({
      outcome: 'failed',
      reason: expect.stringMatching(
        /^not rolled back: somebody deployed another revision there since \(d-\w+\), which was left alone$/,
      ),
    });
    expect(results.get('retail/us-east-1')?.outcome).toBe('rolled-back');
    expect(world.count('CreateDeployment')).toBe(6);
  });

  test('waits for a deployment of its own that could not be stopped, whatever onBusy says', async () => {
    const one = aDestination({ timeout: 120_000, onBusy: 'fail', rollback: { auto: [] } });
    const world = await openWorld({
      environment: anEnvironment({
        onFailure: 'rollback',
        waves: [aWave({ destinations: [one] })],
      }),
    });
    await world.deploy({ version: '1.213', content: 'before' });
    world.arm([
      { version: ['*1.214*'], event: 'AfterInstall', instance: 1, then: { slow: 15 * 60_000 } },
    ]);
    world.emulator.arm([{ service: 'codedeploy', operation: ['StopDeployment'], then: 'deny' }]);
    const { verdict, results } = await world.deploy({ version: '1.214' });
    expect(verdict).toBe('rolled-back');
    expect(results.get(one.id)).toMatchObject({
      reason: 'not finished after 2 minutes; it could not be stopped and is still running',
      rollback: { by: 'fanout', version: '1.213', status: 'succeeded', complete: true },
    });
  });

  test('names the group where nobody knows whether the way back was created, and does not call it failed', async () => {
    const one = aDestination({ rollback: { auto: [] } });
    const world = await openWorld({
      environment: anEnvironment({
        onFailure: 'rollback',
        waves: [aWave({ destinations: [one] })],
      }),
    });
    await world.deploy({ version: '1.213', content: 'before' });
    world.arm([
      { version: ['*1.214*'], then: { fail: { script: 'start.sh', exitCode: 1, log: '' } } },
    ]);
    const back = { operation: 'CreateDeployment', skip: 1 };
    world.emulator.arm([
      { service: 'codedeploy', operation: 'CreateDeployment', skip: 1, then: 'lost' },
      {
        service: 'codedeploy',
        operation: ['List*', 'GetDeploymentGroup'],
        after: back,
        then: 'deny',
      },
    ]);
    const { results } = await world.deploy({ version: '1.214' });
    expect(results.get(one.id)).toMatchObject({ outcome: 'failed', isUnknown: true });
    expect(results.get(one.id)?.rollback).toBeUndefined();
    expect(results.get(one.id)?.reason).toContain(
      'rolling back to 1.213: CreateDeployment was not answered, and fanout could not find out whether CodeDeploy accepted it: a deployment of this run may be under way in deployment group "orders-production" of application "orders" (account 222222222222, eu-west-1)',
    );
  });

  test('does not bring back the very release that has failed, where an earlier attempt could not be undone', async () => {
    const [first] = twoInARow().waves[0]?.destinations ?? [];
    const one = first as Destination;
    const environment = anEnvironment({
      waves: [aWave({ destinations: [one] })],
      onFailure: 'rollback',
    });
    const world = await openWorld({ environment });
    await world.deploy({ version: '1.213', content: 'before' });
    world.arm([{ version: ['*1.213*'], event: 'AfterInstall', then: fails }]);
    const verify = async () => [notWell];
    expect((await world.deploy({ verify })).results.get(one.id)).toMatchObject({
      outcome: 'not-verified',
      rollback: { version: '1.213', status: 'failed' },
    });
    const created = world.count('CreateDeployment');
    const { verdict, results } = await world.deploy({ verify, versionGiven: true });
    expect(verdict).toBe('not-verified');
    expect(results.get(one.id)?.reason).toBe(
      'not rolled back: 1.214 ran there before, too; use fanout rollback to go back to a proven release',
    );
    expect(world.count('CreateDeployment')).toBe(created + 1);
  });

  test('says where nothing ran before that could be brought back', async () => {
    const world = await openWorld({
      environment: twoInARow({ onFailure: 'rollback' }),
      outcomes: [{ destination: ['*/us-east-1'], event: 'AfterInstall', then: fails }],
    });
    const { verdict, results } = await world.deploy();
    expect(verdict).toBe('failed');
    expect(results.get('retail/eu-west-1')).toMatchObject({
      outcome: 'failed',
      reason: 'cannot be rolled back: no revision in S3 ran there before',
    });
  });
});

test('stopRunning stops what is under way once something has failed', async () => {
  const world = await openWorld({ environment: twoInARow({ stopRunning: true }, 2) });
  await world.deploy({ version: '1.213', content: 'before' });
  world.arm([
    { destination: ['*/us-east-1'], event: 'ApplicationStop', then: fails },
    {
      destination: ['*/eu-west-1'],
      event: 'ApplicationStart',
      instance: 1,
      then: { slow: 120_000 },
    },
  ]);
  const { results, events } = await world.deploy({ version: '1.214' });
  expect(results.get('retail/us-east-1')?.outcome).toBe('failed');
  expect(results.get('retail/eu-west-1')).toMatchObject({
    outcome: 'rolled-back',
    reason: 'stopped because another destination failed',
    rollback: { by: 'codedeploy', version: '1.213' },
  });
  expect(events).toContainEqual(
    expect.objectContaining({ kind: 'stopping', destination: 'retail/eu-west-1' }),
  );
});

describe('verification', () => {
  test('that fails is the destination’s failure, and no further one starts', async () => {
    const world = await openWorld({ environment: twoInARow() });
    const { verdict, exitCode, results } = await world.deploy({ verify: async () => [notWell] });
    expect({ verdict, exitCode }).toEqual({ verdict: 'split', exitCode: 1 });
    expect(results.get('retail/eu-west-1')).toMatchObject({
      outcome: 'not-verified',
      causes: [notWell],
    });
    expect(results.get('retail/us-east-1')?.outcome).toBe('never-started');
  });

  test('is made again at the end of a bake', async () => {
    const destination = aDestination({ verify: [aSmokeCheck] });
    const environment = anEnvironment({
      waves: [aWave({ destinations: [destination], bake: 60_000 })],
    });
    const world = await openWorld({ environment });
    let asked = 0;
    const { results } = await world.deploy({ verify: async () => (++asked > 1 ? [notWell] : []) });
    expect(results.get(destination.id)).toMatchObject({
      outcome: 'not-verified',
      reason: 'it was no longer verified at the end of the bake',
    });
  });
});

test('a run writes down what it did in every bucket, and what ran before', async () => {
  const environment = twoInARow();
  const world = await openWorld({ environment });
  await world.deploy({ version: '1.213', content: 'before' });
  await world.deploy({ version: '1.214' });
  for (const region of ['eu-west-1', 'us-east-1']) {
    const bucket = `deploy-222222222222-${region}`;
    const keys = world.emulator.s3.objects(bucket).map(({ key }) => key);
    const runs = keys
      .filter((key) => key.startsWith('orders/runs/production/'))
      .map((key) => JSON.parse(String(world.emulator.s3.read(bucket, key))) as RunRecord);
    const last = runs.find(({ run }) => run === 'local:2');
    expect(runs).toHaveLength(2);
    expect(last).toMatchObject({ verdict: 'succeeded', command: 'deploy' });
    const proven = { version: '1.214', outcome: 'succeeded', verified: true, before: '1.213' };
    expect(last?.destinations).toMatchObject([
      { destination: 'retail/eu-west-1', ...proven },
      { destination: 'retail/us-east-1', ...proven },
    ]);
  }
});

describe("CodeDeploy's own rollback, over the wire:", () => {
  const failing = (deployment: 1 | 'rollback', instance?: number) => ({
    deployment,
    event: 'AfterInstall' as const,
    then: fails,
    ...defined({ instance }),
  });
  const auto = { auto: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'] } as const;

  test.each<[string, Partial<Destination>, OutcomeRule[], string, Partial<Rollback> | undefined]>([
    [
      'it succeeds',
      {},
      [failing(1)],
      'rolled-back',
      { status: 'succeeded', version: '1.213', complete: true },
    ],
    [
      'it succeeds on some instances only',
      {},
      [failing(1), failing('rollback', 3)],
      'rolled-back',
      { status: 'succeeded', version: '1.213', complete: false },
    ],
    [
      'it fails, too',
      {},
      [failing(1), failing('rollback')],
      'failed',
      { status: 'failed', complete: false },
    ],
    [
      'somebody stops it',
      {},
      [failing(1), { deployment: 'rollback', event: 'AfterInstall', then: { stop: {} } }],
      'failed',
      { status: 'stopped', complete: false },
    ],
    ['it is off', { rollback: { auto: [] } }, [failing(1)], 'failed', undefined],
    [
      'an alarm has stopped the deployment',
      { alarms: { names: ['errors'], ignorePollFailure: false } },
      [{ deployment: 1, instance: 2, event: 'AfterInstall', then: { alarm: 'errors' } }],
      'rolled-back',
      { status: 'succeeded', version: '1.213', complete: true },
    ],
    [
      'somebody has stopped the deployment, which is not to be rolled back for that',
      {},
      [{ deployment: 1, instance: 2, event: 'AfterInstall', then: { stop: {} } }],
      'stopped',
      undefined,
    ],
  ])('%s', async (_, overrides, rules, outcome, rollback) => {
    const destination = aDestination({ rollback: { auto: [...auto.auto] }, ...overrides });
    const world = await openWorld({
      environment: anEnvironment({ waves: [aWave({ destinations: [destination] })] }),
    });
    await world.deploy({ version: '1.213', content: 'before' });
    world.arm(rules);
    const { verdict, exitCode, results } = await world.deploy({ version: '1.214' });
    expect({ verdict, exitCode }).toEqual({ verdict: outcome, exitCode: 1 });
    const result = results.get(destination.id);
    expect(result?.outcome).toBe(outcome);
    if (rollback) expect(result?.rollback).toMatchObject({ by: 'codedeploy', ...rollback });
    else expect(result?.rollback).toBeUndefined();
  });
});
