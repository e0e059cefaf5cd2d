import { inspect } from 'node:util';
import { expect, test } from '@jest/globals';
import { describeFault } from '../../src/aws/advice.ts';
import { faultOf } from '../../src/aws/faults.ts';
import type { AwsOptions } from '../../src/aws/session.ts';
import type { FaultRule } from '../../src/emulator/scenario/fault-definition.ts';
import {
  aBundle,
  aDestination,
  aManualClock,
  anEmulator,
  aSession,
  aToken,
  failureOf,
  inRegions,
} from './makers.ts';

const [destination = aDestination()] = inRegions(['eu-west-1']);
const never = new AbortController().signal;
const token = aToken();

type Given = { faults?: Partial<FaultRule>[]; session?: Partial<AwsOptions>; wrongKey?: boolean };

const troubles: [string, Given][] = [
  ['STS denies', { faults: [{ service: 'sts', then: 'deny' }] }],
  [
    'STS denies a token',
    {
      faults: [{ service: 'sts', then: { status: 403, code: 'AccessDenied' } }],
      session: { webIdentityToken: token },
    },
  ],
  ['STS answers with a page', { faults: [{ service: 'sts', then: { status: 502, html: true } }] }],
  ['the signature is wrong', { wrongKey: true }],
  [
    'sessions end at once',
    {
      faults: [
        { service: 'codedeploy', then: 'expire' },
        { service: 's3', then: 'expire' },
      ],
    },
  ],
  [
    'the services deny',
    {
      faults: [
        { service: 'codedeploy', then: 'deny' },
        { service: 's3', then: 'deny' },
      ],
    },
  ],
  ['a token has ended', { session: { webIdentityToken: aToken({ exp: 1 }) } }],
];

test.each(troubles)(
  'no secret is in what is told when %s',
  async (_, { faults = [], session = {}, wrongKey }) => {
    const emulator = await anEmulator([destination], { faults, clock: aManualClock() });
    const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '' } = emulator.env;
    const secret = wrongKey ? 'S3cretThatIsNotTheKeyOfAnyone' : AWS_SECRET_ACCESS_KEY;
    const keys = session.webIdentityToken
      ? { AWS_ENDPOINT_URL: emulator.url }
      : { ...emulator.env, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY: secret };
    const aws = aSession(emulator, { ...session, env: keys });
    const errors = await Promise.all([
      failureOf(aws.identify([destination]).then(() => aws.codedeploy(destination).getGroup())),
      failureOf(aws.codedeploy(destination).getGroup()),
      failureOf(aws.artifacts(destination).find('a')),
      failureOf(aws.artifacts(destination).upload('a', await aBundle(), never)),
    ]);
    const told = errors.flatMap((error) => [
      inspect(error, { depth: 10, showHidden: false }),
      inspect(describeFault(error, { destination, operation: 's3:PutObject' })),
      inspect(faultOf(error)),
    ]);
    const secrets = [
      ...emulator.secrets,
      secret,
      ...(session.webIdentityToken ? [session.webIdentityToken] : []),
    ];
    expect(secrets.length).toBeGreaterThan(0);
    for (const text of told) for (const each of secrets) expect(text.includes(each)).toBe(false);
  },
);

test('every secret is masked, account ids never', async () => {
  const emulator = await anEmulator([destination]);
  const aws = aSession(emulator);
  await aws.identify([destination]);
  expect(emulator.secrets).toHaveLength(3);
  expect(emulator.secrets[0]).toBe(emulator.credentials.secretAccessKey);
  for (const secret of emulator.secrets) expect(secret).not.toMatch(/^\d{12}$/);
});
