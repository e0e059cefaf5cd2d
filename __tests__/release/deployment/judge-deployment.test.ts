import { expect, test } from '@jest/globals';
import { judgeDeployment } from '../../../src/release/deployment/judge-deployment.ts';
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
