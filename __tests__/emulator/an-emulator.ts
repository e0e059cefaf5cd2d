import { S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, type Credentials, STSClient } from '@aws-sdk/client-sts';
import { afterEach } from '@jest/globals';
import { type Clock, systemClock } from '../../src/clock.ts';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator/server.ts';
import type { Seed } from '../../src/emulator/service.ts';

export const dev = '111111111111';
export const retail = '222222222222';
export const devRole = `arn:aws:iam::${dev}:role/deploy`;
export const retailRole = `arn:aws:iam::${retail}:role/deploy`;

export function aSeed(overrides: Partial<Seed> = {}): Seed {
  return {
    accounts: [
      { id: dev, name: 'dev', roles: [{ arn: devRole }] },
      { id: retail, name: 'retail', roles: [{ arn: retailRole }] },
    ],
    buckets: [
      { name: 'dev-ireland', region: 'eu-west-1', account: dev },
      { name: 'dev-virginia', region: 'us-east-1', account: dev },
      { name: 'retail-ireland', region: 'eu-west-1', account: retail },
    ],
    groups: [],
    ...overrides,
  };
}

/** Closed after the test. A bug of the emulator fails it. */
export async function anEmulator(
  overrides: Partial<Omit<EmulatorOptions, 'seed'>> & { seed?: Partial<Seed> } = {},
): Promise<Emulator> {
  const { seed, ...options } = overrides;
  const emulator = await startEmulator({
    clock: systemClock,
    pageSize: 2,
    onBug: (bug) => bugs.push(bug),
    ...options,
    seed: aSeed(seed),
  });
  running.push(emulator);
  return emulator;
}

export type Keys = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };

export function stsOf(emulator: Emulator, credentials: Keys = emulator.credentials): STSClient {
  return new STSClient({
    endpoint: emulator.url,
    region: 'eu-west-1',
    credentials,
    maxAttempts: 1,
  });
}

/** Credentials of a session of the role. */
export async function assumed(
  emulator: Emulator,
  { role = devRole, ...more }: { role?: string; DurationSeconds?: number } = {},
): Promise<Required<Keys>> {
  const answer = await stsOf(emulator).send(
    new AssumeRoleCommand({ RoleArn: role, RoleSessionName: 'test', ...more }),
  );
  return keysOf(answer.Credentials);
}

export function keysOf(credentials: Credentials | undefined): Required<Keys> {
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = credentials ?? {};
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  };
}

/** A client of account dev in eu-west-1 unless told otherwise, without retries. */
export async function s3Of(
  emulator: Emulator,
  {
    role = devRole,
    ...options
  }: { role?: string } & ConstructorParameters<typeof S3Client>[0] = {},
): Promise<S3Client> {
  return new S3Client({
    endpoint: emulator.url,
    region: 'eu-west-1',
    maxAttempts: 1,
    ...options,
    credentials: options.credentials ?? (await assumed(emulator, { role })),
  });
}

/** What a call was refused with. */
export async function refusal(call: Promise<unknown>): Promise<{
  name: string;
  message: string;
  status: number | undefined;
}> {
  try {
    await call;
  } catch (error) {
    const { name, message, $metadata } = error as Error & {
      $metadata?: { httpStatusCode?: number };
    };
    return { name, message, status: $metadata?.httpStatusCode };
  }
  throw new Error('the call was not refused');
}

/** A clock whose sleepers are held until they are let go: `held` resolves when one has come. */
export function aHoldingClock(): { clock: Clock; held: Promise<void>; release: () => void } {
  let come = () => {};
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    come = resolve;
  });
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const clock: Clock = {
    now: systemClock.now,
    async sleep(_ms, signal) {
      come();
      const aborted = new Promise<never>((_resolve, reject) =>
        signal?.addEventListener('abort', () => reject(signal.reason)),
      );
      await Promise.race([released, aborted]);
    },
  };
  return { clock, held, release };
}

const running: Emulator[] = [];
const bugs: unknown[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
  const [bug] = bugs.splice(0);
  if (bug) throw bug;
});
