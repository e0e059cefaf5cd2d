import { describe, expect, test } from '@jest/globals';
import type { Environment } from '../../../src/config/destination.ts';
import { select } from '../../../src/config/select.ts';
import { defined } from '../../../src/defined.ts';
import type { FaultRule } from '../../../src/emulator/scenario/fault-definition.ts';
import { type Problem, RefusedError } from '../../../src/problem.ts';
import type { RunEvent } from '../../../src/release/events.ts';
import { aDestination, anEnvironment, aWave } from '../makers.ts';
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

const faults: Record<string, Pick<FaultRule, 'then'>> = {
  down: { then: 'down' },
  denied: { then: 'deny' },
  '5xx': { then: { status: 503 } },
};

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
  promote: (world, environment) => ended(world.promote({ environment })),
  rollback: (world, environment) => ended(world.rollBack({ environment })),
};

/** Where 1.213 runs, and 1.214 is proven before it; for what goes back 1.214 runs. */
async function aWorld(command: string) {
  const world = await openWorld({
    environment: production,
    before: [test_],
    instances: 1,
    speed: 200,
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
describe.each(['eu-west-1', 'us-west-2'])('with %s', (region) => {
  describe.each(Object.keys(faults))('%s before', (fault) => {
    // Where roles are assumed in the region itself, and it says "denied", that is taken for the role's.
    const services = fault === 'denied' ? (['s3', 'codedeploy'] as const) : [undefined];
    const rules = services.map((service) => ({
      ...defined({ service }),
      region: [region],
      ...(faults[fault] as Pick<FaultRule, 'then'>),
    }));

    test.each(['deploy', 'promote'])(
      '%s is refused, and says how to go on without',
      async (command) => {
        const world = await aWorld(command);
        // Where test was deployed all is well.
        const operation = command === 'promote' ? { operation: ['GetDeploymentGroup'] } : {};
        world.emulator.arm(rules.map((rule) => ({ ...rule, ...operation })));
        const { exit, problems } = await (commands[command] as (typeof commands)[string])(
          world,
          production,
        );
        expect(exit).toBe(3);
        expect(problems.map(({ destination }) => destination)).toContain(`retail/${region}`);
        if (fault === 'down')
          expect(problems[0]?.hint).toBe(
            `${region} does not answer, 3 other regions do: --except 'retail/${region}' leaves it out`,
          );
      },
    );

    test('deploy goes to the others with --except', async () => {
      const world = await aWorld('deploy');
      world.emulator.arm(rules);
      const { exit, outcomes } = await ended(
        world.deploy({ version: '1.214', environment: without(production, region) }),
      );
      expect({ exit, outcomes }).toEqual({ exit: 0, outcomes: others(region) });
    });

    test('rollback takes back the others, with --except to the end', async () => {
      const world = await aWorld('rollback');
      world.emulator.arm(rules);
      const whole = await ended(world.rollBack({}));
      expect(whole).toMatchObject({
        exit: 1,
        outcomes: { ...others(region), [`retail/${region}`]: 'never-started' },
      });
      const rest = await ended(
        world.rollBack({ environment: without(production, region), to: '1.214' }),
      );
      expect({ exit: rest.exit, outcomes: rest.outcomes }).toEqual({
        exit: 0,
        outcomes: others(region),
      });
    });
  });
});

/** The event at which a region goes, and what becomes of the destination in it. */
const during: [string, (event: RunEvent) => boolean, string][] = [
  ['creation', ({ kind }) => kind === 'wave-started', 'never-started'],
  ['following', ({ kind }) => kind === 'created', 'failed'],
  [
    'records',
    (event) => event.kind === 'finished' && event.destination === 'retail/eu-west-1',
    'not-verified',
  ],
];

describe.each(['deploy', 'rollback'] as const)('eu-west-1 goes down during %s', (command) => {
  test.each(during)('at %s: the others go on to their end', async (_, when, outcome) => {
    const world = await aWorld(command);
    let isDown = false;
    const onEvent = (event: RunEvent) => {
      if (isDown || !when(event)) return;
      isDown = true;
      world.emulator.arm([{ region: ['eu-west-1'], then: 'down' }]);
    };
    const run =
      command === 'deploy'
        ? world.deploy({ version: '1.214', onEvent })
        : world.rollBack({ onEvent });
    const { exit, outcomes } = await ended(run);
    expect({ exit, outcomes }).toEqual({
      exit: 1,
      outcomes: { ...others('eu-west-1'), 'retail/eu-west-1': outcome },
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
