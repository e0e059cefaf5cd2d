import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { mayReceiveToken, tokenSource } from '../../src/aws/identity-token.ts';
import { endOfToken } from '../../src/aws/token-claims.ts';
import { aFolder, aToken, failureOf } from './makers.ts';

describe('an identity token', () => {
  test.each([
    ['https:', 'sts.amazonaws.com'],
    ['https:', 'sts.eu-west-1.amazonaws.com'],
    ['https:', 'STS.eu-west-1.amazonaws.com'],
    ['https:', 'sts-fips.us-east-1.amazonaws.com'],
    ['https:', 'sts.us-gov-west-1.amazonaws.com'],
    ['https:', 'sts.cn-north-1.amazonaws.com.cn'],
    ['https:', 'sts.eusc-de-east-1.amazonaws.eu'],
    ['https:', 'sts.eu-west-1.api.aws'],
    ['https:', 'vpce-0a1b2c-xyz.sts.eu-west-1.vpce.amazonaws.com'],
  ])('may go to %s//%s', (protocol, hostname) => {
    expect(mayReceiveToken({ protocol, hostname }, undefined)).toBe(true);
  });

  test.each(['127.0.0.1', 'localhost', '[::1]'])(
    'may go to %s where the environment names that port of it',
    (hostname) => {
      const endpoint = { protocol: 'http:', hostname, port: 4000 };
      expect(mayReceiveToken(endpoint, `http://${hostname}:4000/`)).toBe(true);
      expect(mayReceiveToken(endpoint, undefined)).toBe(false);
      expect(mayReceiveToken(endpoint, `http://${hostname}:4001`)).toBe(false);
      expect(mayReceiveToken(endpoint, 'https://sts.eu-west-1.amazonaws.com')).toBe(false);
    },
  );

  test.each([
    ['http:', 'sts.eu-west-1.amazonaws.com'],
    ['https:', 'sts.example.com'],
    ['https:', 'sts.eu-west-1.amazonaws.com.example.com'],
    ['https:', 'evilamazonaws.com'],
    ['https:', 'sts.s3.amazonaws.com'],
    ['https:', 'sts.s3.eu-west-1.amazonaws.com'],
    ['https:', 'sts.eu-west-1.elb.amazonaws.com'],
    ['https:', 'x.execute-api.eu-west-1.amazonaws.com'],
    ['https:', '169.254.169.254'],
    ['https:', ''],
  ])('never goes to %s//%s', (protocol, hostname) => {
    expect(mayReceiveToken({ protocol, hostname }, undefined)).toBe(false);
  });

  test('tells its end', () => {
    expect(endOfToken(aToken({ exp: 1_700_000_000 }))).toBe(1_700_000_000_000);
  });

  test.each(['', 'opaque', 'a.b.c', 'a.bnVsbA.c'])('without claims (%s) tells none', (token) => {
    expect(endOfToken(token)).toBeUndefined();
  });
});

describe('the source of tokens', () => {
  const masked: string[] = [];
  const mask = (secret: string) => void masked.push(secret);
  const getIdToken = async (audience: string) => `token for ${audience}`;

  test.each([
    [
      'a value before all',
      { webIdentityToken: 'v', webIdentityTokenFile: 'f', getIdToken },
      'value',
    ],
    ['a file before the CI', { webIdentityTokenFile: 'f', getIdToken }, 'file'],
    ['the CI', { getIdToken }, 'oidc'],
    ['none', {}, undefined],
  ])('is %s', (_, options, kind) => {
    expect(tokenSource(options, { env: {}, mask })?.kind).toBe(kind);
  });

  test.each([
    [{ AWS_PROFILE: 'deploy' }, undefined],
    [{ AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' }, undefined],
    [{ AWS_ACCESS_KEY_ID: 'a' }, 'oidc'],
  ])('with %j is the CI only where no credentials were chosen', (env, kind) => {
    expect(tokenSource({ getIdToken }, { env, mask })?.kind).toBe(kind);
  });

  test('masks before anyone sees a token', async () => {
    const source = tokenSource({ getIdToken }, { env: {}, mask });
    const token = await source?.read('sts.amazonaws.com');
    expect(token).toBe('token for sts.amazonaws.com');
    expect(masked).toContain(token);
  });

  test('reads a file anew each time', async () => {
    const path = join(await aFolder(), 'token');
    const source = tokenSource({ webIdentityTokenFile: path }, { env: {}, mask });
    await writeFile(path, 'one\n');
    const first = await source?.read('');
    await writeFile(path, 'two\n');
    expect([first, await source?.read('')]).toEqual(['one', 'two']);
  });

  test('names the file that it cannot read', async () => {
    const source = tokenSource({ webIdentityTokenFile: '/no/such/token' }, { env: {}, mask });
    expect((await failureOf(source?.read('') ?? Promise.resolve())).message).toBe(
      'cannot read the identity token file "/no/such/token"',
    );
  });
});
