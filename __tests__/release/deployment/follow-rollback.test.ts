import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import { describe, expect, test } from '@jest/globals';
import { seededClock } from '../../../src/rehearsal/seeded-clock.ts';
import type { DestinationPorts } from '../../../src/release/deployment/destination-ports.ts';
import { followRollback } from '../../../src/release/deployment/follow-rollback.ts';
import type { Unstamped } from '../../../src/release/events.ts';
import { aDestination } from '../makers.ts';

const failed: DeploymentInfo = {
  deploymentId: 'd-FAILED',
  status: 'Failed',
  autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
};
const begins = { rollbackInfo: { rollbackDeploymentId: 'd-ROLLBACK' } };

/** A deployment that has failed, and of which CodeDeploy tells something more so many seconds later. */
async function followed(
  seconds: number,
  more: Partial<DeploymentInfo>,
  first = failed,
  ends: NonNullable<DeploymentInfo['status']> = 'Succeeded',
) {
  const clock = seededClock();
  const began = clock.now();
  const events: Unstamped[] = [];
  const ports: DestinationPorts = {
    destination: aDestination(),
    calls: { listTargets: async () => [], getTargets: async () => [] } as never,
    read: async (deploymentId, delay) => {
      await clock.sleep(delay);
      if (deploymentId === 'd-ROLLBACK')
        return {
          info: { deploymentId, status: ends, deploymentOverview: { Succeeded: 3 } },
        };
      return { info: clock.now() - began < seconds * 1_000 ? first : { ...first, ...more } };
    },
    clock,
    emit: (event) => events.push(event),
    signal: new AbortController().signal,
    onCancel: 'stop',
    role: 'deployment',
    goesBack: false,
    versionOf: () => undefined,
  };
  const rollback = await followRollback(
    { end: 'ended', info: first, targets: [] },
    { askedFor: false },
    ports,
  );
  const notices = events.flatMap((event) =>
    event.kind === 'notice' ? [event.problem.message] : [],
  );
  return { rollback, notices, waited: (clock.now() - began) / 1_000 };
}

describe("CodeDeploy's rollback of what has failed", () => {
  test.each([0, 3, 30, 55])('is followed where it is told %d s after the failure', async (late) => {
    const { rollback, notices } = await followed(late, begins);
    expect(rollback).toMatchObject({
      deploymentId: 'd-ROLLBACK',
      status: 'succeeded',
      complete: true,
    });
    expect(notices).toEqual([]);
  });

  test.each([
    ['Succeeded', 'succeeded', true],
    ['Failed', 'failed', false],
    ['Stopped', 'stopped', false],
  ] as const)('that ends with %s is %s', async (ends, status, complete) => {
    const { rollback } = await followed(3, begins, failed, ends);
    expect(rollback).toMatchObject({ status, complete });
  });

  test('that has not begun within a minute is told as such, and no longer waited for', async () => {
    const { rollback, notices, waited } = await followed(3_600, begins);
    expect(rollback).toBeUndefined();
    expect(notices).toEqual([
      'CodeDeploy should roll back by itself, but had not started after 60 seconds',
    ]);
    expect(waited).toBeGreaterThanOrEqual(60);
    expect(waited).toBeLessThan(65);
  });

  test("that is not possible is told in CodeDeploy's words", async () => {
    const why = 'there is no earlier revision';
    const { rollback, notices, waited } = await followed(10, {
      rollbackInfo: { rollbackMessage: why },
    });
    expect(rollback).toBeUndefined();
    expect(notices).toEqual([`CodeDeploy did not roll back: ${why}`]);
    expect(waited).toBeLessThan(15);
  });

  test('is not waited for where none is set', async () => {
    const { autoRollbackConfiguration: _, ...unset } = failed;
    const { rollback, notices, waited } = await followed(3_600, begins, unset);
    expect([rollback, notices, waited]).toEqual([undefined, [], 0]);
  });
});
