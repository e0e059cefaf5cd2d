import { describe, expect, test } from '@jest/globals';
import { RefusedError } from '../../../src/problem.ts';
import { CancelledError } from '../../../src/release/cancel.ts';
import { aDestination, anEnvironment, aWave } from '../makers.ts';
import { openWorld, type World } from '../world.ts';

const key = 'orders/locks/production.json';
const id = 'retail/eu-west-1';

async function aWorld({ busyTimeout = 30 * 60_000, speed = 200 } = {}): Promise<World> {
  const destination = aDestination({ rollback: { auto: [] }, busyTimeout });
  const environment = anEnvironment({ waves: [aWave({ destinations: [destination] })] });
  return openWorld({ environment, speed, instances: 1 });
}

/** A lease of another run, renewed so many ms ago for the last time. */
async function leased(world: World, ago: number) {
  const aws = world.aws();
  const now = world.clock.now();
  const lease = {
    run: 'github:1.1',
    since: new Date(now - ago - 60_000).toISOString(),
    until: new Date(now - ago + 120_000).toISOString(),
  };
  await aws.artifacts(aDestination()).writeJson(key, lease, { ifNoneMatch: true });
  aws.close();
}

async function readLease(world: World) {
  const aws = world.aws();
  const found = await aws.artifacts(aDestination()).readJson(key);
  aws.close();
  return found?.value as { run: string; until?: string };
}

/** When deployments were created and when the runs ended, in order. */
async function race(world: World, versions: readonly string[]) {
  const order: string[] = [];
  const runs = versions.map((version) =>
    world
      .deploy({
        version,
        content: version,
        onEvent: ({ kind }) => {
          if (kind === 'created' || kind === 'run-finished') order.push(`${version} ${kind}`);
        },
      })
      .then(
        ({ exitCode }) => exitCode,
        (error) => error as Error,
      ),
  );
  return { outcomes: await Promise.all(runs), order };
}

describe('of two runs that race for an environment', () => {
  test('one waits for the other; an older version never overtakes a newer one', async () => {
    const world = await aWorld();
    const { outcomes, order } = await race(world, ['1.1', '1.2']);
    // Whoever comes first: 1.2 runs at the end, and 1.1 was deployed before it or refused after it.
    expect(outcomes[1]).toBe(0);
    if (outcomes[0] === 0)
      expect(order).toEqual(['1.1 created', '1.1 run-finished', '1.2 created', '1.2 run-finished']);
    else {
      expect(outcomes[0]).toBeInstanceOf(RefusedError);
      expect(order).toEqual(['1.2 created', '1.2 run-finished']);
    }
    expect((await readLease(world)).until).toBeUndefined();
  });

  test('both get there where they bring the same version, which is deployed once', async () => {
    const world = await aWorld();
    const runs = [1, 2].map(() => world.deploy({ version: '1.1' }));
    const codes = (await Promise.all(runs)).map(({ exitCode }) => exitCode);
    expect(codes).toEqual([0, 0]);
    expect(world.count('CreateDeployment')).toBe(1);
  });

  test('the order is checked again after waiting', async () => {
    const world = await aWorld();
    await world.deploy({ version: '1.0', content: '1.0' });
    let second: Promise<unknown> | undefined;
    const first = await world.deploy({
      version: '1.2',
      content: '1.2',
      onEvent: ({ kind }) => {
        // In order when it is asked for, and no more when its turn has come.
        if (kind === 'wave-started')
          second ??= world.deploy({ version: '1.1', content: '1.1' }).catch((error) => error);
      },
    });
    expect(first.exitCode).toBe(0);
    const refusal = await second;
    expect(refusal).toBeInstanceOf(RefusedError);
    expect((refusal as Error).message).toContain('version 1.1 is older than 1.2');
    expect(world.count('CreateDeployment')).toBe(2);
  });
});

describe('a lease that another run has', () => {
  test('is taken over once it was not renewed for long enough, and that is said', async () => {
    const world = await aWorld();
    await leased(world, 600_000);
    const { exitCode, events } = await world.deploy();
    expect(exitCode).toBe(0);
    expect(events).toContainEqual(
      expect.objectContaining({
        kind: 'step',
        text: 'took the lease over from run github:1.1, which no longer renews it',
      }),
    );
  });

  test('is waited for until then', async () => {
    const world = await aWorld();
    await leased(world, 0);
    const began = world.clock.now();
    const { exitCode, events } = await world.deploy();
    expect(exitCode).toBe(0);
    const started = events.find(({ kind }) => kind === 'wave-started');
    // Two minutes that it holds, and one more for clocks that differ.
    expect((started?.at ?? 0) - began).toBeGreaterThan(175_000);
    const waiting = events.filter(
      (event) => event.kind === 'step' && event.text.startsWith('waiting for run github:1.1'),
    );
    expect(waiting).toHaveLength(1);
  });

  test('refuses a run that has waited for busyTimeout', async () => {
    const world = await aWorld({ busyTimeout: 60_000 });
    await leased(world, 0);
    const refusal = await world.deploy().catch((error) => error);
    expect(refusal).toBeInstanceOf(RefusedError);
    expect(refusal.message).toContain('run github:1.1 has been working on this environment');
    expect(world.count('CreateDeployment')).toBe(0);
    expect((await readLease(world)).run).toBe('github:1.1');
  });

  test('is not waited for by a run that is cancelled', async () => {
    const world = await aWorld();
    await leased(world, 0);
    const cancelled = new AbortController();
    const { exitCode, results } = await world.deploy({
      signal: cancelled.signal,
      onEvent: (event) => {
        if (event.kind === 'step' && event.text.startsWith('waiting'))
          cancelled.abort(new CancelledError('SIGINT'));
      },
    });
    expect(exitCode).toBe(130);
    expect(results.get(id)?.outcome).toBe('never-started');
    expect((await readLease(world)).run).toBe('github:1.1');
  });
});

test('a run whose lease was taken over starts nothing new', async () => {
  const destinations = ['eu-west-1', 'us-east-1'].map((region) =>
    aDestination({ id: `retail/${region}`, region, bucket: `deploy-222222222222-${region}` }),
  );
  const [first, second] = destinations.map((destination) =>
    aWave({ name: destination.region, destinations: [destination], bake: 120_000 }),
  );
  if (!first || !second) throw new Error('two waves');
  const world = await openWorld({
    environment: anEnvironment({ waves: [first, second] }),
    instances: 1,
    speed: 200,
  });
  const aws = world.aws();
  const records = aws.artifacts(aDestination());
  let taken: Promise<unknown> | undefined;
  const { results, verdict } = await world.deploy({
    onEvent: ({ kind }) => {
      if (kind === 'baking') taken ??= takeOver();
    },
  });
  await taken;
  aws.close();
  expect(verdict).toBe('split');
  expect(results.get('retail/us-east-1')).toMatchObject({
    outcome: 'never-started',
    reason: expect.stringContaining('lost the lease of the environment'),
  });
  expect((await readLease(world)).run).toBe('github:2.1');

  /** As a run would whose clock is far ahead. */
  async function takeOver() {
    for (;;) {
      const found = await records.readJson(key);
      const until = new Date(world.clock.now() + 600_000).toISOString();
      const lease = { run: 'github:2.1', since: until, until };
      const condition = { ifMatch: found?.eTag ?? '' };
      if ((await records.writeJson(key, lease, condition)).written) return;
    }
  }
});
