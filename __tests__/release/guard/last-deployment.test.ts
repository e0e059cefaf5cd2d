import { expect, test } from '@jest/globals';
import type { OutcomeRule } from '../../../src/emulator/codedeploy/outcome-rule.ts';
import { CancelledError } from '../../../src/release/cancel.ts';
import type { RunEvent } from '../../../src/release/events.ts';
import { checkLastDeployment } from '../../../src/release/guard/check-last-deployment.ts';
import { aDeployment, aDestination, anEnvironment, aWave } from '../makers.ts';
import { openWorld } from '../world.ts';

const environment = anEnvironment({
  waves: [aWave({ destinations: [aDestination({ rollback: { auto: [] } })] })],
});
const fails: OutcomeRule = {
  event: 'AfterInstall',
  then: { fail: { script: 'scripts/check_service.sh', exitCode: 7, log: '' } },
};

function said(events: readonly RunEvent[]): string[] {
  return events.flatMap((event) =>
    event.kind === 'notice' && event.problem.code === 'last-deployment-failed'
      ? [event.problem.message.replace(/d-[A-Z0-9]+/, 'd-…')]
      : [],
  );
}

test.each<[string, OutcomeRule[], string[]]>([
  ['went well everywhere', [], []],
  [
    'failed everywhere',
    [fails],
    ['the last deployment, d-… of 1.213, failed (instances: 1 failed, 2 skipped)'],
  ],
  [
    'succeeded though an instance failed',
    [{ ...fails, instance: 3 }],
    ['the last deployment, d-… of 1.213, succeeded (instances: 1 failed)'],
  ],
])(
  'what the last deployment left behind is told before the next one where it %s',
  async (_, outcomes, expected) => {
    const world = await openWorld({ environment, instances: 3, leaps: true, outcomes });
    expect(said((await world.deploy({ version: '1.213' })).events)).toEqual([]);
    const { events } = await world.deploy({ version: '1.214', content: 'new' });
    expect(said(events)).toEqual(expected);
  },
);

test('what is still under way has left nothing behind yet', async () => {
  const [wave = aWave()] = environment.waves;
  const deploymentConfig = 'CodeDeployDefault.AllAtOnce';
  const destinations = wave.destinations.map((one) => ({ ...one, deploymentConfig }));
  const world = await openWorld({
    environment: { ...environment, waves: [{ ...wave, destinations }], onCancel: 'leave' },
    instances: 3,
    leaps: true,
    outcomes: [
      { ...fails, instance: 1 },
      { instance: 2, event: 'AfterInstall', then: { slow: 600_000 } },
    ],
  });
  const cancel = new AbortController();
  await world.deploy({
    version: '1.213',
    signal: cancel.signal,
    onEvent: (event) => {
      if (event.kind === 'instance' && event.status === 'Failed')
        cancel.abort(new CancelledError('SIGTERM'));
    },
  });
  world.arm([]);
  const { events, exitCode } = await world.deploy({ version: '1.214', content: 'new' });
  expect([exitCode, said(events)]).toEqual([0, []]);
});

test.each([
  [0, 0, []],
  [1, 1, ['(instances: 1 failed, 1 skipped)']],
  [0, 2, ['(instances: 2 skipped)']],
])('where it succeeded, with %d failed and %d skipped', async (Failed, Skipped, expected) => {
  const info = aDeployment({
    status: 'Succeeded',
    deploymentOverview: { Succeeded: 3, Failed, Skipped },
  });
  const { deploymentId } = info;
  const { findings, instances } = await checkLastDeployment(
    aDestination(),
    { lastAttemptedDeployment: { deploymentId }, lastSuccessfulDeployment: { deploymentId } },
    {
      getDeployments: async () => [info],
      listTargets: async () => [],
      getTargets: async () => [],
    },
  );
  expect(instances).toBe(3 + Failed + Skipped);
  const told = findings.flatMap((one) => ('problem' in one ? [one.problem.message] : []));
  expect(told).toEqual(expected.map((text) => expect.stringContaining(text)));
});
