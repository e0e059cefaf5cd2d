import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect } from '@jest/globals';
import { type AwsOptions, type AwsSession, openAws } from '../../src/aws/session.ts';
import { type Clock, systemClock } from '../../src/clock.ts';
import type { Destination } from '../../src/config/destination.ts';
import { createCodeDeploy } from '../../src/emulator/codedeploy/codedeploy.ts';
import type { FaultRule } from '../../src/emulator/scenario/fault-definition.ts';
import { seedOf } from '../../src/emulator/seed.ts';
import { type Emulator, startEmulator } from '../../src/emulator/server.ts';
import type { Seed } from '../../src/emulator/service.ts';
import { aDestination, anEnvironment, aWave } from '../release/makers.ts';

export { aDestination };

const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** Runs when the test is over, newest first. */
export function atEnd(end: () => unknown): void {
  endings.push(end);
}

export function inRegions(regions: string[], overrides: Partial<Destination> = {}): Destination[] {
  return regions.map((region) =>
    aDestination({ id: `retail/${region}`, region, bucket: `deploy-${region}`, ...overrides }),
  );
}

/** A clock that stands still but for what is slept and passed. */
export function aManualClock(): Clock & { pass(ms: number): void } {
  let now = Date.now();
  return {
    now: () => now,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      now += ms;
    },
    pass(ms) {
      now += ms;
    },
  };
}

export type Started = Emulator & { env: Record<string, string>; secrets: string[]; clock: Clock };

/** An emulator of all that the destinations need; `change` has a look at the seed before. */
export async function anEmulator(
  destinations: readonly Destination[],
  {
    clock = systemClock,
    faults = [],
    change = () => undefined,
  }: { clock?: Clock; faults?: Partial<FaultRule>[]; change?: (seed: Seed) => void } = {},
): Promise<Started> {
  const seed = seedOf([anEnvironment({ waves: [aWave({ destinations: [...destinations] })] })], 3);
  change(seed);
  const emulator = await startEmulator({
    seed,
    clock,
    pageSize: 2,
    faults: faults.map((fault) => ({ every: 1, skip: 0, ...fault }) as FaultRule),
    codedeploy: (ports) => createCodeDeploy({ ...ports, pageSize: 2 }),
  });
  atEnd(() => emulator.close());
  const env = {
    AWS_ENDPOINT_URL: emulator.url,
    AWS_ACCESS_KEY_ID: emulator.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: emulator.credentials.secretAccessKey,
  };
  return { ...emulator, env, secrets: [], clock };
}

/** A session that reaches the emulator by its environment alone, and notes what it masks. */
export function aSession(emulator: Started, overrides: Partial<AwsOptions> = {}): AwsSession {
  const session = openAws({
    clock: emulator.clock,
    env: emulator.env,
    mask: (secret) => emulator.secrets.push(secret),
    run: {
      application: 'orders',
      environment: 'production',
      version: '1.214',
      id: '9876543.1',
      tags: {},
    },
    access: 'deploy',
    signal: new AbortController().signal,
    ...overrides,
  });
  atEnd(() => session.close());
  return session;
}

/** How often an operation was asked for, by what it was about. */
export function callsTo({ calls }: Emulator, operation: string): string[] {
  return calls.flatMap((call) => (call.operation === operation ? [call.about ?? ''] : []));
}

export async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'aws-test-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A file of bytes that are no zip, described as a bundle is. */
export async function aBundle(bytes: Buffer = Buffer.from('a bundle')) {
  const path = join(await aFolder(), 'bundle.zip');
  await writeFile(path, bytes);
  return { path, size: bytes.length, sha256: sha256(bytes), digest: 'd'.repeat(64) };
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** What an attempt was rejected with. */
export async function failureOf(attempt: Promise<unknown>): Promise<Error> {
  const failure = await attempt.then(
    () => undefined,
    (error: Error) => error,
  );
  expect(failure).toBeDefined();
  return failure as Error;
}

/** A JSON Web Token as an identity provider would issue it, with a signature of nobody's. */
export function aToken(claims: Record<string, unknown> = {}): string {
  const seconds = Math.floor(Date.now() / 1000);
  const payload = {
    iss: 'https://token.actions.githubusercontent.com',
    sub: 'repo:example/orders:environment:production',
    aud: 'sts.amazonaws.com',
    iat: seconds,
    exp: seconds + 300,
    ...claims,
  };
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${encode({ alg: 'RS256' })}.${encode(payload)}.${'c2lnbmF0dXJl'}`;
}
