import { describe, expect, test } from '@jest/globals';
import type { Environment } from '../../../src/config/destination.ts';
import type { OutcomeRule } from '../../../src/emulator/codedeploy/outcome-rule.ts';
import { CancelledError } from '../../../src/release/cancel.ts';
import type { RunEvent } from '../../../src/release/events.ts';
import { finish } from '../../../src/release/finish/finish-runs.ts';
import { aDestination, anEnvironment, aWave } from '../makers.ts';
import { openWorld, type World } from '../world.ts';

const destination = aDestination({ rollback: { auto: [] }, timeout: 5 * 60_000 });
const { id } = destination;
const backToOld = ['*/1.1-*'];
const slow: OutcomeRule = {
  version: backToOld,
  event: 'AfterInstall',
  then: { slow: 8 * 60_000 },
};
const fails: OutcomeRule = {
  version: ['*/1.2-*'],
  event: 'AfterInstall',
  then: { fail: { script: 'scripts/check_service.sh', exitCode: 1, log: '' } },
};

/** One destination that runs 1.1. */
async function aWorld(overrides: Partial<Environment> = {}): Promise<World> {
  const environment = anEnvironment({
    waves: [aWave({ destinations: [destination] })],
    ...overrides,
  });
  const world = await openWorld({ environment, instances: 1 });
  await world.deploy({ version: '1.1', content: '1.1' });
  return world;
}

/** Every deployment of the group, the newest one first. */
async function deploymentsIn(world: World): Promise<string[]> {
  const aws = world.aws();
  try {
    const calls = aws.codedeploy(destination);
    const infos = await calls.getDeployments(await calls.listDeployments({}));
    return infos
      .toSorted((a, b) => Number(b.createTime) - Number(a.createTime))
      .map(({ creator, status, revision }) => {
        const version = revision?.s3Location?.key?.match(/[\d.]+(?=-)/)?.[0];
        return `${version} ${status} ${creator}`;
      });
  } finally {
    aws.close();
  }
}

function stopsIn(events: readonly RunEvent[]): boolean[] {
  return events.flatMap((event) => (event.kind === 'stopping' ? [event.rollback] : []));
}

/** Finishes an interrupted run that had begun a deployment. */
function finished(world: World, command: string, begun: { marker: string; deploymentId?: string }) {
  const at = world.clock.now();
  const run = begun.marker.split('run=')[1] ?? '';
  return finish(
    {
      environment: world.environment,
      leftOver: {
        run,
        command,
        environment: 'production',
        began: at,
        finished: false,
        begun: new Map([[id, { at, role: 'deployment' as const, ...begun }]]),
      },
    },
    {
      clock: world.clock,
      signal: new AbortController().signal,
      emit: () => undefined,
      openAws: world.aws,
    },
  );
}

describe('what goes back and takes too long is stopped, and the release being left does not return:', () => {
  test('a rollback', async () => {
    const world = await aWorld();
    await world.deploy({ version: '1.2', content: '1.2' });
    world.arm([slow]);
    const { results, events } = await world.rollBack();
    expect(results.get(id)).toMatchObject({
      outcome: 'timed-out',
      version: '1.1',
      reason: expect.stringContaining('would bring back what it replaces'),
    });
    expect(stopsIn(events)).toEqual([false]);
    expect(await deploymentsIn(world)).toEqual([
      '1.1 Stopped user',
      '1.2 Succeeded user',
      '1.1 Succeeded user',
    ]);
  });

  test('an undo', async () => {
    const world = await aWorld({ onFailure: 'rollback' });
    world.arm([fails, slow]);
    const { results, events } = await world.deploy({ version: '1.2', content: '1.2' });
    expect(results.get(id)).toMatchObject({
      outcome: 'failed',
      rollback: { by: 'fanout', version: '1.1', status: 'timed-out', complete: false },
    });
    expect(stopsIn(events)).toEqual([false]);
    expect((await deploymentsIn(world))[0]).toBe('1.1 Stopped user');
  });
});

describe('a rollback that is cancelled', () => {
  /** As soon as its deployment is created. */
  async function cancelled(world: World) {
    const controller = new AbortController();
    return world.rollBack({
      signal: controller.signal,
      onEvent: ({ kind }) => {
        if (kind === 'created') controller.abort(new CancelledError('SIGTERM'));
      },
    });
  }

  test.each([
    ['stop-and-rollback', 'failed', [], 'because it goes back to an earlier release'],
    ['stop', 'stopped', [false], 'fanout asked CodeDeploy to stop the deployment'],
    ['leave', 'failed', [], 'left under way; its outcome is unknown'],
  ] as const)('with onCancel: %s', async (onCancel, outcome, stops, reason) => {
    const world = await aWorld({ onCancel });
    await world.deploy({ version: '1.2', content: '1.2' });
    world.arm([slow]);
    const { verdict, results, events } = await cancelled(world);
    expect(verdict).toBe('cancelled');
    expect(results.get(id)).toMatchObject({ outcome, reason: expect.stringContaining(reason) });
    expect(stopsIn(events)).toEqual(stops);
    await world.clock.sleep(10 * 60_000);
    expect(await deploymentsIn(world)).toEqual([
      stops.length > 0 ? '1.1 Stopped user' : '1.1 Succeeded user',
      '1.2 Succeeded user',
      '1.1 Succeeded user',
    ]);
  });

  test('is not stopped by what finishes it, either', async () => {
    const world = await aWorld();
    await world.deploy({ version: '1.2', content: '1.2' });
    world.arm([slow]);
    const { events } = await cancelled(world);
    const [deploymentId = ''] = events.flatMap((event) =>
      event.kind === 'created' ? [event.deploymentId] : [],
    );
    const marker = 'fanout/1 v=1.1 env=production run=local:3';
    const { exitCode, results } = await finished(world, 'rollback', { marker, deploymentId });
    expect(results[0]?.reason).toContain('because it goes back to an earlier release');
    // It is waited for, and goes on all the same.
    expect(exitCode).toBe(1);
    expect(world.count('StopDeployment')).toBe(0);
  });
});

describe('while the original instances of a blue/green deployment wait for their end, what traffic is on runs:', () => {
  async function shifted(): Promise<World> {
    const world = await aWorld();
    await (await world.someoneIn(id)).makeBlueGreen({ terminationMinutes: 2880 });
    const { exitCode } = await world.deploy({ version: '1.2', content: '1.2' });
    expect(exitCode).toBe(0);
    expect((await deploymentsIn(world))[0]).toBe('1.2 InProgress user');
    return world;
  }

  test('a rollback leaves it', async () => {
    const world = await shifted();
    const { exitCode, results, events } = await world.rollBack();
    expect(exitCode).toBe(0);
    expect(results.get(id)).toMatchObject({ outcome: 'succeeded', version: '1.1' });
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'step', text: `goes back from 1.2 to 1.1: ${id}` }),
    );
    expect((await deploymentsIn(world))[0]).toMatch(/^1\.1 .* user$/);
  });

  test('an older version is not deployed over it unasked', async () => {
    const world = await shifted();
    const older = world.deploy({ version: '1.1.5', content: '1.1.5' });
    await expect(older).rejects.toMatchObject({
      problems: [
        {
          code: 'older-version',
          destination: id,
          message: 'version 1.1.5 is older than 1.2, which runs there',
        },
      ],
    });
  });
});

describe("a deployment of another revision is not taken for the run's, whatever its description says:", () => {
  const marker = 'fanout/1 v=1.2 env=production run=local:2';

  /** Deploys 1.1 once more under the marker of a run that deploys 1.2. */
  async function forged(world: World): Promise<string> {
    const aws = world.aws();
    try {
      const calls = aws.codedeploy(destination);
      const [info] = await calls.getDeployments(await calls.listDeployments({}));
      const { revision, applicationName, deploymentGroupName } = info ?? {};
      return await calls.create({
        applicationName,
        deploymentGroupName,
        revision,
        description: marker,
      });
    } finally {
      aws.close();
    }
  }

  test('after a creation whose answer was lost', async () => {
    const world = await aWorld();
    await forged(world);
    await world.clock.sleep(60_000);
    world.emulator.arm([
      { service: 'codedeploy', operation: ['CreateDeployment'], times: 1, then: 'down' },
    ]);
    const { exitCode } = await world.deploy({ version: '1.2', content: '1.2' });
    expect(exitCode).toBe(0);
    expect(await deploymentsIn(world)).toEqual([
      '1.2 Succeeded user',
      '1.1 Succeeded user',
      '1.1 Succeeded user',
    ]);
  });

  test.each([
    ['whose id was noted', true, 'its description names 1.2, but it deploys something else'],
    ['that is looked for', false, 'no deployment of this run was found there'],
  ])('by what finishes a run, %s', async (_, isNoted, reason) => {
    const world = await aWorld();
    world.arm([slow]);
    const deploymentId = await forged(world);
    const { results } = await finished(world, 'deploy', {
      marker,
      ...(isNoted && { deploymentId }),
    });
    expect(results[0]?.reason).toContain(reason);
    expect(world.count('StopDeployment')).toBe(0);
  });
});
