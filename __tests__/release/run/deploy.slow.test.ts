import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import type { RunEvent } from '../../../src/release/events.ts';
import { aDestination, anEnvironment, aWave } from '../makers.ts';
import { aGrid, openWorld } from '../world.ts';

const failing = {
  script: 'scripts/check_service.sh',
  exitCode: 1,
  log: '[stderr]no answer on port 8080',
};

describe('deploying', () => {
  test('names region, instance, script, exit code and log of what failed, and what runs again', async () => {
    const world = await openWorld();
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
    expect({ verdict, exitCode }).toEqual({ verdict: 'split', exitCode: 1 });
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

  test('goes on after a failure where onFailure says so', async () => {
    const destinations = aGrid().waves[0]?.destinations ?? [];
    const world = await openWorld({
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
    const world = await openWorld({
      environment: anEnvironment({
        waves: [aWave({ destinations, maxParallel: 1, maxFailures: 1 })],
      }),
      outcomes: [{ destination: ['retail/*'], event: 'AfterInstall', then: { fail: failing } }],
    });
    const { results } = await world.deploy();
    const outcomes = [...results.values()].map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['failed', 'failed', ...Array(4).fill('never-started')]);
  });

  test('gets to a bucket that lacks it with the same bytes', async () => {
    const grid = aGrid();
    const [first, ...rest] = grid.waves[0]?.destinations ?? [];
    const narrow = anEnvironment({ waves: [aWave({ destinations: first ? [first] : [] })] });
    const world = await openWorld({ environment: grid });
    await world.deploy({ environment: narrow });
    const { events, exitCode } = await world.deploy({ versionGiven: true });
    expect(exitCode).toBe(0);
    const ways = events.flatMap((event) => (event.kind === 'uploaded' ? [event.how] : []));
    expect(ways.toSorted()).toEqual([...Array(rest.length).fill('copied'), 'present']);
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
      const world = await openWorld({ environment, speed: 200 });
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
