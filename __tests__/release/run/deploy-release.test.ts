import { describe, expect, test } from '@jest/globals';
import { defined } from '../../../src/defined.ts';
import { RefusedError } from '../../../src/problem.ts';
import { aDestination, anEnvironment, aWave } from '../makers.ts';
import { aGrid, idsOf, openWorld } from '../world.ts';

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
    const world = await openWorld();
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
    // A zip for each account, which S3 copies to the other buckets there, and a record of the release for each bucket.
    expect(world.puts(/\.zip$|\/releases\//)).toBe(2 + 6);
    expect(world.count('CopyObject')).toBe(4);
  });

  test('tells each lifecycle event of each instance once', async () => {
    const world = await openWorld({ environment: one });
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

  test('starts no further wave after a failure', async () => {
    const destinations = aGrid().waves[0]?.destinations ?? [];
    const [first, ...rest] = destinations;
    const world = await openWorld({
      environment: anEnvironment({
        waves: [
          aWave({ name: 'canary', destinations: first ? [first] : [] }),
          aWave({ name: 'rest', destinations: rest }),
        ],
      }),
      outcomes: [{ event: 'AfterInstall', then: { fail: failing } }],
    });
    const { verdict, results } = await world.deploy();
    expect(verdict).toBe('split');
    expect(world.count('CreateDeployment')).toBe(1);
    for (const { id } of rest)
      expect(results.get(id)).toMatchObject({
        outcome: 'never-started',
        reason: 'nothing new starts after retail/eu-west-1',
      });
  });
});

describe('a release', () => {
  const origin = { step: 'ci:7/deploy', recipe: 'r', source: 'src', environment: 'production' };

  test('is reused by a retry of the step that built it, which builds nothing', async () => {
    const world = await openWorld();
    await world.deploy({ commit: 'abc', origin });
    const retry = { repeated: true, commit: 'abc', origin, content: 'other' };
    const again = await world.deploy(retry);
    expect(again.exitCode).toBe(0);
    expect(again.events).toContainEqual(
      expect.objectContaining({ kind: 'bundle-ready', reused: true }),
    );
    expect(world.puts(/\.zip$|\/releases\//)).toBe(2 + 6);
  });

  test('is not taken by anyone else who says that it is a retry', async () => {
    const world = await openWorld({ environment: one });
    await world.deploy({ commit: 'abc', origin });
    const retry = { repeated: true, commit: 'abc', content: 'other' };
    for (const other of [{ step: 'ci:7/other' }, { step: undefined }])
      await expect(
        world.deploy({ ...retry, origin: { ...origin, ...other } as typeof origin }),
      ).rejects.toThrow('exists with other content');
    await expect(world.deploy({ ...retry, commit: 'def', origin })).rejects.toThrow(
      'exists with other content',
    );
    expect(world.count('CreateDeployment')).toBe(1);
  });

  test('that was built again with the same content is deployed, and is not called reused', async () => {
    const world = await openWorld({ environment: one });
    await world.deploy();
    const { events, exitCode } = await world.deploy();
    expect(exitCode).toBe(0);
    const said = events.flatMap((each) => (each.kind === 'notice' ? [each.problem.message] : []));
    expect(said).toContain(
      'version "1.214" was built before, by local:1, with the same content; the zip of that build is deployed',
    );
    expect(events).not.toContainEqual(expect.objectContaining({ reused: true }));
  });

  test('is refused where other content was built for its version, whatever the commits say', async () => {
    const world = await openWorld({ environment: one });
    await world.deploy({ commit: 'abc' });
    for (const commit of ['abc', 'def', undefined])
      await expect(world.deploy({ ...defined({ commit }), content: 'other' })).rejects.toThrow(
        /version "1\.214" exists with other content: local:1 built [0-9a-f]{16} from commit abc; local:\d built [0-9a-f]{16} from/,
      );
    expect(world.count('CreateDeployment')).toBe(1);
  });

  test('of another bundle is refused, also by name, with the line to add', async () => {
    const world = await openWorld({ environment: one });
    await world.deploy({ origin: { ...origin, source: 'services/api' } });
    const worker = { content: 'other', origin: { recipe: 'w', source: 'services/worker' } };
    for (const versionGiven of [false, true]) {
      const refusal = await world.deploy({ ...worker, versionGiven }).catch((error) => error);
      expect(refusal.problems).toEqual([
        {
          code: 'bundles-meet',
          message:
            'two bundles share version "1.214": local:1 built it from "services/api", and this one comes from "services/worker"',
          hint: expect.stringContaining('bundle: { name: worker }'),
        },
      ]);
    }
  });
});

test('a source that was given is what is deployed, or refused, though its version exists', async () => {
  const world = await openWorld({ environment: one });
  await world.deploy({ content: 'first', versionGiven: true, sourceGiven: true });
  const again = { versionGiven: true, sourceGiven: true };
  await expect(world.deploy({ ...again, content: 'second' })).rejects.toThrow(
    /version "1\.214" exists with other content/,
  );
  expect((await world.deploy({ ...again, content: 'first' })).exitCode).toBe(0);
  expect((await world.deploy({ versionGiven: true, content: 'second' })).exitCode).toBe(0);
});

describe('one destination', () => {
  test('is stopped on time-out, and what ran before comes back', async () => {
    const environment = anEnvironment({
      waves: [aWave({ destinations: [aDestination({ timeout: 120_000 })] })],
    });
    const world = await openWorld({ environment, leaps: true });
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
    const world = await openWorld({ environment: environment('fail'), instances: 0 });
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
    const world = await openWorld({
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
});

describe('a run is refused, with all findings and before anything is uploaded,', () => {
  test('when roles are denied', async () => {
    const world = await openWorld({
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
    const world = await openWorld({
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

test('is refused in a freeze before anything is built or asked of AWS, and a rollback is not', async () => {
  const freeze = { from: 0, to: Date.parse('2100-01-01'), reason: 'Christmas' };
  const world = await openWorld({
    environment: { ...one, schedule: { windows: [], freezes: [freeze] } },
  });
  let isBuilt = false;
  const running = world.deploy({
    makeBundle: async () => {
      isBuilt = true;
      throw new Error('nothing is to be built');
    },
  });
  await expect(running).rejects.toThrow(/frozen: Christmas; it opens at 2100-01-01 00:00 UTC/);
  await expect(running).rejects.toBeInstanceOf(RefusedError);
  expect({ isBuilt, calls: world.emulator.calls.length }).toEqual({ isBuilt: false, calls: 0 });
  // What refuses it is that there is nothing to go back to.
  await expect(world.rollBack()).rejects.not.toThrow(/frozen/);
});
