import { describe, expect, test } from '@jest/globals';
import type { Destination, Environment } from '../../../src/config/destination.ts';
import type { FaultRule } from '../../../src/emulator/scenario/fault-definition.ts';
import { RefusedError } from '../../../src/problem.ts';
import { CancelledError } from '../../../src/release/cancel.ts';
import type { RunEvent } from '../../../src/release/events.ts';
import type { RunRecord } from '../../../src/release/records/run-records.ts';
import { gather, noFacts } from '../../../src/report/facts.ts';
import { finalLines } from '../../../src/report/final.ts';
import { aDestination, anEnvironment, aSmokeCheck, aWave } from '../makers.ts';
import { openWorld, type World } from '../world.ts';

const regions = ['eu-west-1', 'us-east-1'] as const;
const ids = regions.map((region) => `retail/${region}`);
const [first = '', second = ''] = ids;
const next = { version: '1.2', content: '1.2' };
const failing = { fail: { script: 'scripts/start.sh', exitCode: 1, log: 'no port' } };

type Setting = {
  environment?: Partial<Environment>;
  destination?: Partial<Destination>;
  /** Destinations whose groups are blue/green. */
  blueGreen?: readonly string[];
  faults?: FaultRule[];
  instances?: number;
};

/** Two destinations in two waves that run 1.1, verified, and whose groups wait for their traffic from then on. */
async function aWorld({
  environment = {},
  destination = {},
  blueGreen = ids,
  faults = [],
  instances = 1,
}: Setting = {}) {
  const waves = regions.map((region) =>
    aWave({
      name: region,
      destinations: [
        aDestination({
          id: `retail/${region}`,
          region,
          bucket: `deploy-222222222222-${region}`,
          rollback: { auto: [] },
          timeout: 10 * 60_000,
          verify: [aSmokeCheck],
          ...destination,
        }),
      ],
    }),
  );
  const world = await openWorld({
    environment: anEnvironment({ waves, ...environment }),
    instances,
    faults,
  });
  await world.deploy({ version: '1.1', content: '1.1' });
  for (const id of blueGreen) {
    const someone = await world.someoneIn(id);
    await someone.makeBlueGreen({ terminationMinutes: 2880, readyMinutes: 600 });
  }
  const leaving = anEnvironment({
    ...world.environment,
    waves: world.environment.waves.map((wave) => ({
      ...wave,
      destinations: wave.destinations.map((one) => ({ ...one, onReady: 'leave' as const })),
    })),
  });
  return { world, leaving };
}

const verdictOf = (events: readonly RunEvent[]) =>
  finalLines(events.reduce(gather, noFacts)).at(-1)?.text;

function recordsIn({ emulator: { s3 } }: World): RunRecord[] {
  const bucket = 'deploy-222222222222-eu-west-1';
  return s3
    .objects(bucket)
    .filter(({ key }) => key.startsWith('orders/runs/production/'))
    .map(({ key }) => JSON.parse(String(s3.read(bucket, key))) as RunRecord)
    .sort((one, other) => one.started.localeCompare(other.started));
}

const order = (events: readonly RunEvent[], kind: RunEvent['kind']) =>
  events.flatMap((event) =>
    event.kind === kind && 'destination' in event ? event.destination : [],
  );

describe('onReady: leave', () => {
  test('ends with the new instances ready: exit 0, nothing shifted, verified or proven, no lease kept', async () => {
    const { world, leaving } = await aWorld();
    let asked = 0;
    const { verdict, exitCode, results, events } = await world.deploy({
      ...next,
      environment: leaving,
      verify: async () => {
        asked += 1;
        return [];
      },
    });
    expect({ verdict, exitCode, asked }).toEqual({ verdict: 'ready', exitCode: 0, asked: 0 });
    for (const id of ids) {
      expect(results.get(id)).toMatchObject({ outcome: 'ready', version: '1.2', before: '1.1' });
      const someone = await world.someoneIn(id);
      const info = await someone.infoOf(results.get(id)?.deploymentId);
      expect(info?.status).toBe('Ready');
    }
    expect(world.count('ContinueDeployment') + world.count('StopDeployment')).toBe(0);
    expect(verdictOf(events)).toMatch(
      /^production is ready: 2 have 1\.2 ready, without traffic yet \(.*\); next: fanout continue production, or fanout stop production$/,
    );
    expect(recordsIn(world).at(-1)).toMatchObject({
      command: 'deploy',
      verdict: 'ready',
      destinations: [{ outcome: 'ready', verified: false }, { outcome: 'ready' }],
    });
  });

  test('is not said of what CodeDeploy has stopped while later waves went on', async () => {
    const { world, leaving } = await aWorld();
    const someone = await world.someoneIn(first);
    await someone.makeBlueGreen({ terminationMinutes: 2880, readyMinutes: 1 });
    world.arm([
      {
        destination: [second],
        version: ['*1.2-*'],
        event: 'ApplicationStart',
        then: { slow: 180_000 },
      },
    ]);
    const { verdict, exitCode, results } = await world.deploy({ ...next, environment: leaving });
    expect({ verdict, exitCode }).toEqual({ verdict: 'split', exitCode: 1 });
    expect(results.get(first)).toMatchObject({
      outcome: 'stopped',
      reason: 'it was stopped while it waited for its traffic',
    });
    expect(results.get(second)?.outcome).toBe('ready');
  });

  test('does not end well where the record cannot be written', async () => {
    const { world, leaving } = await aWorld();
    const { verdict, exitCode, events } = await world.deploy({
      ...next,
      environment: leaving,
      onEvent: (event) => {
        if (event.kind === 'finished' && event.destination === second)
          world.emulator.arm([
            { service: 's3', operation: ['PutObject'], region: ['us-east-1'], then: 'deny' },
          ]);
      },
    });
    expect({ verdict, exitCode }).toEqual({ verdict: 'ready', exitCode: 1 });
    expect(events.at(-1)).toMatchObject({ kind: 'run-finished', unrecorded: true });
  });

  test('is refused where a group deploys in place, or shifts its traffic by itself', async () => {
    const { world, leaving } = await aWorld({ blueGreen: [first] });
    const refusal = await world.deploy({ ...next, environment: leaving }).catch((error) => error);
    expect(refusal).toBeInstanceOf(RefusedError);
    expect(refusal.problems).toMatchObject([
      {
        code: 'traffic-not-ours',
        destination: second,
        message: expect.stringContaining('in place'),
      },
    ]);
  });

  test('does not hold up a rollback', async () => {
    const { world, leaving } = await aWorld();
    await world.deploy({ ...next, environment: leaving });
    await world.continue();
    const { verdict } = await world.rollBack({ environment: leaving });
    expect(verdict).toBe('succeeded');
  });

  test('what is ready is taken back where another destination fails and onFailure is rollback', async () => {
    const { world, leaving } = await aWorld();
    world.arm([
      {
        destination: [second],
        version: ['*1.2-*'],
        event: 'ValidateService',
        then: { fail: { exitCode: 1, log: '' } },
      },
    ]);
    const { verdict, results } = await world.deploy({
      ...next,
      environment: { ...leaving, onFailure: 'rollback' },
    });
    expect(verdict).not.toBe('ready');
    expect(results.get(first)).toMatchObject({
      outcome: 'rolled-back',
      rollback: { by: 'codedeploy', version: '1.1', status: 'succeeded' },
    });
    expect(results.get(first)?.causes).toEqual([]);
    // That of what brings the other one back, for which nobody is waited.
    expect(world.count('ContinueDeployment')).toBe(1);
  });
});

describe('continue', () => {
  test('shifts wave by wave what was left, verifies it, bakes it and records it as proven', async () => {
    const { world, leaving } = await aWorld();
    const left = await world.deploy({ ...next, environment: leaving });
    const asked: string[] = [];
    const { verdict, exitCode, results, events } = await world.continue({
      environment: leaving,
      version: '1.2',
      verify: async ({ id }, { version }) => {
        asked.push(`${id} ${version}`);
        return [];
      },
    });
    expect({ verdict, exitCode }).toEqual({ verdict: 'succeeded', exitCode: 0 });
    expect(asked).toEqual(ids.map((id) => `${id} 1.2`));
    expect(order(events, 'created')).toEqual(ids);
    for (const id of ids)
      expect(results.get(id)?.deploymentId).toBe(left.results.get(id)?.deploymentId);
    // Two for 1.1, two for 1.2.
    expect(world.count('CreateDeployment')).toBe(4);
    expect(recordsIn(world).at(-1)).toMatchObject({
      command: 'continue',
      verdict: 'succeeded',
      destinations: [
        { version: '1.2', verified: true, digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
        { version: '1.2', verified: true },
      ],
    });
    expect(verdictOf(events)).toContain('orders 1.2 runs in all 2 destinations');
  });

  test('shifts the traffic by itself also where a run waits for somebody to do so', async () => {
    const { world, leaving } = await aWorld({ destination: { onReady: 'wait' } });
    await world.deploy({ ...next, environment: leaving });
    expect((await world.continue()).verdict).toBe('succeeded');
    expect(world.count('ContinueDeployment')).toBe(2);
  });

  test('takes up what waits and leaves alone what does not', async () => {
    const { world, leaving } = await aWorld();
    const [one, two] = leaving.waves;
    const part = { ...leaving, waves: [one, { ...two, destinations: [] }] } as Environment;
    await world.deploy({ ...next, environment: part });
    const { verdict, results } = await world.continue();
    expect(verdict).toBe('succeeded');
    expect(results.get(first)?.outcome).toBe('succeeded');
    expect(results.get(second)).toMatchObject({
      outcome: 'skipped',
      reason: 'nothing is under way there',
    });
  });

  test.each(['stop', 'rollback'] as const)(
    'does not end well where the same run had failed elsewhere, onFailure: %s, but shifts what waits',
    async (onFailure) => {
      const { world, leaving } = await aWorld({ blueGreen: [second] });
      const destinations = leaving.waves
        .flatMap((wave) => wave.destinations)
        .map((one) => ({
          ...one,
          onReady: one.id === first ? ('continue' as const) : one.onReady,
        }));
      const within = (maxFailures: number) =>
        anEnvironment({ ...leaving, onFailure, waves: [aWave({ destinations, maxFailures })] });
      world.arm([
        { destination: first, version: ['*1.2-*'], event: 'AfterInstall', then: failing },
      ]);
      await world.deploy({ ...next, environment: within(1) });
      const { verdict, exitCode, results } = await world.continue({ environment: within(0) });
      expect({ verdict, exitCode }).toEqual({ verdict: 'split', exitCode: 1 });
      expect(results.get(second)?.outcome).toBe('succeeded');
      expect(results.get(first)).toMatchObject({
        outcome: 'never-started',
        reason: expect.stringContaining('what the same run had brought did not succeed'),
      });
    },
  );

  test('ends well where the same run had shifted the traffic elsewhere, and the old instances are kept a while', async () => {
    const { world, leaving } = await aWorld();
    const waves = leaving.waves.map((wave) => ({
      ...wave,
      destinations: wave.destinations.map((one) => ({
        ...one,
        onReady: one.id === first ? ('continue' as const) : one.onReady,
      })),
    }));
    await world.deploy({ ...next, environment: anEnvironment({ ...leaving, waves }) });
    const { verdict, exitCode, results } = await world.continue();
    expect(results.get(first)).toMatchObject({
      outcome: 'skipped',
      reason: 'nothing is under way there',
    });
    expect({ verdict, exitCode }).toEqual({ verdict: 'succeeded', exitCode: 0 });
  });

  test('is refused where nothing is under way, for another version, and while the environment is held', async () => {
    const { world, leaving } = await aWorld();
    const refused = async (work: Promise<unknown>) => {
      const error = (await work.catch((one: unknown) => one)) as RefusedError;
      expect(error).toBeInstanceOf(RefusedError);
      return error.problems.map(({ code }) => code);
    };
    expect(await refused(world.continue())).toEqual(['nothing-waits', 'nothing-waits']);
    expect(await refused(world.stop())).toEqual(['nothing-waits', 'nothing-waits']);
    await world.deploy({ ...next, environment: leaving });
    const other = ['other-version-waits', 'other-version-waits'];
    expect(await refused(world.continue({ version: '1.3' }))).toEqual(other);
    expect(await refused(world.stop({ version: '1.3' }))).toEqual(other);
    expect(world.count('ContinueDeployment') + world.count('StopDeployment')).toBe(0);
  });

  test('leaves alone what others have begun, and says so', async () => {
    const { world } = await aWorld();
    const someone = await world.someoneIn(first);
    const key = recordsIn(world)[0]?.destinations[0]?.object?.key;
    const id = await someone.begin(key ?? '');
    await untilReady(world, async () => (await someone.infoOf(id))?.status);
    const refusal = await world.continue().catch((error) => error);
    expect(refusal.problems[0].message).toBe(
      `${id} is under way there, and fanout did not create it`,
    );
    expect((await someone.infoOf(id))?.status).toBe('Ready');
  });

  test('what is not verified afterwards fails, and onFailure: rollback brings back what ran before', async () => {
    const { world, leaving } = await aWorld({ environment: { onFailure: 'rollback' } });
    const left = await world.deploy({ ...next, environment: leaving });
    const cause = { instances: [], of: 0, event: 'verification', script: 'smoke', message: 'no' };
    const { verdict, exitCode, results } = await world.continue({
      environment: leaving,
      verify: async ({ id }) => (id === first ? [cause] : []),
    });
    expect({ verdict, exitCode }).toEqual({ verdict: 'split', exitCode: 1 });
    expect(results.get(first)).toMatchObject({
      outcome: 'rolled-back',
      rollback: { version: '1.1', status: 'succeeded' },
    });
    // Its wave was never begun: it waits as it did.
    expect(results.get(second)?.outcome).toBe('never-started');
    const there = await world.someoneIn(second);
    const info = await there.infoOf(left.results.get(second)?.deploymentId);
    expect(info?.status).toBe('Ready');
  });

  test('being cancelled stops it as onCancel says', async () => {
    const { world, leaving } = await aWorld();
    await world.deploy({ ...next, environment: leaving });
    const controller = new AbortController();
    const { verdict, results } = await world.continue({
      environment: leaving,
      signal: controller.signal,
      onEvent: (event) => {
        if (event.kind === 'status' && event.status === 'Ready')
          controller.abort(new CancelledError('SIGTERM'));
      },
    });
    expect(verdict).toBe('cancelled');
    expect(results.get(first)?.outcome).toBe('stopped');
    expect(world.count('StopDeployment')).toBe(1);
  });
});

describe('stop', () => {
  test.each([
    ['stop-and-rollback', 'rolled-back'],
    ['stop', 'stopped'],
    ['leave', 'stopped'],
  ] as const)('stops all that was left, onCancel: %s: %s, exit 0', async (onCancel, outcome) => {
    const { world, leaving } = await aWorld({ environment: { onCancel } });
    const left = await world.deploy({ ...next, environment: leaving });
    const { verdict, exitCode, results } = await world.stop({ reason: 'wrong images' });
    expect({ verdict, exitCode }).toEqual({ verdict: outcome, exitCode: 0 });
    for (const id of ids) {
      const someone = await world.someoneIn(id);
      const info = await someone.infoOf(left.results.get(id)?.deploymentId);
      expect(info?.status).toBe('Stopped');
      expect(results.get(id)).toMatchObject({ outcome, version: '1.2' });
    }
    expect(world.count('ContinueDeployment')).toBe(0);
    expect(recordsIn(world).at(-1)).toMatchObject({
      command: 'stop',
      verdict: outcome,
      reason: 'wrong images',
      destinations: [
        { version: '1.2', verified: false },
        { version: '1.2', verified: false },
      ],
    });
    // The way is free.
    expect((await world.deploy({ version: '1.3', content: '1.3' })).verdict).toBe('succeeded');
  });

  test('fails where something cannot be stopped and goes on', async () => {
    const { world, leaving } = await aWorld({
      faults: [
        {
          service: 'codedeploy',
          operation: ['StopDeployment'],
          region: ['us-east-1'],
          then: 'deny',
        },
      ],
    });
    const left = await world.deploy({ ...next, environment: leaving });
    const { verdict, exitCode, results, events } = await world.stop();
    expect({ verdict, exitCode }).toEqual({ verdict: 'split', exitCode: 1 });
    expect(results.get(second)).toMatchObject({ outcome: 'failed', isUnknown: true });
    expect(results.get(second)?.reason).toContain('could not be stopped and is still running');
    expect(verdictOf(events)).toContain('1 with unknown outcome');
    const someone = await world.someoneIn(second);
    const info = await someone.infoOf(left.results.get(second)?.deploymentId);
    expect(info?.status).toBe('Ready');
  });

  test('fails where some instances have what is stopped', async () => {
    const { world } = await aWorld({
      environment: { onCancel: 'leave' },
      destination: { deploymentConfig: 'CodeDeployDefault.OneAtATime' },
      blueGreen: [],
      instances: 2,
    });
    world.arm([{ version: ['*1.2-*'], instance: 2, event: 'ApplicationStart', then: 'hang' }]);
    const controller = new AbortController();
    await world.deploy({
      ...next,
      signal: controller.signal,
      onEvent: (event) => {
        if (event.kind === 'status' && event.counts.succeeded === 1)
          controller.abort(new CancelledError('SIGTERM'));
      },
    });
    const { exitCode, results } = await world.stop();
    expect(results.get(first)).toMatchObject({ outcome: 'stopped', instances: { succeeded: 1 } });
    expect(results.get(second)?.outcome).toBe('skipped');
    expect(exitCode).toBe(1);
  });

  test('does not stop a run that is at work, nor wait for it', async () => {
    const { world, leaving } = await aWorld();
    let refusal: unknown;
    const { verdict } = await world.deploy({
      ...next,
      environment: leaving,
      verify: async () => [],
      onEvent: (event) => {
        if (event.kind === 'created' && event.destination === first)
          refusal = world.stop().catch((error) => error);
      },
    });
    expect(verdict).toBe('ready');
    expect(await refusal).toBeInstanceOf(RefusedError);
    expect(world.count('StopDeployment')).toBe(0);
  });
});

async function untilReady({ clock }: World, look: () => Promise<string | undefined>) {
  while ((await look()) !== 'Ready') await clock.sleep(2_000);
}
