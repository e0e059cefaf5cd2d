import { describe, expect, test } from '@jest/globals';
import { openAws } from '../../../src/aws/session.ts';
import type { Destination, Environment } from '../../../src/config/destination.ts';
import { saidOf } from '../../../src/problem.ts';
import { writeHold } from '../../../src/release/guard/hold-record.ts';
import { homesOf } from '../../../src/release/guard/homes.ts';
import { holdKey } from '../../../src/release/object-keys.ts';
import { obstacles, type Plan, type PlanRequest } from '../../../src/release/plan.ts';
import { planOffline } from '../../../src/release/run/plan-offline.ts';
import { planDeployment } from '../../../src/release/run/plan-run.ts';
import { aDestination, anEnvironment, aWave } from '../makers.ts';
import { aGrid, openWorld, type World } from '../world.ts';

function openSession({ emulator, clock }: World) {
  const { accessKeyId, secretAccessKey } = emulator.credentials;
  return openAws({
    clock,
    env: {
      AWS_ENDPOINT_URL: emulator.url,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_REGION: 'eu-west-1',
    },
    mask: () => undefined,
    run: { application: 'orders', environment: 'production', id: '1', tags: {} },
    access: 'read',
    signal: new AbortController().signal,
  });
}

function aRequest(environment: Environment, overrides: Partial<PlanRequest> = {}): PlanRequest {
  return { environment, version: '1.214', versionGiven: false, allowOlder: false, ...overrides };
}

async function plan(on: World, overrides: Partial<PlanRequest> = {}): Promise<Plan> {
  const aws = openSession(on);
  try {
    return await planDeployment(aRequest(on.environment, overrides), {
      aws,
      clock: on.clock,
      signal: new AbortController().signal,
    });
  } finally {
    aws.close();
  }
}

const rowsOf = ({ waves }: Plan) => waves.flatMap(({ destinations }) => destinations);
const messages = (of: Plan) => obstacles(of).map(saidOf);

/** One destination, so that a test is quick. */
function alone(overrides: Partial<Destination> = {}): Environment {
  return anEnvironment({ waves: [aWave({ destinations: [aDestination(overrides)] })] });
}

test('what runs, what would run, and not a single call that changes anything', async () => {
  const on = await openWorld({ environment: alone() });
  await on.deploy({ version: '1.213' });
  const calls = on.emulator.calls.length;
  const made = await plan(on);
  expect(obstacles(made)).toEqual([]);
  expect(made.release).toEqual({ exists: false });
  expect(rowsOf(made).map(({ current }) => current?.version)).toEqual(['1.213']);
  expect(rowsOf(made)[0]?.current?.instances).toMatchObject({ succeeded: 3 });
  const operations = on.emulator.calls.slice(calls).map(({ operation }) => operation);
  expect(operations.length).toBeGreaterThan(4);
  expect(operations.filter((name) => !/^(Get|BatchGet|List|Head|AssumeRole$)/.test(name))).toEqual(
    [],
  );
});

test('a release that exists is told, with who built it', async () => {
  const on = await openWorld({ environment: alone() });
  await on.deploy({ commit: 'abc' });
  expect((await plan(on)).release).toMatchObject({
    exists: true,
    record: { build: 'local:1', commit: 'abc' },
    buckets: 1,
    of: 1,
  });
});

test('where nothing can be reached that is all that is said, and nothing of whether the release exists', async () => {
  const on = await openWorld({ environment: alone() });
  await on.deploy({ version: '1.214' });
  on.emulator.arm([{ service: 'sts', then: 'deny' }]);
  const made = await plan(on);
  expect(made.release).toBeUndefined();
  expect(messages(made).filter((one) => !one.includes('cannot be assumed'))).toEqual([]);
  expect(messages(made)).not.toEqual([]);
});

describe('in the way:', () => {
  test('an older version over a newer one, unless that is meant', async () => {
    const on = await openWorld({ environment: alone() });
    await on.deploy({ version: '1.215' });
    expect(messages(await plan(on))).toEqual([
      'retail/eu-west-1: version 1.214 is older than 1.215, which runs there',
    ]);
    expect(messages(await plan(on, { allowOlder: true }))).toEqual([]);
  });

  test('not the same version from another commit, which is noted', async () => {
    const on = await openWorld({ environment: alone() });
    await on.deploy({ commit: 'abc' });
    const message = 'version "1.214" was built from commit abc, not from def';
    for (const versionGiven of [false, true]) {
      const other = await plan(on, { commit: 'def', versionGiven });
      expect([messages(other), other.notes[0]?.message]).toEqual([[], message]);
    }
  });

  test('a hold and a run at work', async () => {
    const on = await openWorld({ environment: alone() });
    const session = openSession(on);
    const records = session.artifacts(aDestination());
    const time = new Date(on.clock.now()).toISOString();
    const hold = { held: true, reason: 'outage', by: 'github:9.1', time };
    await writeHold(
      homesOf(alone(), session).own,
      holdKey({ application: 'orders', name: 'production' }),
      hold,
    );
    const until = new Date(on.clock.now() + 3_600_000).toISOString();
    const lease = { run: 'github:10.1', since: time, until };
    await records.writeJson('orders/locks/production.json', lease, { ifNoneMatch: true });
    session.close();
    expect(messages(await plan(on))).toEqual([
      `production has been held since ${time} by github:9.1: outage`,
      `run github:10.1 has been working on production since ${time}`,
    ]);
  });

  test.each(['wait', 'stop', 'fail'] as const)(
    'a deployment under way, onBusy: %s',
    async (onBusy) => {
      const on = await openWorld({ environment: alone({ onBusy }) });
      await on.deploy({ version: '1.213' });
      on.arm([{ event: 'AfterInstall', then: { slow: 3_600_000 } }]);
      const session = openSession(on);
      const calls = session.codedeploy(aDestination());
      const { application, deploymentGroup } = aDestination();
      const [last] = await calls.getDeployments(await calls.listDeployments({}));
      const input = {
        applicationName: application,
        deploymentGroupName: deploymentGroup,
        revision: last?.revision,
      };
      const id = await calls.create(input);
      session.close();
      const [found, ...rest] = obstacles(await plan(on));
      expect(found?.message).toBe(`deployment ${id} of 1.213 is under way`);
      expect(found?.hint).toMatch(`onBusy: ${onBusy}`);
      expect(rest).toEqual([]);
    },
  );

  test('a bucket, a group and a configuration that are not there, all at once', async () => {
    const on = await openWorld({ environment: alone() });
    const wrong = alone({
      bucket: 'nowhere',
      deploymentGroup: 'nobody',
      deploymentConfig: 'Nothing',
    });
    const found = messages(await plan(on, { environment: wrong }));
    expect(found.filter((text) => /GetDeploymentGroup found nothing/.test(text))).toHaveLength(1);
    expect(found.some((text) => /HeadBucket/.test(text))).toBe(true);
    expect(found.some((text) => /GetDeploymentConfig found nothing/.test(text))).toBe(true);
  });

  test('denied is not said to be missing, and what would run is not guessed', async () => {
    const on = await openWorld({ environment: alone() });
    on.emulator.arm([{ service: 's3', operation: ['GetObject'], then: 'deny' }]);
    const made = await plan(on);
    expect(made).not.toHaveProperty('release');
    expect(messages(made).join('\n')).toMatch(/s3:GetObject was denied/);
    expect(messages(made).join('\n')).not.toMatch(/not exist|found nothing/);
  });

  test('one account without credentials, once, beside the others', async () => {
    const on = await openWorld();
    const [wave] = aGrid().waves;
    const destinations = (wave?.destinations ?? []).map((destination) =>
      destination.account.name === 'retail'
        ? {
            ...destination,
            role: { arn: 'arn:aws:iam::222222222222:role/gone', sessionTags: false },
          }
        : destination,
    );
    const made = await plan(on, {
      environment: anEnvironment({ waves: [aWave({ destinations })] }),
    });
    const rows = rowsOf(made);
    expect(rows.map(({ read }) => read)).toEqual([false, false, false, true, true, true]);
    expect(rows.slice(0, 3).map(({ inTheWay }) => inTheWay.length)).toEqual([1, 1, 1]);
  });
});

test('offline there is the grid alone', () => {
  const made = planOffline({ command: 'deploy', ...aRequest(aGrid()) }, 'as asked for');
  expect(rowsOf(made)).toHaveLength(6);
  expect(made).toMatchObject({ offline: 'as asked for', version: '1.214', inTheWay: [] });
  expect(made).not.toHaveProperty('release');
});

test('what is not proven in the environment before is in the way, as it is of the deployment', async () => {
  const environment = { ...alone(), after: ['test'] };
  const before = { ...alone(), name: 'test' };
  const on = await openWorld({ environment: alone() });
  const made = await plan(on, { environment, sources: [before] });
  expect(messages(made)).toEqual([
    expect.stringMatching(/^1\.214 is not proven in test: not deployed there/),
  ]);
  await on.deploy({ environment: before });
  expect(messages(await plan(on, { environment, sources: [before] }))).toEqual([]);
});
