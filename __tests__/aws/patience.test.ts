import { describe, expect, test } from '@jest/globals';
import { faultOf } from '../../src/aws/faults.ts';
import type { FaultRule } from '../../src/emulator/scenario/fault-definition.ts';
import {
  aDestination,
  aManualClock,
  anEmulator,
  aSession,
  aToken,
  failureOf,
  inRegions,
} from './makers.ts';

const destinations = inRegions(['eu-west-1', 'us-east-1', 'ap-southeast-1']);
const [there = aDestination()] = destinations;
const role = 'arn:aws:iam::222222222222:role/codedeploy-fanout';
const roles = destinations.map((one) => ({ ...one, role: { arn: role, sessionTags: false } }));

const noKey = {
  status: 400,
  code: 'InvalidIdentityToken',
  message: "Couldn't retrieve verification key from your identity provider",
};

describe('what passes within a minute is borne before the first deployment', () => {
  test.each<[string, Partial<FaultRule>]>([
    ['STS is throttled', { service: 'sts', then: 'throttle' }],
    ['STS fails', { service: 'sts', then: { status: 503 } }],
    ['S3 asks to slow down', { service: 's3', then: { status: 503, code: 'SlowDown' } }],
    ['CodeDeploy is throttled', { service: 'codedeploy', then: 'throttle' }],
  ])('%s', async (_, fault) => {
    const clock = aManualClock();
    const began = clock.now();
    const emulator = await anEmulator([there], { clock, faults: [{ ...fault, to: 60 }] });
    const aws = aSession(emulator);
    const asked = async () => {
      await aws.identify([there]);
      await aws.artifacts(there).check();
      await aws.codedeploy(there).getGroup();
    };
    await expect(asked()).resolves.toBeUndefined();
    expect(clock.now() - began).toBeGreaterThan(59_000);
  });

  test('a verification key that cannot be fetched, with a fresh token each time', async () => {
    const clock = aManualClock();
    const faults = [{ operation: 'AssumeRoleWithWebIdentity', to: 60, then: noKey }];
    const emulator = await anEmulator(roles, { clock, faults: faults as Partial<FaultRule>[] });
    const tokens: string[] = [];
    const getIdToken = async () => {
      tokens.push(aToken({ jti: String(tokens.length) }));
      return tokens.at(-1) as string;
    };
    const env = { AWS_ENDPOINT_URL: emulator.url };
    await aSession(emulator, { env, getIdToken }).identify(roles);
    expect(new Set(tokens).size).toBe(tokens.length);
    expect(tokens.length).toBeGreaterThan(3);
  });

  test('but not without end', async () => {
    const clock = aManualClock();
    const began = clock.now();
    const faults: Partial<FaultRule>[] = [{ then: { status: 503 } }];
    const emulator = await anEmulator([there], { clock, faults });
    const aws = aSession(emulator);
    expect(faultOf(await failureOf(aws.artifacts(there).check())).kind).toBe('server');
    const waited = clock.now() - began;
    expect(waited).toBeGreaterThanOrEqual(60_000);
    expect(waited).toBeLessThan(6 * 60_000);
  });
});

test('a clock that is off is corrected, though STS is asked only once a round', async () => {
  const clock = aManualClock();
  const faults: Partial<FaultRule>[] = [{ then: { skew: 20 * 60_000 } }];
  const emulator = await anEmulator([there], { clock, faults });
  const began = clock.now();
  expect(await aSession(emulator).identify([there])).toHaveLength(1);
  expect(clock.now() - began).toBeLessThan(10_000);
});

test('where a clock is off, what is not there is asked for once, and what is denied is not asked for again', async () => {
  const clock = aManualClock();
  clock.pass(20 * 60_000);
  const faults: Partial<FaultRule>[] = [{ operation: 'PutObject', then: 'deny' }];
  const emulator = await anEmulator([there], { clock, faults });
  const artifacts = aSession(emulator).artifacts(there);
  for (const key of ['none/1', 'none/2', 'none/3'])
    expect(await artifacts.readJson(key)).toBeUndefined();
  expect(faultOf(await failureOf(artifacts.writeJson('a', 1, { ifNoneMatch: true }))).kind).toBe(
    'denied',
  );
  const asked = emulator.calls.map(({ operation }) => operation);
  expect(asked.filter((one) => /Object$/.test(one))).toEqual([
    ...['GetObject', 'GetObject', 'GetObject', 'PutObject'],
  ]);
});

test('nobody waits for a host that is not there', async () => {
  const clock = aManualClock();
  const began = clock.now();
  const emulator = await anEmulator([there], { clock });
  const env = { ...emulator.env, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' };
  const aws = aSession(emulator, { env });
  await failureOf(aws.identify([there]));
  expect(clock.now() - began).toBeLessThan(10_000);
});
