import { describe, expect, test } from '@jest/globals';
import type { Destination, Environment } from '../../../src/config/destination.ts';
import { defined } from '../../../src/defined.ts';
import type { OutcomeRule } from '../../../src/emulator/codedeploy/outcome-rule.ts';
import { CancelledError } from '../../../src/release/cancel.ts';
import type { RunEvent } from '../../../src/release/events.ts';
import { aDestination, anEnvironment, aWave } from '../makers.ts';
import { openWorld, type World } from '../world.ts';

const [first, second] = ['retail/eu-west-1', 'retail/us-east-1'] as const;

/** One destination after the other, which run 1.1. */
async function aWorld(
  overrides: Partial<Destination> = {},
  environment: Partial<Environment> = {},
): Promise<World> {
  const destinations = [first, second].map((id) => {
    const region = id.split('/')[1] ?? '';
    const bucket = `deploy-222222222222-${region}`;
    return aDestination({ id, region, bucket, rollback: { auto: [] }, ...overrides });
  });
  const world = await openWorld({
    groups: [{ autoScaling: true }],
    environment: anEnvironment({
      waves: [aWave({ destinations, maxParallel: 1 })],
      ...environment,
    }),
  });
  await world.deploy({ version: '1.1', content: '1.1' });
  return world;
}

const next = { version: '1.2', content: '1.2' };
/** Two instances join while 1.2 is deployed. */
const joining: OutcomeRule = {
  destination: [first],
  version: ['*/1.2-*'],
  deployment: 1,
  instance: 1,
  event: 'AfterInstall',
  then: { scaleOut: 2 },
};
/** The deployment that brings them up to date is the next one of their group. */
function failing(instance?: number): OutcomeRule {
  return {
    destination: [first],
    deployment: 2,
    event: 'AfterInstall',
    then: { fail: { script: 'scripts/warm_up.sh', exitCode: 1, log: '' } },
    ...defined({ instance }),
  };
}

function relatedIn(events: readonly RunEvent[]) {
  return events.flatMap((event) =>
    event.kind === 'status' && event.role === 'related' ? [event] : [],
  );
}

describe('instances that join while a deployment runs', () => {
  test('are followed until they run the release, before the next destination starts', async () => {
    const world = await aWorld();
    world.arm([joining]);
    const { verdict, events } = await world.deploy(next);
    expect(verdict).toBe('succeeded');
    const statuses = relatedIn(events);
    expect(statuses.at(-1)).toMatchObject({ status: 'Succeeded', counts: { succeeded: 2 } });
    const last = events.lastIndexOf(statuses.at(-1) as RunEvent);
    const started = events.findIndex(
      (event) => event.kind === 'creating' && event.destination === second,
    );
    expect(last).toBeLessThan(started);
  });

  test('and cannot be brought up to date are the failure of their destination', async () => {
    const world = await aWorld();
    world.arm([joining, failing()]);
    const { verdict, results, events } = await world.deploy(next);
    expect(verdict).toBe('split');
    const [{ deploymentId } = { deploymentId: '?' }] = relatedIn(events);
    expect(results.get(first)).toMatchObject({
      outcome: 'failed',
      instances: { succeeded: 3, failed: 0 },
      reason: `instances that joined meanwhile were not updated: ${deploymentId}`,
      causes: [{ script: 'scripts/warm_up.sh', event: 'AfterInstall' }],
    });
    expect(results.get(second)?.outcome).toBe('never-started');
  });

  test('go back with all others where a failure is undone', async () => {
    const world = await aWorld({}, { onFailure: 'rollback' });
    world.arm([joining, failing()]);
    const { verdict, results } = await world.deploy(next);
    expect(verdict).toBe('split');
    expect(results.get(first)?.rollback).toMatchObject({
      by: 'fanout',
      version: '1.1',
      complete: true,
    });
    const someone = await world.someoneIn(first);
    const back = await someone.infoOf(results.get(first)?.rollback?.deploymentId);
    expect(back?.deploymentOverview?.Succeeded).toBe(5);
  });

  test.each([
    ['warn', 'succeeded'],
    ['fail', 'failed'],
  ] as const)(
    'and of which one fails are judged as failedInstances: %s has it',
    async (failedInstances, outcome) => {
      const world = await aWorld({ failedInstances });
      world.arm([joining, failing(5)]);
      const { results } = await world.deploy(next);
      expect(results.get(first)).toMatchObject({
        outcome,
        reason: expect.stringContaining('instances that joined meanwhile were not'),
        causes: [{ script: 'scripts/warm_up.sh' }],
      });
    },
  );

  test('are left to CodeDeploy when the run is cancelled', async () => {
    const world = await aWorld();
    world.arm([joining]);
    const controller = new AbortController();
    const { verdict, results, events } = await world.deploy({
      ...next,
      signal: controller.signal,
      onEvent: (event) => {
        if (relatedIn([event]).length > 0) controller.abort(new CancelledError('SIGTERM'));
      },
    });
    expect(verdict).toBe('cancelled');
    expect(results.get(first)?.outcome).not.toBe('succeeded');
    await world.clock.sleep(5 * 60_000);
    const someone = await world.someoneIn(first);
    const [related] = relatedIn(events);
    expect(await someone.infoOf(related?.deploymentId)).toMatchObject({ status: 'Succeeded' });
  });
});
