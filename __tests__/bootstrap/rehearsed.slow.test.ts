import { expect, test } from '@jest/globals';
import type { CallRecord } from '../../src/emulator/wire/call-log.ts';
import {
  aWorld,
  before,
  dev,
  failing,
  goThrough,
  look,
  retail,
  used,
} from '../policies/rehearsed.ts';
import { neededBy } from './configured.ts';

/** What the rehearsed environments would be in a file. */
const text = `
version: 1
application: orders
bundle: { source: build, bucket: "deploy-\${account.id}-\${region}" }
accounts:
  dev: "${dev}"
  retail: "${retail}"
defaults:
  deploymentGroup: orders-\${environment}
  role: arn:aws:iam::\${account.id}:role/deployer
  readRole: arn:aws:iam::\${account.id}:role/reader
environments:
  test: { accounts: [dev], regions: [eu-west-1] }
  production: { after: [test], accounts: [retail], regions: [eu-west-1] }
`;
const roles = neededBy(text, { also: ['promote'] }).accounts.flatMap((account) => account.roles);

function statementsOf(name: string, accountId: string) {
  const role = roles.find(({ arn }) => arn === `arn:aws:iam::${accountId}:role/${name}`);
  if (!role) throw new Error(`there is no role ${name}`);
  return role.statements;
}

test('the role that deploys may do what runs and rollbacks call, all of it and no more', async () => {
  const world = await aWorld();
  await goThrough(world, (version, content, isBad) =>
    world.deploy({ version, content, ...failing(isBad) }),
  );
  await world.rollBack({ to: '1.2', reason: 'not well' });
  const { found, documented } = used(
    world.emulator.calls,
    statementsOf('deployer', retail),
    retail,
  );
  // It promotes as well, where no other role does: S3 copies then.
  expect([...found, 'CopyBundles s3:GetObject'].sort()).toEqual(documented);
});

test('the role that promotes has what promotions call, and the one that reads what they read before', async () => {
  const world = await aWorld();
  let reads: CallRecord[] = [];
  await goThrough(world, async (version, content, isBad) => {
    await world.deploy({ environment: before, version, content, allowOlder: true });
    const from = world.emulator.calls.length;
    try {
      return await world.promote({ version, ...failing(isBad) });
    } finally {
      reads = [...reads, ...world.emulator.calls.slice(from)];
    }
  });
  const promoted = used(world.emulator.calls, statementsOf('deployer-promote', retail), retail);
  expect(promoted.found).toEqual(promoted.documented);
  const { found, documented } = used(reads, statementsOf('reader', dev), dev);
  expect(found.filter((one) => !documented.includes(one))).toEqual([]);
});

test('the role that reads has what plan and status call, all of it and no more', async () => {
  const world = await aWorld();
  await world.deploy({ version: '1.1', content: 'small' });
  world.arm([
    { event: 'AfterInstall', then: { fail: { script: 'scripts/start.sh', exitCode: 1, log: '' } } },
  ]);
  expect((await world.deploy({ version: '1.2', content: 'bad' })).exitCode).toBe(1);
  const { found, documented } = used(await look(world), statementsOf('reader', retail), retail);
  expect(found).toEqual(documented);
});
