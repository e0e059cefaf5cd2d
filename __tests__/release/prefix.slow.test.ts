import { expect, test } from '@jest/globals';
import type { Environment } from '../../src/config/destination.ts';
import { type JobRole, statementsFor } from '../../src/policies/role-policy.ts';
import { readStatus } from '../../src/release/status/read-status.ts';
import { dev, retail, used } from '../policies/rehearsed.ts';
import { aDestination, anEnvironment, aWave } from './makers.ts';
import { openWorld } from './world.ts';

const prefix = 'teams/payments';

function anEnvironmentOf(name: string, account: { name: string; id: string }): Environment {
  const destinations = [
    aDestination({
      id: `${account.name}/eu-west-1`,
      account,
      role: { arn: `arn:aws:iam::${account.id}:role/deployer`, sessionTags: false },
      bucket: `deploy-${account.id}-eu-west-1`,
      bucketOwner: account.id,
    }),
  ];
  return anEnvironment({ name, prefix, waves: [aWave({ destinations })] });
}

test('below bundle.prefix is everything that runs of all kinds write and read, and their policies allow nothing beside it', async () => {
  const before = anEnvironmentOf('test', { name: 'dev', id: dev });
  const environment = {
    ...anEnvironmentOf('production', { name: 'retail', id: retail }),
    after: ['test'],
  };
  const world = await openWorld({ before: [before], environment, instances: 1 });
  for (const version of ['1.1', '1.2']) {
    const given = { environment: before, version, content: version, allowOlder: true };
    expect((await world.deploy(given)).verdict).toBe('succeeded');
    expect((await world.promote({ version })).verdict).toBe('succeeded');
  }
  expect((await world.rollBack({ reason: 'not well' })).verdict).toBe('succeeded');
  const { calls, s3 } = world.emulator;
  for (const account of [dev, retail]) {
    const keys = s3.objects(`deploy-${account}-eu-west-1`).map(({ key }) => key);
    expect(keys.filter((key) => !key.startsWith(`${prefix}/orders/`))).toEqual([]);
    const kinds = keys.map((key) => key.slice(prefix.length + 1).replace(/[^/]*$/, ''));
    const expected = ['orders/', 'orders/releases/', 'orders/runs/'];
    for (const kind of expected) expect(kinds.some((one) => one.startsWith(kind))).toBe(true);
  }
  const scope = (accountId: string, name: string) => ({
    partition: 'aws',
    accountId,
    owner: { application: 'orders', prefix },
    environment: name,
    buckets: [`deploy-${accountId}-*`],
  });
  const roles: JobRole[] = ['deploy', 'promote', 'read'];
  const refused = (accountId: string, name: string) =>
    used(
      calls,
      roles.flatMap((role) => statementsFor(role, scope(accountId, name))),
      accountId,
    ).found.filter((one) => one.startsWith('nothing'));
  expect([...refused(dev, 'test'), ...refused(retail, 'production')]).toEqual([]);
  const [status] = await readStatus([environment], [], {
    aws: world.aws(),
    clock: world.clock,
    memory: new Map(),
  });
  expect(status?.destinations[0]?.current).toMatchObject({ version: '1.1', proven: true });
});
