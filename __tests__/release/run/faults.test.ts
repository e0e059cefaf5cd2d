import { describe, expect, test } from '@jest/globals';
import type { FaultRule } from '../../../src/emulator/scenario/fault-definition.ts';
import { RefusedError } from '../../../src/problem.ts';
import type { RunEvent } from '../../../src/release/events.ts';
import { aDestination, anEnvironment, aWave } from '../makers.ts';
import { openWorld, type World } from '../world.ts';

const environment = anEnvironment({
  waves: [aWave({ destinations: [aDestination({ rollback: { auto: ['DEPLOYMENT_FAILURE'] } })] })],
});
const id = 'retail/eu-west-1';

async function aWorld(...faults: FaultRule[]): Promise<World> {
  return openWorld({ environment, faults });
}

/** CreateDeployment calls that took effect, whether or not their answer arrived. */
function created(world: World): number {
  return world.emulator.calls.filter(
    ({ operation, status, fault }) =>
      operation === 'CreateDeployment' && (status === 200 || fault === 'lost'),
  ).length;
}

function troubles(events: readonly RunEvent[]): string[] {
  return events.flatMap((event) => (event.kind === 'trouble' ? [event.text] : []));
}

const service = 'codedeploy' as const;
/** Looks before it are not meant. */
const after = { operation: 'CreateDeployment' };

describe('a fault that passes does not fail a build, and never makes a second deployment:', () => {
  test.each<[string, FaultRule[]]>([
    [
      'throttled looks',
      [{ service, operation: ['BatchGetDeployments'], after, times: 4, then: 'throttle' }],
    ],
    [
      'HTML pages for looks',
      [{ service, operation: ['BatchGet*'], after, times: 8, then: { status: 503, html: true } }],
    ],
    [
      'resets of looks',
      [{ service, operation: ['BatchGetDeployments'], after, times: 9, then: 'reset' }],
    ],
    [
      'half answers to looks',
      [{ service, operation: ['BatchGetDeployments'], after, times: 5, then: 'truncate' }],
    ],
    [
      '500 for uploads',
      [{ service: 's3', operation: ['PutObject'], times: 2, then: { status: 500 } }],
    ],
    ['resets of uploads', [{ service: 's3', operation: ['PutObject'], times: 2, then: 'reset' }]],
    [
      'lost answers to uploads',
      [{ service: 's3', operation: ['PutObject'], times: 1, then: 'lost' }],
    ],
    [
      'a throttled creation',
      [{ service, operation: ['CreateDeployment'], times: 2, then: 'throttle' }],
    ],
    [
      'a creation that was never carried out',
      [{ service, operation: ['CreateDeployment'], times: 1, then: 'reset' }],
    ],
    [
      'a creation answered with 500',
      [{ service, operation: ['CreateDeployment'], times: 1, then: { status: 500 } }],
    ],
    [
      'a creation whose answer is lost',
      [{ service, operation: ['CreateDeployment'], times: 1, then: 'lost' }],
    ],
    [
      'a creation whose answer is lost, with lists that lag behind',
      [
        { service, operation: ['CreateDeployment'], times: 1, then: 'lost' },
        { service, operation: ['ListDeployments'], then: { late: 600_000 } },
      ],
    ],
    [
      'a creation whose answer is lost in a region that then is down for a minute',
      [
        { service, operation: ['CreateDeployment'], times: 1, then: 'lost' },
        {
          service,
          operation: ['ListDeployments', 'GetDeploymentGroup'],
          skip: 3,
          times: 8,
          then: 'reset',
        },
      ],
    ],
    ['a role that is slow to be assumed', [{ service: 'sts', times: 2, then: { status: 503 } }]],
  ])('%s', async (_, faults) => {
    const world = await aWorld(...faults);
    const { results, exitCode } = await world.deploy();
    expect(results.get(id)).toMatchObject({ outcome: 'succeeded', instances: { succeeded: 3 } });
    expect(exitCode).toBe(0);
    expect(created(world)).toBe(1);
  });

  test('a region that is down for some minutes while it is followed, and that is said', async () => {
    // Counted, not timed: five tries of each of six looks, which come further and further apart.
    const calls = { skip: 2, times: 30 };
    const world = await aWorld({ service, operation: ['BatchGet*'], ...calls, then: 'down' });
    const { results, events } = await world.deploy();
    expect(results.get(id)?.outcome).toBe('succeeded');
    expect(troubles(events)).not.toHaveLength(0);
  });
});

test('what CodeDeploy throttles for minutes refuses no run that a creation would wait out', async () => {
  const world = await openWorld({ environment, leaps: true });
  world.emulator.arm([{ service, to: 240, then: 'throttle' }]);
  const ended = world.deploy().then(({ exitCode }) => exitCode);
  await expect(ended).resolves.toBe(0);
  expect(created(world)).toBe(1);
});

test('but not without end: nothing is deployed, and it is said', async () => {
  const world = await openWorld({ environment, leaps: true });
  const began = world.clock.now();
  world.emulator.arm([{ service, then: 'throttle' }]);
  const failure = await world.deploy().catch((error) => error);
  expect(failure).toBeInstanceOf(RefusedError);
  expect(failure.message).toMatch(/Throttling/);
  expect(world.clock.now() - began).toBeLessThan(10 * 60_000);
  expect(created(world)).toBe(0);
});

describe('a fault that does not pass', () => {
  test('in reading the deployment is said at once, and the build is red, for its end is not known', async () => {
    const world = await aWorld({ service, operation: ['BatchGetDeployments'], then: 'deny' });
    const { results, events, exitCode } = await world.deploy();
    expect(exitCode).toBe(1);
    expect(results.get(id)).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('outcome of the deployment is unknown'),
      causes: [{ message: expect.stringContaining('AccessDenied') }],
    });
    const [said] = troubles(events);
    expect(said).toContain('AccessDenied');
  });

  test('in reading instances costs only their detail', async () => {
    const world = await aWorld({ service, operation: ['*DeploymentTargets'], then: 'deny' });
    const { results, events } = await world.deploy();
    expect(results.get(id)?.outcome).toBe('succeeded');
    const warnings = events.filter(({ kind }) => kind === 'notice');
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatchObject({
      problem: { message: expect.stringContaining('instances cannot be read') },
    });
  });

  test('in creating is a deployment that never started', async () => {
    const world = await aWorld({ service, operation: ['CreateDeployment'], then: 'deny' });
    const { results, exitCode } = await world.deploy();
    expect(exitCode).toBe(1);
    expect(results.get(id)).toMatchObject({
      outcome: 'never-started',
      reason: 'no deployment was created',
      causes: [{ message: expect.stringContaining('AccessDenied') }],
    });
    expect(created(world)).toBe(0);
  });

  test('in uploading leaves nothing deployed', async () => {
    const world = await aWorld({ service: 's3', operation: ['PutObject'], then: 'deny' });
    const failure = await world.deploy().catch((error) => error);
    expect(failure).toBeInstanceOf(RefusedError);
    expect(failure.message).toContain('deploy-222222222222-eu-west-1');
    expect(created(world)).toBe(0);
  });

  test('a region that is down from the start refuses the run, naming it', async () => {
    const world = await aWorld({ region: ['eu-west-1'], service, then: 'down' });
    const failure = await world.deploy().catch((error) => error);
    expect(failure).toBeInstanceOf(RefusedError);
    expect(failure.message).toContain('eu-west-1');
    expect(created(world)).toBe(0);
  });
});

test('credentials that end in the middle of a deployment are renewed', async () => {
  const world = await aWorld({
    service,
    operation: ['BatchGetDeployments'],
    skip: 3,
    times: 1,
    then: 'expire',
  });
  const { results } = await world.deploy();
  expect(results.get(id)?.outcome).toBe('succeeded');
  expect(world.count('AssumeRole')).toBe(2);
});

test('where nothing was created nothing is said to be rolled back', async () => {
  const fault = { service, operation: ['CreateDeployment'], then: 'deny' as const };
  const world = await openWorld({
    environment: { ...environment, onFailure: 'rollback' },
    faults: [fault],
  });
  const { exitCode, events } = await world.deploy();
  expect([exitCode, created(world)]).toEqual([1, 0]);
  expect(JSON.stringify(events)).not.toContain('rolling back what this run touched');
});
