import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetCallerIdentityCommand,
} from '@aws-sdk/client-sts';
import { describe, expect, test } from '@jest/globals';
import { steadyClock } from '../../../src/clock.ts';
import { defined } from '../../../src/defined.ts';
import type { Emulator } from '../../../src/emulator/server.ts';
import type { SeedRole } from '../../../src/emulator/service.ts';
import {
  anEmulator,
  assumed,
  dev,
  devRole,
  keysOf,
  refusal,
  retail,
  stsOf,
} from '../an-emulator.ts';

function withRole(role: Partial<SeedRole>) {
  const accounts = [
    { id: dev, name: 'dev', roles: [{ arn: devRole, ...role }] },
    { id: retail, name: 'retail', roles: [{ arn: `arn:aws:iam::${retail}:role/hub` }] },
  ];
  return anEmulator({ seed: { accounts } });
}

function assume(
  emulator: Emulator,
  input: Partial<AssumeRoleCommandInput> = {},
  keys = emulator.credentials,
) {
  return stsOf(emulator, keys).send(
    new AssumeRoleCommand({ RoleArn: devRole, RoleSessionName: 'run-1', ...input }),
  );
}

const denied = {
  name: 'AccessDenied',
  status: 403,
  message: `User: arn:aws:iam::000000000000:user/fanout is not authorized to perform: sts:AssumeRole on resource: ${devRole}`,
};

describe('AssumeRole', () => {
  test('gives credentials of the role in its account', async () => {
    const emulator = await anEmulator();
    const { Credentials, AssumedRoleUser } = await assume(emulator);
    const identity = await stsOf(emulator, keysOf(Credentials)).send(
      new GetCallerIdentityCommand({}),
    );
    expect(identity).toMatchObject({
      Account: dev,
      Arn: `arn:aws:sts::${dev}:assumed-role/deploy/run-1`,
      UserId: AssumedRoleUser?.AssumedRoleId,
    });
  });

  test("The session's ARN holds the role's name without its path.", async () => {
    const arn = `arn:aws-cn:iam::${dev}:role/teams/web/deploy`;
    const emulator = await withRole({ arn });
    const { AssumedRoleUser } = await assume(emulator, { RoleArn: arn });
    expect(AssumedRoleUser?.Arn).toBe(`arn:aws-cn:sts::${dev}:assumed-role/deploy/run-1`);
  });

  describe('A role that does not exist, that does not trust the caller, or whose external id is not given is refused alike: `User: … is not authorized to perform: sts:AssumeRole on resource: …`, 403.', () => {
    test.each<[string, Partial<SeedRole>, Partial<AssumeRoleCommandInput>]>([
      ['whose external id is not given', { externalId: 'secret' }, {}],
      ['whose external id is another', { externalId: 'secret' }, { ExternalId: 'other' }],
      ['that trusts another account', { trusts: [retail] }, { ExternalId: 'secret' }],
      ['that does not exist', { arn: `${devRole}-other` }, {}],
    ])('a role %s is refused', async (_name, role, input) => {
      expect(await refusal(assume(await withRole(role), input))).toEqual(denied);
    });
  });

  test('a role may be assumed with its external id', async () => {
    const emulator = await withRole({ externalId: 'secret' });
    await expect(assume(emulator, { ExternalId: 'secret' })).resolves.toBeDefined();
  });

  test("A role whose trust names no account may be assumed by every principal of the emulator; one that is reached `via` another role may be assumed from that role's account only.", async () => {
    const emulator = await withRole({ trusts: [retail] });
    const hub = await assumed(emulator, { role: `arn:aws:iam::${retail}:role/hub` });
    await expect(assume(emulator, {}, hub)).resolves.toBeDefined();
    expect(await refusal(assume(emulator))).toEqual(denied);
  });

  describe('Credentials last for 3,600 seconds unless asked otherwise, between 900 and 43,200.', () => {
    test.each([
      [900, undefined, 900],
      [undefined, undefined, 3600],
      [undefined, 900 * 8, 3600],
      [43_200, 43_200, 43_200],
    ])(
      'asked for %p seconds of at most %p, credentials last for %i',
      async (asked, most, seconds) => {
        const emulator = await withRole(defined({ maxSessionDuration: most }));
        const before = Math.floor(Date.now() / 1000);
        const { Credentials } = await assume(emulator, defined({ DurationSeconds: asked }));
        const end = (Credentials?.Expiration?.getTime() ?? 0) / 1000;
        expect(end - before).toBeGreaterThanOrEqual(seconds);
        expect(end - before).toBeLessThan(seconds + 10);
      },
    );
  });

  test("More than the role's maximum session duration, 3,600 seconds unless seeded otherwise, is refused.", async () => {
    expect(await refusal(assume(await anEmulator(), { DurationSeconds: 3601 }))).toMatchObject({
      name: 'ValidationError',
      status: 400,
      message: 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    });
  });

  test('A role session that assumes a role gets an hour at most; asking for more is refused.', async () => {
    const emulator = await withRole({ maxSessionDuration: 43_200 });
    const hub = await assumed(emulator, { role: `arn:aws:iam::${retail}:role/hub` });
    await expect(assume(emulator, { DurationSeconds: 3600 }, hub)).resolves.toBeDefined();
    expect((await refusal(assume(emulator, { DurationSeconds: 3601 }, hub))).message).toBe(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    );
  });

  test("Their end is told and enforced by the emulator's clock.", async () => {
    // Ten minutes pass in one millisecond.
    const clock = steadyClock(600_000);
    const emulator = await anEmulator({ clock });
    const keys = await assumed(emulator, { DurationSeconds: 900 });
    await clock.sleep(900_000);
    expect(await refusal(stsOf(emulator, keys).send(new GetCallerIdentityCommand({})))).toEqual({
      name: 'ExpiredToken',
      status: 403,
      message: 'The security token included in the request is expired',
    });
  });

  const is = (value: string, member: string, rule: string) =>
    `1 validation error detected: Value ${value} at '${member}' failed to satisfy constraint: Member must ${rule}`;

  describe('What breaks the limits of role ARN, session name, external id or duration is a `ValidationError` that names every violation.', () => {
    test.each<[Partial<AssumeRoleCommandInput>, string]>([
      [
        { RoleSessionName: 'a' },
        is("'a'", 'roleSessionName', 'have length greater than or equal to 2'),
      ],
      [
        { RoleSessionName: 'a'.repeat(65) },
        is(`'${'a'.repeat(65)}'`, 'roleSessionName', 'have length less than or equal to 64'),
      ],
      [
        { RoleSessionName: 'my run' },
        is("'my run'", 'roleSessionName', 'satisfy regular expression pattern: [\\w+=,.@-]*'),
      ],
      [{ RoleSessionName: undefined }, is('null', 'roleSessionName', 'not be null')],
      [{ RoleArn: undefined }, is('null', 'roleArn', 'not be null')],
      [{ RoleArn: 'deploy' }, is("'deploy'", 'roleArn', 'have length greater than or equal to 20')],
      [{ RoleArn: 'a-name-and-not-an-arn' }, 'a-name-and-not-an-arn is invalid'],
      [{ RoleArn: `arn:aws:iam::${dev}:user/somebody` }, 'Request ARN is invalid'],
      [
        { DurationSeconds: 899 },
        is("'899'", 'durationSeconds', 'have value greater than or equal to 900'),
      ],
      [
        { DurationSeconds: 43_201 },
        is("'43201'", 'durationSeconds', 'have value less than or equal to 43200'),
      ],
      [{ ExternalId: 'x' }, is("'x'", 'externalId', 'have length greater than or equal to 2')],
      [
        { RoleSessionName: 'a', DurationSeconds: 1 },
        "2 validation errors detected: Value 'a' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2; Value '1' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
      ],
      [
        { Tags: [{ Key: 'k'.repeat(129), Value: '' }] },
        is(`'${'k'.repeat(129)}'`, 'tags.1.member.key', 'have length less than or equal to 128'),
      ],
      [
        {
          Tags: [
            { Key: 'a', Value: 'b' },
            { Key: 'c', Value: 'v'.repeat(257) },
          ],
        },
        is(`'${'v'.repeat(257)}'`, 'tags.2.member.value', 'have length less than or equal to 256'),
      ],
      [
        { Tags: Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}`, Value: 'v' })) },
        "1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50",
      ],
    ])('%j is a ValidationError', async (input, message) => {
      expect(await refusal(assume(await anEmulator(), input))).toEqual({
        name: 'ValidationError',
        status: 400,
        message,
      });
    });
  });

  test('At most 50 session tags, their keys up to 128 and their values up to 256 characters; no key twice, whatever its case.', async () => {
    const Tags = [
      { Key: 'Team', Value: 'a' },
      { Key: 'team', Value: 'b' },
    ];
    expect(await refusal(assume(await anEmulator(), { Tags }))).toMatchObject({
      name: 'InvalidParameterValue',
    });
  });

  test('Tags for a role whose trust does not allow `sts:TagSession` are refused as not authorized to perform that.', async () => {
    const Tags = [{ Key: 'commit', Value: 'c0ffee' }];
    await expect(assume(await anEmulator(), { Tags })).resolves.toBeDefined();
    // Clients send an empty list as a parameter without an index.
    const none = { Tags: [], TransitiveTagKeys: [] };
    await expect(assume(await anEmulator(), none)).resolves.toBeDefined();
    expect(await refusal(assume(await withRole({ sessionTags: false }), { Tags }))).toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('is not authorized to perform: sts:TagSession on resource'),
    });
  });

  test('A transitive tag comes along with every session that comes of this one, which can neither replace it nor do without; a role that takes no tags is not assumed from there.', async () => {
    const hub = `arn:aws:iam::${retail}:role/hub`;
    const Tags = [{ Key: 'Team', Value: 'orders' }];
    const first = { RoleArn: hub, Tags, TransitiveTagKeys: ['Team'] };
    const asking = await withRole({ asks: { tags: { team: 'orders' } } });
    expect(await refusal(assume(asking))).toMatchObject({ name: 'AccessDenied' });
    const keys = keysOf((await assume(asking, first)).Credentials);
    await expect(assume(asking, {}, keys)).resolves.toBeDefined();
    const other = { Tags: [{ Key: 'team', Value: 'others' }] };
    expect(await refusal(assume(asking, other, keys))).toMatchObject({
      name: 'InvalidParameterValue',
    });
    const closed = await withRole({ sessionTags: false });
    const inherited = keysOf((await assume(closed, first)).Credentials);
    expect(await refusal(assume(closed, {}, inherited))).toMatchObject({
      message: expect.stringContaining('sts:TagSession'),
    });
    const unknown = { RoleArn: hub, Tags, TransitiveTagKeys: ['Other'] };
    expect(await refusal(assume(asking, unknown))).toMatchObject({ name: 'InvalidParameterValue' });
  });

  test('A source identity stays, and another one is refused as not authorized to perform `sts:SetSourceIdentity`.', async () => {
    const first = { RoleArn: `arn:aws:iam::${retail}:role/hub`, SourceIdentity: 'alice' };
    const asking = await withRole({ asks: { sourceIdentity: 'alice' } });
    const answer = await assume(asking, first);
    expect(answer.SourceIdentity).toBe('alice');
    const keys = keysOf(answer.Credentials);
    await expect(assume(asking, {}, keys)).resolves.toMatchObject({ SourceIdentity: 'alice' });
    const refused = { message: expect.stringContaining('sts:SetSourceIdentity') };
    expect(await refusal(assume(asking, { SourceIdentity: 'bob' }, keys))).toMatchObject(refused);
    const closed = await withRole({ sourceIdentity: false });
    expect(await refusal(assume(closed, { SourceIdentity: 'bob' }))).toMatchObject(refused);
  });

  describe('Session policies, MFA and every other parameter that is not known are refused with HTTP 501, because leaving them out would grant more than was asked.', () => {
    test.each<[string, Partial<AssumeRoleCommandInput>]>([
      ['a session policy', { Policy: '{}' }],
      ['managed session policies', { PolicyArns: [{ arn: `arn:aws:iam::${dev}:policy/p` }] }],
      ['MFA', { SerialNumber: 'arn:aws:iam::1:mfa/x', TokenCode: '123456' }],
    ])('%s', async (_name, input) => {
      expect(await refusal(assume(await anEmulator(), input))).toMatchObject({ status: 501 });
    });
  });
});
