import { expect, test } from '@jest/globals';
import { faultOf } from '../../../src/aws/faults.ts';
import { judgeDeployment, judgeMissing } from '../../../src/release/deployment/judge-deployment.ts';
import { aDestination } from '../makers.ts';

/** What root on an instance can have its agent say of an event that succeeded. */
const followed = {
  end: 'ended' as const,
  info: { status: 'Succeeded' as const, deploymentOverview: { Succeeded: 1 } },
  targets: [
    {
      targetId: 'i-1',
      status: 'Succeeded' as const,
      lifecycleEvents: [
        {
          lifecycleEventName: 'ValidateService',
          status: 'Succeeded' as const,
          diagnostics: { message: 'Not rehearsed: the host lacks docker' },
        },
      ],
    },
  ],
};

test.each([
  [true, 'not-rehearsed'],
  [false, 'succeeded'],
])(
  'what a host says it lacks counts where hosts are emulated (%s), and never on AWS',
  (emulated, outcome) => {
    const how = { emulated, interruption: undefined, rollback: undefined, related: [] };
    expect(judgeDeployment(followed as never, aDestination(), how).outcome).toBe(outcome);
  },
);

test('what was refused never started; what may have been created has failed, and nobody knows how it stands', () => {
  const fault = faultOf(new Error('socket hang up'));
  const refused = judgeMissing({ refused: 'there is no such group' }, aDestination());
  expect(refused).toMatchObject({
    outcome: 'never-started',
    reason: 'no deployment was created',
    causes: [{ message: 'there is no such group' }],
  });
  expect(refused.isUnknown).toBeUndefined();
  expect(judgeMissing({ unknown: 'the answer was lost', fault }, aDestination())).toMatchObject({
    outcome: 'failed',
    isUnknown: true,
    causes: [{ message: 'the answer was lost' }],
  });
});
