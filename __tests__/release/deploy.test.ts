import { once } from 'node:events';
import { afterEach, describe, expect, test } from '@jest/globals';
import { RefusedError } from '../../src/problem.ts';
import type { RunEvent } from '../../src/release/events.ts';
import { aDestination, anEnvironment, aWave } from './makers.ts';
import { aGrid, idsOf, openWorld, type World, type WorldOptions } from './world.ts';

const worlds: World[] = [];
afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.close()));
});

async function aWorld(options: WorldOptions = {}): Promise<World> {
  const world = await openWorld(options);
  worlds.push(world);
  return world;
}

const one = anEnvironment({
  waves: [aWave({ destinations: [aDestination({ rollback: { auto: ['DEPLOYMENT_FAILURE'] } })] })],
});
const failing = {
  script: 'scripts/check_service.sh',
  exitCode: 1,
  log: '[stderr]no answer on port 8080',
};

describe('deploying to two accounts in three regions', () => {
  test('succeeds when all six deployments have', async () => {
    const world = await aWorld();
    const { verdict, exitCode, results } = await world.deploy();
    expect({ verdict, exitCode }).toEqual({ verdict: 'succeeded', exitCode: 0 });
    expect([...results.keys()]).toEqual(idsOf(world.environment));
    for (const result of results.values())
      expect(result).toMatchObject({
        outcome: 'succeeded',
        instances: { succeeded: 3, failed: 0 },
      });
    expect(world.count('CreateDeployment')).toBe(6);
    expect(world.count('AssumeRole')).toBe(2);
    // A zip and a record of the release for each bucket.
    expect(world.puts(/\.zip$|\/releases\//)).toBe(12);
  });

  test('tells each lifecycle event of each instance once', async () => {
    const world = await aWorld({ environment: one });
    const { events } = await world.deploy();
    const ended = events.filter(
      (event) => event.kind === 'instance' && event.status === 'Succeeded',
    );
    const keys = ended.map(
      (event) => event.kind === 'instance' && `${event.instance} ${event.event}`,
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toHaveLength(3 * 7);
  });

  test('names region, instance, script, exit code and log of what failed, and what runs again', async () => {
    const world = await aWorld();
    await world.deploy({ version: '1.213', content: 'before' });
    world.arm([
      {
        destination: ['retail/eu-west-1'],
        instance: 2,
        event: 'ValidateService',
        then: { fail: failing },
      },
    ]);
    const { verdict, exitCode, results } = await world.deploy({ version: '1.214' });
    expect({ verdict, exitCode }).toEqual({ verdict: 'rolled-back', exitCode: 1 });
    const failed = results.get('retail/eu-west-1');
    expect(failed).toMatchObject({
      outcome: 'rolled-back',
      rollback: { status: 'succeeded', version: '1.213', complete: true, by: 'codedeploy' },
    });
    expect(failed?.causes).toHaveLength(1);
    expect(failed?.causes[0]).toMatchObject({
      event: 'ValidateService',
      script: 'scripts/check_service.sh',
      code: 'ScriptFailed',
      message: expect.stringContaining('exit code 1'),
      log: expect.stringContaining('no answer on port 8080'),
      of: 3,
    });
    const others = [...results.values()].filter((result) => result !== failed);
    expect(others.map(({ outcome }) => outcome)).toEqual(Array(5).fill('succeeded'));
  });

  test('starts no further wave after a failure', async () => {
    const destinations = aGrid().waves[0]?.destinations ?? [];
    const [first, ...rest] = destinations;
    const world = await aWorld({
      environment: anEnvironment({
        waves: [
          aWave({ name: 'canary', destinations: first ? [first] : [] }),
          aWave({ name: 'rest', destinations: rest }),
        ],
      }),
      outcomes: [{ event: 'AfterInstall', then: { fail: failing } }],
    });
    const { verdict, results } = await world.deploy();
    expect(verdict).toBe('failed');
    expect(world.count('CreateDeployment')).toBe(1);
    for (const { id } of rest)
      expect(results.get(id)).toMatchObject({
        outcome: 'never-started',
        reason: 'nothing new starts after retail/eu-west-1',
      });
  });

  test('goes on after a failure where onFailure says so', async () => {
    const destinations = aGrid().waves[0]?.destinations ?? [];
    const world = await aWorld({
      environment: anEnvironment({
        onFailure: 'continue',
        waves: [aWave({ destinations, maxParallel: 1 })],
      }),
      outcomes: [
        { destination: ['retail/eu-west-1'], event: 'AfterInstall', then: { fail: failing } },
      ],
    });
    const { results } = await world.deploy();
    const outcomes = [...results.values()].map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['failed', ...Array(5).fill('succeeded')]);
  });

  test('tolerates as many failures as maxFailures says', async () => {
    const destinations = aGrid().waves[0]?.destinations ?? [];
    const world = await aWorld({
      environment: anEnvironment({
        waves: [aWave({ destinations, maxParallel: 1, maxFailures: 1 })],
      }),
      outcomes: [{ destination: ['retail/*'], event: 'AfterInstall', then: { fail: failing } }],
    });
    const { results } = await world.deploy();
    const outcomes = [...results.values()].map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['failed', 'failed', ...Array(4).fill('never-started')]);
  });
});

describe('a release', () => {
  test('is reused by a run of the same version, which builds nothing', async () => {
    const world = await aWorld();
    await world.deploy({ commit: 'abc' });
    const again = await world.deploy({ repeated: true, commit: 'abc', content: 'other' });
    expect(again.exitCode).toBe(0);
    expect(again.events).toContainEqual(
      expect.objectContaining({ kind: 'bundle-ready', reused: true }),
    );
    expect(world.puts(/\.zip$|\/releases\//)).toBe(12);
  });

  test('that was built again in vain is deployed all the same, and that is said', async () => {
    const world = await aWorld({ environment: one });
    await world.deploy();
    const { events, exitCode } = await world.deploy({ content: 'other' });
    expect(exitCode).toBe(0);
    const said = events.flatMap((each) => (each.kind === 'notice' ? [each.problem.message] : []));
    expect(said).toContain(
      'version "1.214" was built before, by local:1, and that bundle is deployed; the one built now has other content and is dropped',
    );
  });

  test('gets to a bucket that lacks it with the same bytes', async () => {
    const grid = aGrid();
    const [first, ...rest] = grid.waves[0]?.destinations ?? [];
    const narrow = anEnvironment({ waves: [aWave({ destinations: first ? [first] : [] })] });
    const world = await aWorld({ environment: grid });
    await world.deploy({ environment: narrow });
    const { events, exitCode } = await world.deploy({ versionGiven: true });
    expect(exitCode).toBe(0);
    const ways = events.flatMap((event) => (event.kind === 'uploaded' ? [event.how] : []));
    expect(ways.toSorted()).toEqual([...Array(rest.length).fill('copied'), 'present']);
  });

  test('is refused where its version was built from another commit', async () => {
    const world = await aWorld({ environment: one });
    await world.deploy({ commit: 'abc' });
    await expect(world.deploy({ commit: 'def' })).rejects.toThrow(
      'version "1.214" was built from commit abc, not from def',
    );
    expect(world.count('CreateDeployment')).toBe(1);
  });
});

describe('one destination', () => {
  test('is stopped on time-out, and what ran before comes back', async () => {
    const environment = anEnvironment({
      waves: [aWave({ destinations: [aDestination({ timeout: 120_000 })] })],
    });
    const world = await aWorld({ environment });
    await world.deploy({ version: '1.213', content: 'before' });
    world.arm([{ event: 'AfterInstall', instance: 2, then: { slow: 300_000 } }]);
    const { verdict, exitCode, results } = await world.deploy();
    expect({ verdict, exitCode }).toEqual({ verdict: 'timed-out', exitCode: 1 });
    expect(results.get('retail/eu-west-1')).toMatchObject({
      reason: 'not finished after 2 minutes',
      rollback: { version: '1.213', status: 'succeeded' },
    });
  });

  test('without instances fails, or is skipped where the configuration says so', async () => {
    const environment = (empty: 'fail' | 'skip') =>
      anEnvironment({ waves: [aWave({ destinations: [aDestination({ empty })] })] });
    const world = await aWorld({ environment: environment('fail'), instances: 0 });
    const failed = await world.deploy();
    expect(failed.results.get('retail/eu-west-1')).toMatchObject({
      outcome: 'failed',
      causes: [{ code: 'NO_INSTANCES' }],
    });
    const skipped = await world.deploy({ environment: environment('skip') });
    expect(skipped.results.get('retail/eu-west-1')?.outcome).toBe('skipped');
  });

  test('that succeeded with failed instances is a warning, or a failure where so configured', async () => {
    const environment = (failedInstances: 'warn' | 'fail') =>
      anEnvironment({
        waves: [aWave({ destinations: [aDestination({ failedInstances })] })],
      });
    const world = await aWorld({
      environment: environment('warn'),
      outcomes: [{ instance: 3, event: 'AfterInstall', then: { fail: failing } }],
    });
    const warned = await world.deploy();
    expect(warned.results.get('retail/eu-west-1')).toMatchObject({
      outcome: 'succeeded',
      instances: { succeeded: 2, failed: 1 },
      reason: 'CodeDeploy says succeeded, but 1 of its instances failed',
      causes: [{ script: 'scripts/check_service.sh' }],
    });
    const failed = await world.deploy({ environment: environment('fail'), version: '1.215' });
    expect(failed.results.get('retail/eu-west-1')?.outcome).toBe('failed');
  });

  test.each([
    ['wait', 'succeeded', 'succeeded'],
    ['fail', 'succeeded', 'never-started'],
    ['stop', 'stopped', 'succeeded'],
  ] as const)(
    'with a deployment under way and onBusy: %s, which has %s in the end, has %s',
    async (onBusy, theirs, ours) => {
      const destinations = [aDestination({ onBusy })];
      const environment = anEnvironment({ waves: [aWave({ destinations })] });
      const world = await aWorld({ environment, speed: 200 });
      // Long enough for the other run to find it, however busy the machine.
      const slow = { event: 'AfterInstall', instance: 1, then: { slow: 600_000 } } as const;
      world.arm([{ version: '*/1.1-*', ...slow }]);
      const begun = new AbortController();
      const onEvent = ({ kind }: RunEvent) => kind === 'created' && begun.abort();
      const running = world.deploy({ version: '1.1', content: 'a', onEvent });
      await once(begun.signal, 'abort');
      // Another environment has another lease, but here the same deployment group.
      const other = { ...environment, name: 'other' };
      const { results } = await world.deploy({ version: '1.2', content: 'b', environment: other });
      expect(results.get('retail/eu-west-1')?.outcome).toBe(ours);
      expect((await running).results.get('retail/eu-west-1')?.outcome).toBe(theirs);
      const creations = world.emulator.calls.filter((one) => one.operation === 'CreateDeployment');
      expect(creations.map(({ error }) => error)).toContain('DeploymentLimitExceededException');
    },
  );
});

describe('a run is refused, with all findings and before anything is uploaded,', () => {
  test('when roles are denied', async () => {
    const world = await aWorld({
      faults: [{ service: 'sts', operation: ['AssumeRole'], then: 'deny' }],
    });
    const refusal = await world.deploy().catch((error) => error);
    expect(refusal).toBeInstanceOf(RefusedError);
    expect(refusal.message).toContain('222222222222');
    expect(refusal.message).toContain('333333333333');
    expect(world.count('PutObject')).toBe(0);
  });

  test('when groups do not exist or may not be read, which is not the same', async () => {
    const grid = aGrid();
    const destinations = grid.waves[0]?.destinations ?? [];
    const world = await aWorld({
      environment: grid,
      faults: [
        {
          service: 'codedeploy',
          operation: ['GetDeploymentGroup'],
          region: ['us-east-1'],
          then: 'deny',
        },
      ],
    });
    const renamed = anEnvironment({
      waves: [
        aWave({
          destinations: destinations.map((destination) =>
            destination.region === 'eu-west-1'
              ? { ...destination, deploymentGroup: 'orders-prodution' }
              : destination,
          ),
        }),
      ],
    });
    const refusal = await world.deploy({ environment: renamed }).catch((error) => error);
    expect(refusal).toBeInstanceOf(RefusedError);
    const messages = refusal.problems.map(({ message }: { message: string }) => message);
    expect(messages).toHaveLength(4);
    expect(messages.filter((message: string) => message.includes('orders-prodution'))).toHaveLength(
      2,
    );
    expect(
      messages.filter((message: string) => /denied|not authorized/i.test(message)),
    ).toHaveLength(2);
    expect(world.count('PutObject')).toBe(0);
  });
});
