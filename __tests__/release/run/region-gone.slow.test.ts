import { describe, expect, test } from '@jest/globals';
import type { Environment } from '../../../src/config/destination.ts';
import { select } from '../../../src/config/select.ts';
import { type Problem, RefusedError } from '../../../src/problem.ts';
import { readStatus } from '../../../src/release/status/read-status.ts';
import { statusLines } from '../../../src/report/status-table.ts';
import { aDestination, anEnvironment, aWave } from '../makers.ts';
import { kinds, rulesOf } from '../region/cells.ts';
import { openWorld, type World } from '../world.ts';

const regions = ['eu-west-1', 'us-east-1', 'ap-southeast-1', 'us-west-2'];

function environmentOf(name: string, after: string[] = []): Environment {
  const destinations = regions.map((region) =>
    aDestination({
      id: `retail/${region}`,
      region,
      deploymentGroup: `orders-${name}`,
      bucket: `deploy-${name}-${region}`,
      timeout: 10 * 60_000,
      rollback: { auto: ['DEPLOYMENT_FAILURE'] },
    }),
  );
  const waves = [aWave({ destinations, maxFailures: 4 })];
  return anEnvironment({ name, after, waves, onFailure: 'continue' });
}

const [test_, production] = [environmentOf('test'), environmentOf('production')];

function without(environment: Environment, region: string): Environment {
  const selected = select(environment, { only: [], except: [`*/${region}`] });
  if (!selected.ok) throw new Error('nothing is left');
  return selected.environment;
}

type Ended = { exit: number; outcomes: Record<string, string>; problems: Problem[] };

async function ended(work: ReturnType<World['deploy']>): Promise<Ended> {
  try {
    const { exitCode: exit, results } = await work;
    const outcomes = Object.fromEntries([...results].map(([id, { outcome }]) => [id, outcome]));
    return { exit, outcomes, problems: [] };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return { exit: 3, outcomes: {}, problems: [...error.problems] };
  }
}

const commands: Record<string, (world: World, environment: Environment) => Promise<Ended>> = {
  deploy: (world, environment) => ended(world.deploy({ version: '1.214', environment })),
  // What it was proven by lies in that region as well.
  promote: (world, environment) =>
    ended(world.promote({ environment, version: '1.214', force: 'a region is down' })),
  rollback: (world, environment) => ended(world.rollBack({ environment })),
};

/** Where 1.213 runs, and 1.214 is proven before it; for what goes back 1.214 runs. */
async function aWorld(command: string) {
  const world = await openWorld({
    environment: production,
    before: [test_],
    instances: 1,
    leaps: true,
  });
  await world.deploy({ version: '1.213', content: 'before' });
  if (command === 'rollback') await world.deploy({ version: '1.214' });
  if (command === 'promote') await world.deploy({ environment: test_, version: '1.214' });
  return world;
}

const others = (region: string) =>
  Object.fromEntries(
    regions.filter((one) => one !== region).map((one) => [`retail/${one}`, 'succeeded']),
  );

// The first region was the only home of lease and hold; the last is none.
describe.each(['eu-west-1', 'us-west-2'])('with %s left out', (region) => {
  describe.each(kinds)('that is %s', (fault) => {
    test.each(Object.keys(commands))('%s goes to the others', async (command) => {
      const world = await aWorld(command);
      world.emulator.arm(rulesOf(fault, region));
      const run = commands[command] as (typeof commands)[string];
      const { exit, outcomes } = await run(world, without(production, region));
      expect({ exit, outcomes }).toEqual({ exit: 0, outcomes: others(region) });
    });
  });
});

describe('where most homes of the lease do not answer', () => {
  test('all is refused, and rollback goes on without the lease if that is asked for, and recorded', async () => {
    const world = await aWorld('rollback');
    // Homes are the first region, and the first two of the others by name.
    world.emulator.arm([
      {
        service: 's3',
        region: ['eu-west-1', 'ap-southeast-1'],
        operation: ['*Object'],
        then: 'down',
      },
    ]);
    const refused = await ended(world.rollBack({}));
    expect(refused.problems.map(({ code }) => code)).toEqual(['no-majority']);
    const withoutLease = 'two regions are down, and nobody else is at work';
    const { exit, outcomes } = await ended(world.rollBack({ withoutLease }));
    expect(exit).toBe(1);
    expect(outcomes['retail/us-west-2']).toBe('succeeded');
    const bucket = 'deploy-production-us-west-2';
    const records = world.emulator.s3
      .objects(bucket)
      .filter(({ key }) => key.includes('/runs/'))
      .map(({ key }) => JSON.parse(String(world.emulator.s3.read(bucket, key))));
    expect(records.at(-1)).toMatchObject({ command: 'rollback', withoutLease });
  });
});

test.each(kinds.filter((kind) => kind !== 'slow'))(
  'status says of a region that is %s since when nothing is known of it, in seconds',
  async (fault) => {
    const world = await aWorld('rollback');
    world.emulator.arm(rulesOf(fault, 'eu-west-1'));
    const began = world.clock.now();
    const aws = world.aws();
    const [status] = await readStatus([production], [], {
      aws,
      clock: world.clock,
      memory: new Map(),
    });
    aws.close();
    const seconds = (world.clock.now() - began) / 1000;
    // What AWS itself calls passing is borne for 75 seconds.
    expect(seconds).toBeLessThan(fault === '5xx' ? 240 : 60);
    const text = statusLines(status ? [status] : []).join('\n');
    expect(text).toMatch(
      /nothing is known since [\d-]+ [\d:]+, when run local:2 ended: 1\.214 succeeded/,
    );
    expect(text).toContain('1.214 in 3 of 4 destinations, 1 cannot be read');
  },
);
