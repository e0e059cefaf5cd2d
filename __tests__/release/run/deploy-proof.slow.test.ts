import { describe, expect, test } from '@jest/globals';
import { defined } from '../../../src/defined.ts';
import { RefusedError } from '../../../src/problem.ts';
import { aDestination, anEnvironment, aSmokeCheck, aWave } from '../makers.ts';
import { digestOf, openWorld, type World } from '../world.ts';

const dev = { name: 'dev', id: '111111111111' };
const before = anEnvironment({
  name: 'test',
  waves: [
    aWave({
      destinations: [
        aDestination({
          id: 'dev/eu-west-1',
          account: dev,
          role: { arn: `arn:aws:iam::${dev.id}:role/codedeploy-fanout`, sessionTags: false },
          bucket: 'deploy-111111111111-eu-west-1',
          bucketOwner: dev.id,
          verify: [aSmokeCheck],
        }),
      ],
    }),
  ],
});
const production = anEnvironment({ after: ['test'] });
const aWorld = () => openWorld({ before: [before], environment: production, instances: 1 });

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(RefusedError);
  return (error as Error).message;
}

const createdInProduction = ({ emulator }: World) =>
  emulator.calls.filter(
    ({ operation, account }) => operation === 'CreateDeployment' && account === '222222222222',
  ).length;

function lastRecord({ emulator }: World) {
  const bucket = 'deploy-222222222222-eu-west-1';
  const keys = emulator.s3.objects(bucket).map(({ key }) => key);
  const last = keys.filter((key) => key.startsWith('orders/runs/production/')).at(-1) ?? '';
  return JSON.parse(String(emulator.s3.read(bucket, last)));
}

describe('a deployment to an environment that comes after another', () => {
  test('is refused where the version was never there, before anything is written', async () => {
    const world = await aWorld();
    const puts = world.puts(/./);
    expect(await refusal(world.deploy())).toBe(
      '1.214 is not proven in test: not deployed there (dev/eu-west-1)',
    );
    expect(createdInProduction(world)).toBe(0);
    expect(world.puts(/./)).toBe(puts);
  });

  test('is refused where the version was not verified there', async () => {
    const world = await aWorld();
    const cause = { instances: [], of: 0, event: 'verification', message: 'HTTP 500' };
    await world.deploy({ environment: before, verify: async () => [cause] });
    expect(await refusal(world.deploy())).toContain('not proven in test: not verified');
    expect(createdInProduction(world)).toBe(0);
  });

  test.each([undefined, 'the incident of Tuesday'])(
    'is refused where other content was proven under its version, with force or without',
    async (force) => {
      const world = await aWorld();
      await world.deploy({ environment: before, content: 'proven' });
      const forced = defined({ force });
      expect(await refusal(world.deploy({ content: 'canary', ...forced }))).toContain(
        `was proven with content ${digestOf('proven')}, and this one has ${digestOf('canary')}`,
      );
      expect(createdInProduction(world)).toBe(0);
    },
  );

  test('is refused where what was proven no longer passes its checks', async () => {
    const world = await aWorld();
    await world.deploy({ environment: before });
    const cause = { instances: [], of: 0, event: 'verification', message: 'HTTP 500' };
    const work = world.deploy({ verify: async ({ id }) => (id.startsWith('dev') ? [cause] : []) });
    expect(await refusal(work)).toContain('dev/eu-west-1: 1.214 no longer passes verification');
    expect(createdInProduction(world)).toBe(0);
  });

  test('goes on where the very content is proven', async () => {
    const world = await aWorld();
    await world.deploy({ environment: before });
    const { exitCode } = await world.deploy();
    expect(exitCode).toBe(0);
    expect(lastRecord(world).reason).toBeUndefined();
  });

  test('goes on without proof for a reason, which is said and recorded', async () => {
    const world = await aWorld();
    const { exitCode, events } = await world.deploy({ force: 'the incident of Tuesday' });
    expect(exitCode).toBe(0);
    expect(events).toContainEqual(
      expect.objectContaining({
        kind: 'notice',
        level: 'warning',
        problem: {
          code: 'not-proven',
          message: '1.214 is not proven in test: not deployed there (dev/eu-west-1)',
        },
      }),
    );
    expect(lastRecord(world)).toMatchObject({
      command: 'deploy',
      reason: 'the incident of Tuesday',
    });
  });
});
