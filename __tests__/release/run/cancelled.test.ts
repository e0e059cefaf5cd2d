import { expect, test } from '@jest/globals';
import type { OutcomeRule } from '../../../src/emulator/codedeploy/outcome-rule.ts';
import { CancelledError } from '../../../src/release/cancel.ts';
import { aDestination, anEnvironment, aSmokeCheck, aWave } from '../makers.ts';
import { openWorld } from '../world.ts';

const id = 'retail/eu-west-1';
const environment = anEnvironment({
  waves: [
    aWave({ destinations: [aDestination({ rollback: { auto: [] }, verify: [aSmokeCheck] })] }),
  ],
});
const fails: OutcomeRule = {
  event: 'AfterInstall',
  then: { fail: { script: 'scripts/check_service.sh', exitCode: 7, log: '' } },
};
const stopped: OutcomeRule = { event: 'AfterInstall', then: { stop: { rollback: false } } };
const because = 'the run was cancelled before';

test.each([
  [
    'Failed',
    [fails],
    {
      outcome: 'failed',
      reason: `${because} it knew that its deployment had ended`,
      instances: { failed: 1, succeeded: 0 },
    },
  ],
  [
    'Stopped',
    [stopped],
    { outcome: 'stopped', reason: `${because} it knew that its deployment had ended` },
  ],
  [
    'Succeeded',
    [],
    {
      outcome: 'not-verified',
      isUnchecked: true,
      reason: `${because} it was verified`,
      instances: { failed: 0, succeeded: 1 },
    },
  ],
] as const)(
  'cancelled when its deployment had just ended with %s, a run says that and stops nothing',
  async (status, outcomes, expected) => {
    const world = await openWorld({
      environment,
      instances: 1,
      leaps: true,
      outcomes: [...outcomes],
    });
    const cancel = new AbortController();
    const { results, verdict } = await world.deploy({
      signal: cancel.signal,
      onEvent: (event) => {
        if (event.kind === 'status' && event.status === status)
          cancel.abort(new CancelledError('SIGTERM'));
      },
    });
    expect(verdict).toBe('cancelled');
    expect(results.get(id)).toMatchObject(expected);
    expect(world.count('StopDeployment')).toBe(0);
  },
);

test('cancelled before, a run says what it stops, and stops it', async () => {
  const world = await openWorld({ environment, instances: 1, leaps: true });
  const cancel = new AbortController();
  const { results, events } = await world.deploy({
    signal: cancel.signal,
    onEvent: (event) => {
      if (event.kind === 'created') cancel.abort(new CancelledError('SIGTERM'));
    },
  });
  expect(results.get(id)?.outcome).toBe('stopped');
  expect(world.count('StopDeployment')).toBe(1);
  const { deploymentId } = results.get(id) ?? {};
  expect(events).toContainEqual(
    expect.objectContaining({
      kind: 'stopping',
      destination: id,
      deploymentId,
      rollback: true,
      reason: 'cancelled',
    }),
  );
});
