import {
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { describe, expect, test } from '@jest/globals';
import type { Emulator } from '../../../src/emulator/server.ts';
import type { SeedAccount } from '../../../src/emulator/service.ts';
import { anEmulator, dev, devRole, keysOf, refusal, stsOf } from '../an-emulator.ts';

const issuer = 'https://token.actions.githubusercontent.com';
const now = () => Math.floor(Date.now() / 1000);

function aToken(claims: Record<string, unknown> = {}): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const payload = {
    iss: issuer,
    sub: 'repo:shop/orders:ref:refs/heads/main',
    aud: 'sts.amazonaws.com',
    iat: now(),
    exp: now() + 300,
    ...claims,
  };
  return `${part({ alg: 'RS256' })}.${part(payload)}.c2lnbmF0dXJl`;
}

function anEmulatorWith(account: Partial<SeedAccount>) {
  return anEmulator({
    seed: { accounts: [{ id: dev, name: 'dev', roles: [{ arn: devRole }], ...account }] },
  });
}

function exchange(emulator: Emulator, WebIdentityToken: string, RoleArn = devRole) {
  const client = new STSClient({ endpoint: emulator.url, region: 'eu-west-1', maxAttempts: 1 });
  return client.send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn,
      RoleSessionName: 'github',
      WebIdentityToken,
    }),
  );
}

describe('AssumeRoleWithWebIdentity', () => {
  test('It takes no signature.', async () => {
    const emulator = await anEmulator();
    const answer = await exchange(emulator, aToken());
    expect(answer).toMatchObject({
      SubjectFromWebIdentityToken: 'repo:shop/orders:ref:refs/heads/main',
      Audience: 'sts.amazonaws.com',
      Provider: `arn:aws:iam::${dev}:oidc-provider/token.actions.githubusercontent.com`,
    });
    const keys = keysOf(answer.Credentials);
    const identity = await stsOf(emulator, keys).send(new GetCallerIdentityCommand({}));
    expect(identity.Arn).toBe(`arn:aws:sts::${dev}:assumed-role/deploy/github`);
  });

  describe('The token must be a JWT with issuer, subject, audience, time of issue and expiry; its signature is not checked.', () => {
    test.each([
      ['that is no JWT', 'not-a-token', /not a valid JWT/],
      ['whose payload is no JSON', 'e30.bm8.e30', /not a valid JWT/],
      ['without an issuer', aToken({ iss: undefined }), /Missing a required claim: iss/],
      ['without an expiry', aToken({ exp: undefined }), /Missing a required claim: exp/],
      [
        'for another audience',
        aToken({ aud: 'https://github.com/shop' }),
        /Incorrect token audience/,
      ],
    ])('a token %s is an InvalidIdentityToken', async (_name, token, message) => {
      expect(await refusal(exchange(await anEmulator(), token))).toEqual({
        name: 'InvalidIdentityTokenException',
        status: 400,
        message: expect.stringMatching(message),
      });
    });
  });

  test("A token that has expired by the machine's time is an `ExpiredTokenException`.", async () => {
    expect(await refusal(exchange(await anEmulator(), aToken({ exp: now() - 1 })))).toMatchObject({
      name: 'ExpiredTokenException',
      status: 400,
      message: expect.stringContaining('Token expired: current date/time'),
    });
  });

  test('Its audience must be `sts.amazonaws.com`, in China `sts.amazonaws.com.cn`, or the one that is seeded for its issuer: `InvalidIdentityToken`.', async () => {
    const emulator = await anEmulatorWith({ identityProviders: [{ issuer, audience: 'shop' }] });
    await expect(exchange(emulator, aToken({ aud: ['other', 'shop'] }))).resolves.toBeDefined();
    expect(await refusal(exchange(emulator, aToken()))).toMatchObject({
      message: 'Incorrect token audience',
    });
    const arn = devRole.replace('arn:aws:', 'arn:aws-cn:');
    const inChina = await anEmulatorWith({ roles: [{ arn }] });
    const token = aToken({ aud: 'sts.amazonaws.com.cn' });
    await expect(exchange(inChina, token, arn)).resolves.toBeDefined();
    expect(await refusal(exchange(inChina, aToken(), arn))).toMatchObject({
      message: 'Incorrect token audience',
    });
  });

  test('An issuer that is not seeded where the account names issuers is an `InvalidIdentityToken`.', async () => {
    const identityProviders = [{ issuer: 'https://gitlab.com', audience: 'sts.amazonaws.com' }];
    expect(
      await refusal(exchange(await anEmulatorWith({ identityProviders }), aToken())),
    ).toMatchObject({
      message: `No OpenIDConnect provider found in your account for ${issuer}`,
    });
  });

  test('Where subjects are seeded, one of them must match; otherwise it is not authorized.', async () => {
    const roles = [{ arn: devRole, subjects: ['repo:shop/*:ref:refs/heads/main'] }];
    const emulator = await anEmulatorWith({ roles });
    await expect(exchange(emulator, aToken())).resolves.toBeDefined();
    const other = aToken({ sub: 'repo:shop/orders:pull_request' });
    expect(await refusal(exchange(emulator, other))).toEqual({
      name: 'AccessDenied',
      status: 403,
      message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
    });
  });

  test('a role that does not exist is refused in the same words', async () => {
    const emulator = await anEmulatorWith({ roles: [] });
    expect(await refusal(exchange(emulator, aToken()))).toMatchObject({ name: 'AccessDenied' });
  });
});
