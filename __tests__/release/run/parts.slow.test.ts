import { describe, expect, test } from '@jest/globals';
import type { Environment } from '../../../src/config/destination.ts';
import { type Selection, select } from '../../../src/config/select.ts';
import { RefusedError, saidOf } from '../../../src/problem.ts';
import { anEnvironment, aSmokeCheck, aWave } from '../makers.ts';
import { aGrid, openWorld, type World, type WorldOptions } from '../world.ts';

const aWorld = (options: WorldOptions) => openWorld({ instances: 1, ...options });

const [canary, ...others] = aGrid().waves[0]?.destinations.slice(0, 3) ?? [];
const waves = [
  aWave({ name: 'canary', destinations: canary ? [canary] : [] }),
  aWave({ name: 'rest', destinations: others }),
];
const production = anEnvironment({ waves });

function part(environment: Environment, selection: Partial<Selection>): Environment {
  const result = select(environment, { only: [], except: [], ...selection });
  if (!result.ok) throw new Error('nothing is selected');
  return result.environment;
}

async function refusal(run: Promise<unknown>): Promise<string> {
  const error = await run.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(RefusedError);
  return (error as RefusedError).problems.map(saidOf).join('\n');
}

const outcomes = ({ results }: Awaited<ReturnType<World['deploy']>>) =>
  [...results].map(([id, { outcome }]) => `${id} ${outcome}`);

describe('wave by wave, in runs of their own', () => {
  test('each has its own destinations, and the second the bytes of the first', async () => {
    const world = await aWorld({ environment: production });
    // The same pipeline of the same commit, with the same build, once for each wave.
    const job = {
      commit: '3fa85f64',
      origin: { pipeline: 'github:1', recipe: 'make build', environment: production.name },
    };
    const first = await world.deploy({ ...job, environment: part(production, { wave: 'canary' }) });
    expect(outcomes(first)).toEqual(['retail/eu-west-1 succeeded']);
    expect(world.count('CreateDeployment')).toBe(1);

    // What is rebuilt has other content, and is not even built.
    let built = 0;
    const second = await world.deploy({
      ...job,
      environment: part(production, { wave: 'rest' }),
      makeBundle: async () => {
        built += 1;
        throw new Error('nothing is to be built');
      },
    });
    expect(outcomes(second)).toEqual([
      'retail/us-east-1 succeeded',
      'retail/ap-southeast-1 succeeded',
    ]);
    expect(built).toBe(0);
    const zips = world.emulator.calls.flatMap(({ operation, about = '' }) =>
      ['PutObject', 'CopyObject'].includes(operation) && about.endsWith('.zip')
        ? [about.split('/').at(-1)]
        : [],
    );
    expect(zips).toHaveLength(3);
    expect(new Set(zips).size).toBe(1);
    expect(first.events[0]).toMatchObject({ kind: 'run-started', of: 3 });
  });

  test('a wave is refused before those that come first run its version', async () => {
    const world = await aWorld({ environment: production });
    await world.deploy({ version: '1.213' });
    const run = world.deploy({
      environment: part(production, { wave: 'rest' }),
      content: 'newer',
    });
    expect(await refusal(run)).toBe(
      'retail/eu-west-1: it is in an earlier wave, and it runs 1.213, not 1.214',
    );
    expect(world.count('CreateDeployment')).toBe(3);
  });

  test('nor where it runs there and was not verified', async () => {
    const world = await aWorld({ environment: production });
    const bad = [{ instances: [], of: 0, message: 'version is "1.213", expected "1.214"' }];
    const first = part(production, { wave: 'canary' });
    const checked = {
      ...first,
      waves: first.waves.map((wave) => ({
        ...wave,
        destinations: wave.destinations.map((one) => ({ ...one, verify: [aSmokeCheck] })),
      })),
    };
    const { exitCode } = await world.deploy({ environment: checked, verify: async () => bad });
    expect(exitCode).toBe(1);
    const run = world.deploy({ environment: part(production, { wave: 'rest' }) });
    expect(await refusal(run)).toMatch(
      /^retail\/eu-west-1: it is in an earlier wave, and 1\.214 is not proven there: not verified in run /,
    );
  });

  test('back again no wave waits for another', async () => {
    const world = await aWorld({ environment: production });
    await world.deploy({ version: '1.213' });
    await world.deploy({ version: '1.214', content: 'newer' });
    const back = await world.rollBack({ environment: part(production, { wave: 'rest' }) });
    expect(outcomes(back)).toEqual([
      'retail/us-east-1 succeeded',
      'retail/ap-southeast-1 succeeded',
    ]);
  });
});

describe('what is proven in a part', () => {
  const test1 = { ...production, name: 'test' };
  const after = anEnvironment({
    after: ['test'],
    waves: [aWave({ destinations: aGrid().waves[0]?.destinations.slice(3) ?? [] })],
  });

  test('is not promoted before the rest is proven too', async () => {
    const world = await aWorld({ environment: after, before: [test1] });
    await world.deploy({ environment: part(test1, { wave: 'canary' }) });
    expect(await refusal(world.promote())).toBe(
      '1.214 is not proven in test: not deployed there (retail/us-east-1, retail/ap-southeast-1)',
    );
    await world.deploy({ environment: part(test1, { wave: 'rest' }) });
    expect((await world.promote()).exitCode).toBe(0);
  });

  test('by destinations of one’s choice counts as well', async () => {
    const world = await aWorld({ environment: after, before: [test1] });
    await world.deploy({ environment: part(test1, { except: ['*/eu-west-1'] }) });
    await world.deploy({ environment: part(test1, { only: ['*/eu-west-1'] }) });
    expect((await world.promote()).exitCode).toBe(0);
  });
});
