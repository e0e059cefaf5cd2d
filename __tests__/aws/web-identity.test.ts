import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { RefusedError } from '../../src/problem.ts';
import {
  aDestination,
  aFolder,
  aManualClock,
  anEmulator,
  aSession,
  aToken,
  atEnd,
  callsTo,
  failureOf,
  inRegions,
  type Started,
} from './makers.ts';

const regions = ['eu-west-1', 'us-east-1', 'ap-southeast-1'];
const hub = 'arn:aws:iam::999999999999:role/hub';
const role = 'arn:aws:iam::222222222222:role/codedeploy-fanout';
const minute = 60_000;

/** As a job that has an identity and nothing else. */
function withoutKeys(emulator: Started) {
  return { AWS_ENDPOINT_URL: emulator.url };
}

function anIdentity() {
  const asked: string[] = [];
  const issued: string[] = [];
  return {
    asked,
    issued,
    async getIdToken(audience: string) {
      asked.push(audience);
      issued.push(aToken({ jti: String(issued.length) }));
      return issued.at(-1) as string;
    },
  };
}

describe('the identity of a CI job', () => {
  test('assumes a role once for all regions, and is asked anew for each renewal', async () => {
    const destinations = inRegions(regions);
    const clock = aManualClock();
    const emulator = await anEmulator(destinations, { clock });
    const identity = anIdentity();
    const aws = aSession(emulator, { env: withoutKeys(emulator), ...identity });
    await aws.identify(destinations);
    expect(identity.asked).toEqual(['sts.amazonaws.com']);
    clock.pass(56 * minute);
    await aws.identify(destinations);
    expect(callsTo(emulator, 'AssumeRoleWithWebIdentity')).toEqual([role, role]);
    expect(new Set(identity.issued).size).toBe(2);
    expect(emulator.secrets).toEqual(expect.arrayContaining(identity.issued));
  });

  test('assumes the role on the way where there is one', async () => {
    const through = { arn: role, via: hub, externalId: 'x1', sessionTags: false };
    const destinations = inRegions(regions, { role: through });
    const emulator = await anEmulator(destinations);
    await aSession(emulator, { env: withoutKeys(emulator), ...anIdentity() }).identify(
      destinations,
    );
    expect(emulator.calls.map(({ operation, about }) => [operation, about])).toEqual([
      ['AssumeRoleWithWebIdentity', hub],
      ['AssumeRole', role],
    ]);
  });

  test('gives way to credentials that a step before has set', async () => {
    const destinations = inRegions(['eu-west-1']);
    const emulator = await anEmulator(destinations);
    const identity = anIdentity();
    await aSession(emulator, identity).identify(destinations);
    expect(identity.asked).toEqual([]);
    expect(callsTo(emulator, 'AssumeRole')).toEqual([role]);
  });

  test('has another audience in China, and any that is asked for', async () => {
    const arn = 'arn:aws-cn:iam::222222222222:role/x';
    const chinese = aDestination({
      partition: 'aws-cn',
      region: 'cn-north-1',
      role: { arn, sessionTags: false },
    });
    const emulator = await anEmulator([chinese], {
      change: ({ accounts }) => {
        for (const account of accounts)
          account.identityProviders = [
            {
              issuer: 'https://token.actions.githubusercontent.com',
              audience: 'sts.amazonaws.com',
            },
          ];
      },
    });
    const identity = anIdentity();
    const env = withoutKeys(emulator);
    await aSession(emulator, { env, ...identity }).identify([chinese]);
    await aSession(emulator, { env, ...identity, audience: 'mine' }).identify([chinese]);
    expect(identity.asked).toEqual(['sts.amazonaws.com.cn', 'mine']);
  });

  test('that cannot be had is told with the permission that is missing', async () => {
    const destinations = inRegions(['eu-west-1']);
    const emulator = await anEmulator(destinations);
    const getIdToken = async () => {
      throw new Error('ACTIONS_ID_TOKEN_REQUEST_URL is not set');
    };
    const env = { ...withoutKeys(emulator), GITHUB_ACTIONS: 'true' };
    const aws = aSession(emulator, { env, getIdToken });
    const { problems } = (await failureOf(aws.identify(destinations))) as RefusedError;
    expect(problems).toMatchObject([
      {
        destination: 'retail/eu-west-1',
        message: 'the CI gave no identity token',
        hint: expect.stringMatching(/id-token: write.*ACTIONS_ID_TOKEN_REQUEST_URL is not set/),
      },
    ]);
  });

  test('cannot carry an external id or tags, which is said', async () => {
    const given = { arn: role, externalId: 'x1', sessionTags: true };
    const destinations = inRegions(regions, { role: given });
    const emulator = await anEmulator(destinations);
    const aws = aSession(emulator, { env: withoutKeys(emulator), ...anIdentity() });
    expect(aws.lifetime(destinations, minute).map(({ message }) => message)).toEqual([
      `role "${role}": externalId has no effect, because AssumeRoleWithWebIdentity does not accept it`,
      `role "${role}": sessionTags has no effect, because AssumeRoleWithWebIdentity does not accept it`,
    ]);
  });
});

describe('one identity token', () => {
  test('buys a session as long as the run where the role allows it', async () => {
    const destinations = inRegions(['eu-west-1']);
    const emulator = await anEmulator(destinations, {
      change: ({ accounts }) => {
        for (const { roles } of accounts)
          for (const each of roles) each.maxSessionDuration = 43_200;
      },
    });
    const aws = aSession(emulator, {
      env: withoutKeys(emulator),
      webIdentityToken: aToken(),
      neededMs: 3 * 60 * minute,
    });
    await aws.identify(destinations);
    expect(aws.lifetime(destinations, 3 * 60 * minute)).toEqual([]);
    expect(aws.lifetime(destinations, 4 * 60 * minute)).toHaveLength(1);
  });

  test('buys an hour where the role allows no more, which is said', async () => {
    const destinations = inRegions(['eu-west-1']);
    const emulator = await anEmulator(destinations);
    const aws = aSession(emulator, { env: withoutKeys(emulator), webIdentityToken: aToken() });
    await aws.identify(destinations);
    expect(emulator.calls.map(({ status }) => status)).toEqual([400, 200]);
    expect(aws.lifetime(destinations, 50 * minute)).toEqual([]);
    expect(aws.lifetime(destinations, 90 * minute)).toEqual([
      {
        code: 'credentials-too-short',
        message: expect.stringMatching(
          /^the run may take up to 1 h 30 min, but has sessions from one identity token, .* in 1 h$/,
        ),
        hint: expect.any(String),
      },
    ]);
  });

  test('that has ended is told', async () => {
    const destinations = inRegions(['eu-west-1']);
    const emulator = await anEmulator(destinations);
    const webIdentityToken = aToken({ exp: 1_700_000_000 });
    const aws = aSession(emulator, { env: withoutKeys(emulator), webIdentityToken });
    const error = (await failureOf(aws.identify(destinations))) as RefusedError;
    expect(error.problems[0]?.hint).toMatch(/^the identity token had expired/);
    expect(error.message).not.toContain(webIdentityToken);
  });
});

test('a token file of the machine is exchanged under the same guard', async () => {
  const destinations = inRegions(['eu-west-1'], { role: { arn: role, sessionTags: false } });
  const emulator = await anEmulator(destinations, {
    change: ({ accounts }) => {
      accounts.push({ id: '999999999999', name: 'hub', roles: [{ arn: hub }] });
    },
  });
  const path = join(await aFolder(), 'token');
  await writeFile(path, aToken());
  const env = { ...withoutKeys(emulator), AWS_ROLE_ARN: hub, AWS_WEB_IDENTITY_TOKEN_FILE: path };
  await aSession(emulator, { env }).identify(destinations);
  expect(emulator.calls.map(({ operation, about }) => [operation, about])).toEqual([
    ['AssumeRoleWithWebIdentity', hub],
    ['AssumeRole', role],
  ]);
});

test.each(['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_STS'])(
  'no token is sent where %s points elsewhere',
  async (name) => {
    const destinations = inRegions(['eu-west-1']);
    const emulator = await anEmulator(destinations);
    const env = { [name]: 'https://sts.example.com', HTTPS_PROXY: await aListener() };
    const aws = aSession(emulator, { env, ...anIdentity() });
    const { problems } = (await failureOf(aws.identify(destinations))) as RefusedError;
    expect(problems).toMatchObject([
      {
        destination: 'retail/eu-west-1',
        message:
          'the identity token is not sent to "https://sts.example.com": only STS over https may have it, or this machine where the environment names it',
        hint: expect.stringContaining('AWS_ENDPOINT_URL'),
      },
    ]);
    expect(connections).toBe(0);
  },
);

let connections = 0;

/** Counts who connects. */
async function aListener(): Promise<string> {
  connections = 0;
  const server = createServer().on('connection', () => connections++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
