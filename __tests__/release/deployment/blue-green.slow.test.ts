import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import { describe, expect, test } from '@jest/globals';
import type { Destination, Environment } from '../../../src/config/destination.ts';
import { defined } from '../../../src/defined.ts';
import type { FaultRule } from '../../../src/emulator/scenario/fault-definition.ts';
import { RefusedError } from '../../../src/problem.ts';
import { CancelledError } from '../../../src/release/cancel.ts';
import type { RunEvent } from '../../../src/release/events.ts';
import type { Cause } from '../../../src/release/outcome.ts';
import { aDestination, anEnvironment, aSmokeCheck, aWave } from '../makers.ts';
import { openWorld, type World } from '../world.ts';

const notWell: Cause = {
  instances: [],
  of: 0,
  event: 'verification',
  script: 'smoke',
  message: 'version is "1.1", expected "1.2"',
};
const id = 'retail/eu-west-1';

type Setting = {
  destination?: Partial<Destination>;
  environment?: Partial<Environment>;
  /** How long the group waits for its traffic to be shifted; `never` where it shifts it by itself. */
  waits?: number | 'never';
};

/** One destination that runs 1.1, and whose group is blue/green from then on. */
async function aWorld({ destination = {}, environment = {}, waits = 60 }: Setting = {}) {
  const settings = { rollback: { auto: [] }, timeout: 10 * 60_000, verify: [aSmokeCheck] };
  const destinations = [aDestination({ ...settings, ...destination })];
  const world = await openWorld({
    environment: anEnvironment({ waves: [aWave({ destinations })], ...environment }),
    instances: 1,
  });
  await world.deploy({ version: '1.1', content: '1.1' });
  const someone = await world.someoneIn(id);
  await someone.makeBlueGreen({
    terminationMinutes: 2880,
    ...(waits !== 'never' && { readyMinutes: waits }),
  });
  return { world, someone };
}

const next = { version: '1.2', content: '1.2' };

/** Runs when a deployment of the run is ready to take the traffic. */
function onReady(work: (deploymentId: string) => void) {
  return (event: RunEvent) => {
    if (event.kind === 'status' && event.status === 'Ready') work(event.deploymentId);
  };
}

describe('onReady: verify-then-continue', () => {
  const destination = { onReady: 'verify-then-continue' } as const;

  test('verifies, shifts the traffic, verifies again, and does not wait for the original instances', async () => {
    const { world, someone } = await aWorld({ destination });
    const asked: unknown[] = [];
    let deploymentId = '';
    const { verdict, results } = await world.deploy({
      ...next,
      onEvent: onReady((ready) => {
        deploymentId = ready;
      }),
      verify: async () => {
        const info = await someone.infoOf(deploymentId);
        asked.push([info?.status, info?.instanceTerminationWaitTimeStarted]);
        return [];
      },
    });
    expect(verdict).toBe('succeeded');
    expect(asked).toEqual([
      ['Ready', false],
      ['InProgress', true],
    ]);
    expect(results.get(id)).toMatchObject({
      outcome: 'succeeded',
      checks: [{ name: 'smoke', passed: true }],
    });
    expect(await someone.infoOf(deploymentId)).toMatchObject({ status: 'InProgress' });
    expect(world.count('ContinueDeployment')).toBe(1);
  });

  test.each([
    ['stop-and-rollback', { by: 'codedeploy', version: '1.1', status: 'succeeded' }],
    ['stop', undefined],
  ] as const)(
    'shifts nothing that is not verified, and stops it (onCancel: %s)',
    async (onCancel, rollback) => {
      const { world, someone } = await aWorld({ destination, environment: { onCancel } });
      const { verdict, exitCode, results, events } = await world.deploy({
        ...next,
        verify: async () => [notWell],
      });
      expect({ verdict, exitCode }).toEqual({ verdict: 'not-verified', exitCode: 1 });
      const result = results.get(id);
      expect(result).toMatchObject({
        reason: 'not verified before its traffic was shifted',
        causes: [notWell],
      });
      if (rollback) expect(result?.rollback).toMatchObject(rollback);
      else expect(result?.rollback).toBeUndefined();
      expect(world.count('ContinueDeployment')).toBe(0);
      expect(await someone.infoOf(result?.deploymentId)).toMatchObject({ status: 'Stopped' });
      const shifts = events.filter(
        (event) =>
          event.kind === 'instance' &&
          event.event === 'AllowTraffic' &&
          event.status === 'Succeeded' &&
          event.role === 'deployment',
      );
      expect(shifts).toEqual([]);
    },
  );

  test('stops nothing that somebody else has shifted meanwhile', async () => {
    const { world, someone } = await aWorld({ destination });
    let deploymentId = '';
    const { results } = await world.deploy({
      ...next,
      onEvent: onReady((ready) => {
        deploymentId = ready;
      }),
      verify: async () => {
        const info = await someone.infoOf(deploymentId);
        if (info?.status === 'Ready') await someone.shiftTraffic(deploymentId);
        await untilShifted(world, () => someone.infoOf(deploymentId));
        return [notWell];
      },
    });
    expect(results.get(id)).toMatchObject({
      outcome: 'not-verified',
      reason: 'CodeDeploy says succeeded, but it was not verified',
    });
    expect(world.count('StopDeployment')).toBe(0);
    expect(await someone.infoOf(deploymentId)).toMatchObject({ status: 'InProgress' });
  });

  test('is refused where the group shifts its traffic by itself', async () => {
    const { world } = await aWorld({ destination, waits: 'never' });
    const refusal = await world.deploy(next).catch((error) => error);
    expect(refusal).toBeInstanceOf(RefusedError);
    expect(refusal.problems).toEqual([
      expect.objectContaining({
        destination: id,
        message:
          'orders-production shifts traffic as soon as its new instances are ready, before anything can be verified',
      }),
    ]);
  });
});

async function untilShifted({ clock }: World, look: () => Promise<DeploymentInfo | undefined>) {
  while (!(await look())?.instanceTerminationWaitTimeStarted) await clock.sleep(2_000);
}

describe('onReady: wait', () => {
  const destination = { onReady: 'wait' } as const;

  test('says what it waits for, and goes on when somebody shifts the traffic', async () => {
    const { world, someone } = await aWorld({ destination });
    const { verdict, events } = await world.deploy({
      ...next,
      onEvent: onReady((deploymentId) => void someone.shiftTraffic(deploymentId)),
    });
    expect(verdict).toBe('succeeded');
    expect(events).toContainEqual(
      expect.objectContaining({
        kind: 'notice',
        problem: expect.objectContaining({
          destination: id,
          message: expect.stringContaining('someone must now shift the traffic'),
        }),
      }),
    );
  });

  test('ends by the time-out, and says so', async () => {
    const { world, someone } = await aWorld({ destination });
    const { verdict, results } = await world.deploy(next);
    expect(verdict).toBe('timed-out');
    const result = results.get(id);
    expect(result?.reason).toBe('nobody shifted its traffic within 10 minutes');
    expect(await someone.infoOf(result?.deploymentId)).toMatchObject({ status: 'Stopped' });
  });

  test("ends by the group's own time, which is told", async () => {
    const { world } = await aWorld({ destination, waits: 3 });
    const { verdict, results } = await world.deploy(next);
    expect(verdict).toBe('stopped');
    expect(results.get(id)?.causes).toMatchObject([
      { code: 'TIMEOUT', message: expect.stringContaining('not started in time') },
    ]);
    expect(world.count('StopDeployment')).toBe(0);
  });

  test('does not hold up what is undone', async () => {
    const environment = { onFailure: 'rollback' } as const;
    const { world, someone } = await aWorld({ destination, environment });
    let shifted = false;
    const { verdict, results } = await world.deploy({
      ...next,
      onEvent: onReady((deploymentId) => {
        if (!shifted) void someone.shiftTraffic(deploymentId);
        shifted = true;
      }),
      verify: async () => [notWell],
    });
    expect(verdict).toBe('rolled-back');
    expect(results.get(id)?.rollback).toMatchObject({
      by: 'fanout',
      version: '1.1',
      status: 'succeeded',
    });
  });
});

describe('traffic that cannot be shifted', () => {
  function refusing(then: FaultRule['then'], times?: number): FaultRule {
    const rule = { service: 'codedeploy', operation: ['ContinueDeployment'], then };
    return { every: 1, skip: 0, ...rule, ...defined({ times }) } as FaultRule;
  }

  test('because that is denied ends the deployment, and says what to do', async () => {
    const { world } = await aWorld();
    world.emulator.arm([refusing('deny')]);
    const { verdict, results } = await world.deploy(next);
    expect(verdict).toBe('rolled-back');
    expect(results.get(id)).toMatchObject({
      reason: 'its traffic could not be shifted',
      causes: [
        { code: 'AccessDeniedException', advice: 'allow the role codedeploy:ContinueDeployment' },
      ],
    });
  });

  test('for the moment is shifted later, and verified no second time for it', async () => {
    const { world } = await aWorld({ destination: { onReady: 'verify-then-continue' } });
    world.emulator.arm([refusing('throttle', 12)]);
    let asked = 0;
    const { verdict, events } = await world.deploy({
      ...next,
      verify: async () => {
        asked += 1;
        return [];
      },
    });
    expect(verdict).toBe('succeeded');
    expect(asked).toBe(2);
    expect(events).toContainEqual(
      expect.objectContaining({
        kind: 'trouble',
        text: expect.stringContaining(
          'traffic is not shifted yet: codedeploy:ContinueDeployment was throttled: ThrottlingException',
        ),
      }),
    );
  });
});

describe('once traffic has shifted', () => {
  test('being cancelled stops nothing', async () => {
    const { world, someone } = await aWorld();
    const controller = new AbortController();
    const { verdict, results } = await world.deploy({
      ...next,
      signal: controller.signal,
      verify: async () => {
        controller.abort(new CancelledError('SIGTERM'));
        return [];
      },
    });
    expect(verdict).toBe('cancelled');
    const result = results.get(id);
    expect(result?.outcome).toBe('not-verified');
    expect(world.count('StopDeployment')).toBe(0);
    expect(await someone.infoOf(result?.deploymentId)).toMatchObject({ status: 'InProgress' });
  });

  test.each(['wait', 'fail', 'stop'] as const)(
    'the next deployment ends the wait for the end of the original instances (onBusy: %s)',
    async (onBusy) => {
      const { world, someone } = await aWorld({ destination: { onBusy } });
      const before = (await world.deploy(next)).results.get(id)?.deploymentId;
      expect(await someone.infoOf(before)).toMatchObject({ status: 'InProgress' });
      const { verdict, events } = await world.deploy({ version: '1.3', content: '1.3' });
      expect(verdict).toBe('succeeded');
      expect(events).toContainEqual(
        expect.objectContaining({
          kind: 'step',
          text: `${id}: ending the termination wait of ${before}`,
        }),
      );
      expect(world.count('StopDeployment')).toBe(0);
      expect(await someone.infoOf(before)).toMatchObject({ status: 'Succeeded' });
    },
  );
});
