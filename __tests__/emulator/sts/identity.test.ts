import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect, test } from '@jest/globals';
import { type Clock, systemClock } from '../../../src/clock.ts';
import { anEmulator, assumed, dev, s3Of, stsOf } from '../an-emulator.ts';

test('The base credentials belong to an IAM user of account 000000000000, or of the account of the destinations that have no role; they are made at each start and never expire.', async () => {
  let now = Date.now();
  const clock: Clock = { ...systemClock, now: () => now };
  const emulator = await anEmulator({ clock });
  const other = await anEmulator({ seed: { base: { account: dev } } });
  expect(other.credentials).not.toEqual(emulator.credentials);
  now += 10 * 365 * 86_400_000;
  const identities = [emulator, other].map((one) =>
    stsOf(one).send(new GetCallerIdentityCommand({})),
  );
  expect((await Promise.all(identities)).map(({ Arn }) => Arn)).toEqual([
    'arn:aws:iam::000000000000:user/fanout',
    `arn:aws:iam::${dev}:user/fanout`,
  ]);
});

test('Roles are those of the configuration. Within its account a role may do everything.', async () => {
  const emulator = await anEmulator();
  const { Buckets } = await (await s3Of(emulator)).send(new ListBucketsCommand({}));
  expect(Buckets?.map(({ Name }) => Name)).toEqual(['dev-ireland', 'dev-virginia']);
});

test('It tells account, ARN and unique id of the caller, and needs no right.', async () => {
  const emulator = await anEmulator();
  const sts = stsOf(emulator, await assumed(emulator));
  expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
    Account: dev,
    Arn: `arn:aws:sts::${dev}:assumed-role/deploy/test`,
    UserId: expect.stringMatching(/^AROA[A-Z2-7]{16}:test$/),
  });
});
