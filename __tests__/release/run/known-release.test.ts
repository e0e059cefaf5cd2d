import { expect, test } from '@jest/globals';
import type { FaultRule } from '../../../src/emulator/scenario/fault-definition.ts';
import { RefusedError } from '../../../src/problem.ts';
import { aDestination, anEnvironment, aWave } from '../makers.ts';
import { openWorld, type World } from '../world.ts';

const regions = ['eu-west-1', 'us-east-1'];

function environmentOf(name: string, account: { name: string; id: string }) {
  const destinations = regions.map((region) =>
    aDestination({
      id: `${account.name}/${region}`,
      account,
      region,
      role: { arn: `arn:aws:iam::${account.id}:role/codedeploy-fanout`, sessionTags: false },
      deploymentGroup: `orders-${name}`,
      bucket: `deploy-${account.id}-${region}`,
      bucketOwner: account.id,
    }),
  );
  return anEnvironment({ name, waves: [aWave({ destinations })] });
}

const before = environmentOf('test', { name: 'dev', id: '111111111111' });
const environment = environmentOf('production', { name: 'retail', id: '222222222222' });

type Command = { ready(world: World): Promise<unknown>; run(world: World): Promise<unknown> };

const commands: Readonly<Record<string, Command>> = {
  promote: {
    ready: (world) => world.deploy({ environment: before }),
    run: (world) => world.promote(),
  },
  'deploy of a known version': {
    async ready(world) {
      await world.deploy();
      await world.deploy({ version: '1.213', content: 'other', allowOlder: true });
    },
    run: (world) => world.deploy({ versionGiven: true }),
  },
};

const faults: Readonly<Record<string, FaultRule['then']>> = {
  '503': { status: 503 },
  'throttled: 503 SlowDown': { status: 503, code: 'SlowDown' },
  'a reset': 'reset',
  '403': 'deny',
};

const rows = Object.keys(commands).flatMap((name) =>
  Object.keys(faults).map((fault) => [name, fault] as const),
);

test.each(rows)(
  '%s is refused where HeadObject is answered with %s, and names the buckets',
  async (name, fault) => {
    const { ready, run } = commands[name] as Command;
    const world = await openWorld({ environment, before: [before], instances: 1, leaps: true });
    await ready(world);
    const created = world.count('CreateDeployment');
    const then = faults[fault] as FaultRule['then'];
    world.emulator.arm([{ service: 's3', operation: ['HeadObject'], then }]);
    const ended: unknown = await run(world).catch((error: unknown) => error);
    expect(ended).toBeInstanceOf(RefusedError);
    const said = (ended as RefusedError).problems.map(({ message }) => message).join('\n');
    for (const region of regions)
      expect(said).toMatch(new RegExp(`\\(bucket deploy-\\d+-${region}\\)`));
    expect(world.count('CreateDeployment')).toBe(created);
  },
);

test('the next bucket that has the bytes is read where the first does not answer', async () => {
  const world = await openWorld({ environment, before: [before], instances: 1, leaps: true });
  await world.deploy({ environment: before });
  const silent = { account: ['111111111111'], region: ['eu-west-1'], service: 's3' as const };
  world.emulator.arm([{ ...silent, operation: ['HeadObject'], then: { status: 503 } }]);
  const ended = world.promote().then(({ exitCode }) => exitCode);
  await expect(ended).resolves.toBe(0);
});
