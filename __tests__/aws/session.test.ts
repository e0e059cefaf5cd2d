import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { type RefusedError, saidOf, together } from '../../src/problem.ts';
import {
  aDestination,
  aManualClock,
  anEmulator,
  aSession,
  atEnd,
  callsTo,
  failureOf,
  inRegions,
} from './makers.ts';

const regions = ['eu-west-1', 'us-east-1', 'ap-southeast-1'];
const hub = 'arn:aws:iam::999999999999:role/hub';
const role = 'arn:aws:iam::222222222222:role/codedeploy-fanout';
const minute = 60_000;

async function problemsOf(attempt: Promise<unknown>) {
  return together(((await failureOf(attempt)) as RefusedError).problems).map(saidOf);
}

describe('roles', () => {
  test('three regions and three services share one AssumeRole', async () => {
    const destinations = inRegions(regions);
    const emulator = await anEmulator(destinations);
    const aws = aSession(emulator);
    await Promise.all(
      destinations.flatMap((destination) => [
        aws.codedeploy(destination).getGroup(),
        aws.artifacts(destination).find('orders/none.zip'),
        aws.identify([destination]),
      ]),
    );
    expect(callsTo(emulator, 'AssumeRole')).toEqual([role]);
    expect(callsTo(emulator, 'GetDeploymentGroup')).toHaveLength(3);
  });

  test('are identified, with the session named after the run', async () => {
    const destinations = inRegions(['eu-west-1']);
    const aws = aSession(await anEmulator(destinations));
    expect(await aws.identify(destinations)).toEqual([
      {
        destination: 'retail/eu-west-1',
        account: '222222222222',
        arn: 'arn:aws:sts::222222222222:assumed-role/codedeploy-fanout/orders-production-1.214-9876543.1',
      },
    ]);
  });

  test('are assumed anew ahead of the end of their sessions, and nothing expires', async () => {
    const [destination = aDestination()] = inRegions(['eu-west-1']);
    const clock = aManualClock();
    const emulator = await anEmulator([destination], { clock });
    const calls = aSession(emulator).codedeploy(destination);
    for (let passed = 0; passed < 180; passed += 9) {
      await calls.getGroup();
      clock.pass(9 * minute);
    }
    expect(callsTo(emulator, 'AssumeRole')).toHaveLength(3);
    expect(emulator.calls.map(({ status }) => status)).not.toContain(400);
  });

  test('are assumed anew when AWS ends a session early, and the call is made again', async () => {
    const [destination = aDestination()] = inRegions(['eu-west-1']);
    const emulator = await anEmulator([destination], {
      faults: [{ service: 'codedeploy', times: 1, then: 'expire' }],
    });
    expect(await aSession(emulator).codedeploy(destination).getGroup()).toHaveProperty(
      'applicationName',
      'orders',
    );
    expect(callsTo(emulator, 'AssumeRole')).toHaveLength(2);
  });

  test('are assumed anew also where S3 hides that a session has ended', async () => {
    const [destination = aDestination()] = inRegions(['eu-west-1']);
    const emulator = await anEmulator([destination], {
      faults: [{ service: 's3', operation: ['HeadObject'], times: 1, then: 'expire' }],
    });
    expect(await aSession(emulator).artifacts(destination).find('orders/a.zip')).toBeUndefined();
  });

  test('stay in use while STS is away', async () => {
    const [destination = aDestination()] = inRegions(['eu-west-1']);
    const clock = aManualClock();
    const emulator = await anEmulator([destination], {
      clock,
      faults: [{ service: 'sts', from: 60, then: { status: 503 } }],
    });
    const calls = aSession(emulator).codedeploy(destination);
    await calls.getGroup();
    clock.pass(57 * minute);
    await calls.getGroup();
    clock.pass(4 * minute);
    const error = await failureOf(calls.getGroup());
    expect(error.message).toMatch(
      /^role "arn:aws:iam::222222222222:role\/codedeploy-fanout" cannot be assumed: /,
    );
  });

  test('that ask for an external id get it', async () => {
    const given = { arn: role, externalId: 'the-one', sessionTags: false };
    const destinations = inRegions(['eu-west-1'], { role: given });
    const emulator = await anEmulator(destinations);
    await aSession(emulator).identify(destinations);
    const others = destinations.map((each) => ({
      ...each,
      role: { ...given, externalId: 'other' },
    }));
    const [problem] = await problemsOf(aSession(emulator).identify(others));
    expect(problem).toMatch(/^retail\/eu-west-1: role .* cannot be assumed: AccessDenied: /);
  });

  test('are assumed through another one', async () => {
    const through = { arn: role, via: hub, sessionTags: false };
    const destinations = inRegions(regions, { role: through });
    const emulator = await anEmulator(destinations);
    await aSession(emulator).identify(destinations);
    expect(callsTo(emulator, 'AssumeRole')).toEqual([hub, role]);
    expect(emulator.calls.at(-1)?.principal).toMatch(
      /^arn:aws:sts::999999999999:assumed-role\/hub\//,
    );
  });

  test('for reading are used where a command only reads', async () => {
    const readRole = { arn: 'arn:aws:iam::222222222222:role/read', sessionTags: false };
    const destinations = inRegions(['eu-west-1'], { readRole });
    const emulator = await anEmulator(destinations);
    await aSession(emulator, { access: 'read' }).identify(destinations);
    await aSession(emulator, { access: 'deploy' }).identify(destinations);
    expect(callsTo(emulator, 'AssumeRole')).toEqual([readRole.arn, role]);
  });

  test('get session tags, and go without where they make the session too large', async () => {
    const destinations = inRegions(['eu-west-1'], { role: { arn: role, sessionTags: true } });
    const run = { application: 'a', environment: 'b', id: '1', tags: { Repository: 'x/y' } };
    const refusing = await anEmulator(destinations, { change: refuseTags });
    expect(await problemsOf(aSession(refusing, { run }).identify(destinations))).toHaveLength(1);
    const tooLarge = await anEmulator(destinations, {
      change: refuseTags,
      faults: [{ service: 'sts', times: 1, then: { status: 400, code: 'PackedPolicyTooLarge' } }],
    });
    await aSession(tooLarge, { run }).identify(destinations);
    expect(callsTo(tooLarge, 'AssumeRole')).toHaveLength(2);
  });

  function refuseTags(seed: { accounts: { roles: { sessionTags?: boolean }[] }[] }) {
    for (const { roles } of seed.accounts) for (const each of roles) each.sessionTags = false;
  }
});

describe('the account that answers', () => {
  test('is the configured one, or nothing is done', async () => {
    const destination = aDestination();
    const { role: _, ...plain } = destination;
    const emulator = await anEmulator([destination]);
    const aws = aSession(emulator);
    expect(await problemsOf(aws.identify([plain]))).toEqual([
      'retail/eu-west-1: the credentials of the job are of account "000000000000", but account retail is "222222222222"',
    ]);
    await failureOf(aws.codedeploy(plain).getGroup());
    expect(callsTo(emulator, 'GetDeploymentGroup')).toEqual([]);
  });

  test('is told where none is configured', async () => {
    const { role: _, ...destination } = aDestination({ account: { name: 'here' } });
    const aws = aSession(await anEmulator([aDestination()]));
    expect(await aws.identify([destination])).toMatchObject([{ account: '000000000000' }]);
  });

  test('is that of the role, which is compared before anything is sent', async () => {
    const foreign = { arn: 'arn:aws:iam::333333333333:role/x', sessionTags: false };
    const destinations = inRegions(regions, { role: foreign });
    const emulator = await anEmulator(destinations);
    expect(await problemsOf(aSession(emulator).identify(destinations))).toEqual([
      'retail/eu-west-1, retail/us-east-1, retail/ap-southeast-1: role "arn:aws:iam::333333333333:role/x" is in account "333333333333", but account retail is "222222222222"',
    ]);
    expect(emulator.calls).toEqual([]);
  });

  test('every trouble of every role is told at once', async () => {
    const none = { arn: 'arn:aws:iam::222222222222:role/none', sessionTags: false };
    const foreign = { arn: 'arn:aws:iam::333333333333:role/x', sessionTags: false };
    const good = inRegions(['eu-west-1']);
    const bad = [
      aDestination({ id: 'one', role: none }),
      aDestination({ id: 'two', role: foreign }),
    ];
    const emulator = await anEmulator(good);
    const problems = await problemsOf(aSession(emulator).identify([...good, ...bad]));
    expect(problems).toEqual([
      expect.stringMatching(/^one: role .*role\/none" cannot be assumed/),
      expect.stringMatching(/^two: role .*333333333333/),
    ]);
  });
});

describe('STS', () => {
  test('of the next region is asked where one is down, and first from then on', async () => {
    const other = { arn: 'arn:aws:iam::222222222222:role/other', sessionTags: false };
    const destinations = inRegions(regions);
    const more = inRegions(['eu-west-1'], { id: 'other', role: other });
    const emulator = await anEmulator([...destinations, ...more], {
      faults: [{ service: 'sts', region: ['eu-west-1'], then: 'down' }],
    });
    const aws = aSession(emulator);
    await aws.identify(destinations);
    await aws.identify(more);
    const answered = emulator.calls.filter(({ status }) => status === 200);
    expect(answered.map(({ region, about }) => [region, about])).toEqual([
      ['us-east-1', role],
      ['us-east-1', other.arn],
    ]);
    expect(emulator.calls.filter(({ about }) => about === other.arn)).toHaveLength(1);
  });

  test('of the next region is asked where an account has one switched off', async () => {
    const destinations = inRegions(regions);
    const fault = { status: 403, code: 'RegionDisabledException' };
    const emulator = await anEmulator(destinations, {
      faults: [{ service: 'sts', region: ['eu-west-1'], then: fault }],
    });
    await aSession(emulator).identify(destinations);
    expect(emulator.calls.map(({ region }) => region)).toEqual(['eu-west-1', 'us-east-1']);
  });

  test('is not asked elsewhere where it denies', async () => {
    const destinations = inRegions(regions);
    const emulator = await anEmulator(destinations, { faults: [{ service: 'sts', then: 'deny' }] });
    await problemsOf(aSession(emulator).identify(destinations));
    expect(emulator.calls).toHaveLength(1);
  });
});

test('a session in the environment is compared with what the run needs', async () => {
  const destinations = inRegions(['eu-west-1']);
  const emulator = await anEmulator(destinations);
  const messages = (env: Record<string, string>, minutes: number) =>
    aSession(emulator, { env: { ...emulator.env, ...env } })
      .lifetime(destinations, minutes * minute)
      .map(({ message }) => message);
  const AWS_CREDENTIAL_EXPIRATION = new Date(Date.now() + 30 * minute).toISOString();
  const session = { AWS_SESSION_TOKEN: 'token' };
  expect(messages({}, 600)).toEqual([]);
  expect(messages(session, 90)).toEqual([
    'the run may take up to 1 h 30 min, but has session credentials from the environment, whose expiry is not known',
  ]);
  expect(messages({ ...session, AWS_CREDENTIAL_EXPIRATION }, 20)).toEqual([]);
  expect(messages({ ...session, AWS_CREDENTIAL_EXPIRATION }, 45)).toEqual([
    expect.stringMatching(/which nothing renews: until .* UTC, in 30 min$/),
  ]);
});

test('identifying ends with a cancel', async () => {
  const destinations = inRegions(['eu-west-1']);
  const cancel = new AbortController();
  const emulator = await anEmulator(destinations, {
    faults: [{ service: 'sts', then: { slow: 20_000 } }],
  });
  const identified = aSession(emulator, { signal: cancel.signal }).identify(destinations);
  const reason = new Error('cancelled');
  cancel.abort(reason);
  expect(await failureOf(identified)).toBe(reason);
});

test.each([
  [
    'a shell',
    {},
    'no AWS credentials were found: ',
    /^AWS_PROFILE names profile "fanout-test-no-such-profile".*set AWS_PROFILE, or AWS_ACCESS_KEY_ID/,
  ],
  [
    'a build of TeamCity',
    { TEAMCITY_VERSION: '2025.07' },
    'no AWS credentials were found: ',
    /build feature AWS Credentials/,
  ],
  ['a job of GitLab', { GITLAB_CI: 'true' }, 'no AWS credentials were found: ', /`id_tokens:`/],
  [
    'a job of GitHub that has no right to ask for a token',
    { GITHUB_ACTIONS: 'true' },
    'no AWS credentials were found, and this job may not ask GitHub for an identity token (`id-token: write` is missing): ',
    /`permissions: id-token: write`/,
  ],
])(
  'no credentials at all is told once, with what to do, in %s',
  async (_, more, expected, hint) => {
    const destinations = inRegions(regions);
    const emulator = await anEmulator(destinations);
    const env = {
      AWS_ENDPOINT_URL: emulator.url,
      AWS_PROFILE: 'fanout-test-no-such-profile',
      ...more,
    };
    process.env.AWS_EC2_METADATA_DISABLED = 'true';
    const error = await failureOf(aSession(emulator, { env }).identify(destinations));
    const problems = together((error as RefusedError).problems);
    expect(problems).toHaveLength(1);
    const all = 'retail/eu-west-1, retail/us-east-1, retail/ap-southeast-1: ';
    expect(problems.map(saidOf)[0]?.slice(0, all.length + expected.length)).toBe(all + expected);
    expect(problems[0]?.hint).toMatch(hint);
    if (!('GITHUB_ACTIONS' in more)) expect(problems[0]?.hint).not.toMatch(/id-token: write/);
  },
);

test('an account whose profile is missing gets no other credentials of the job or the machine', async () => {
  let asked = 0;
  const machine = createServer((_, response) => {
    asked += 1;
    const Expiration = new Date(Date.now() + 60 * minute).toISOString();
    const given = { AccessKeyId: 'AKIAMACHINE', SecretAccessKey: 'of the machine', Token: 'token' };
    response.end(JSON.stringify({ ...given, Expiration }));
  });
  await new Promise<void>((listens) => machine.listen(0, '127.0.0.1', listens));
  atEnd(() => machine.close());
  const { port } = machine.address() as AddressInfo;
  process.env.AWS_CONTAINER_CREDENTIALS_FULL_URI = `http://127.0.0.1:${port}/`;
  const account = { name: 'retail', id: '222222222222', profile: 'fanout-test-no-such-profile' };
  const destinations = inRegions(['eu-west-1'], { account });
  const emulator = await anEmulator(destinations);
  const env = { AWS_ENDPOINT_URL: emulator.url, GITHUB_ACTIONS: 'true' };
  const error = await failureOf(aSession(emulator, { env }).identify(destinations));
  const [problem] = (error as RefusedError).problems;
  expect(problem?.message).toMatch(/^no AWS credentials were found: .*fanout-test-no-such-profile/);
  expect(problem?.hint).toMatch(/^fanout\.yml names profile "fanout-test-no-such-profile"/);
  expect(asked).toBe(0);
});

test('a profile that takes the place of the identity token is named', async () => {
  const destinations = inRegions(regions);
  const emulator = await anEmulator(destinations);
  const env = {
    AWS_ENDPOINT_URL: emulator.url,
    AWS_PROFILE: 'fanout-test-no-such-profile',
    GITHUB_ACTIONS: 'true',
    ACTIONS_ID_TOKEN_REQUEST_URL: 'https://example.com',
  };
  process.env.AWS_EC2_METADATA_DISABLED = 'true';
  const getIdToken = async () => 'never asked for';
  const error = await failureOf(aSession(emulator, { env, getIdToken }).identify(destinations));
  const { problems } = error as RefusedError;
  expect(problems[0]?.message).toContain("by AWS_PROFILE, which is used instead of the job's");
  expect(problems[0]?.hint).toMatch(/^unset AWS_PROFILE/);
});
