import { describe, expect, test } from '@jest/globals';
import { endTerminationWait } from '../../../src/release/deployment/termination-wait.ts';
import { aDeployment } from '../makers.ts';

const waiting = aDeployment({ instanceTerminationWaitTimeStarted: true });

/** Ends a wait where CodeDeploy answers with an error of this name, if any; with what it was asked for. */
async function endIn(active: typeof waiting, errorName?: string) {
  const asked: string[][] = [];
  const ending = await endTerminationWait(active, {
    async continue(...request) {
      asked.push(request);
      if (errorName) throw Object.assign(new Error('no'), { name: errorName });
    },
  });
  return { ending, asked };
}

describe('a termination wait', () => {
  test('is ended', async () => {
    const { ending, asked } = await endIn(waiting);
    expect(ending).toBe('ending');
    expect(asked).toEqual([['d-ABCDEF123', 'TERMINATION_WAIT']]);
  });

  test.each([
    'DeploymentAlreadyCompletedException',
    'DeploymentIsNotInReadyStateException',
    'InvalidDeploymentStatusException',
  ])('that was over already is none the worse: %s', async (name) => {
    expect((await endIn(waiting, name)).ending).toBe('ending');
  });

  test.each([
    ['AccessDeniedException', 'denied'],
    ['ThrottlingException', 'throttled'],
  ])('that goes on is told, with the reason: %s', async (name, kind) => {
    expect((await endIn(waiting, name)).ending).toMatchObject({ refused: { name, kind } });
  });

  test.each([
    ['has not begun', aDeployment()],
    ['has ended', { ...waiting, status: 'Succeeded' as const }],
  ])('that %s is left alone', async (_, active) => {
    expect(await endIn(active)).toEqual({ ending: 'not-waiting', asked: [] });
  });
});
