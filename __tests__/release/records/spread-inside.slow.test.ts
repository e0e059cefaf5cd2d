import { randomBytes } from 'node:crypto';
import { type AddressInfo, connect, createServer } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { systemClock } from '../../../src/clock.ts';
import type { FaultRule } from '../../../src/emulator/scenario/fault-definition.ts';
import type { Emulator } from '../../../src/emulator/server.ts';
import type { Unstamped } from '../../../src/release/events.ts';
import { publishBundle, publishKnown } from '../../../src/release/records/publish.ts';
import { recordBucketsOf } from '../../../src/release/records/record-buckets.ts';
import { aBundle, anEmulator, aSession, atEnd } from '../../aws/makers.ts';
import { aDestination } from '../makers.ts';

const account = { name: 'retail', id: '222222222222' };

type Spread = {
  count: number;
  size: number;
  faults?: Partial<FaultRule>[];
  isPromoted?: boolean;
  /** Where temporary files would go, once the bundle is made. */
  tmp?: string;
};

async function spread({ count, size, faults = [], isPromoted = false, tmp }: Spread) {
  const destinations = Array.from({ length: count }, (_, index) =>
    aDestination({
      id: `retail/eu-west-1/${index}`,
      account,
      deploymentGroup: `orders-${index}`,
      bucket: `deploy-222222222222-${index}`,
    }),
  );
  const source = aDestination({
    id: 'dev/eu-west-1',
    account: { name: 'dev', id: '111111111111' },
    role: { arn: 'arn:aws:iam::111111111111:role/codedeploy-fanout', sessionTags: false },
    bucket: 'deploy-111111111111',
    bucketOwner: '111111111111',
  });
  const emulator = await anEmulator([source, ...destinations], {
    faults,
    change: ({ buckets }) => {
      const holding = buckets.find(({ name }) => name === source.bucket);
      holding?.grants?.push({ account: account.id, actions: ['s3:GetObject'] });
    },
  });
  const door = await countingDoor(Number(new URL(emulator.url).port));
  const env = { ...emulator.env, AWS_ENDPOINT_URL: `http://127.0.0.1:${door.port}` };
  const aws = aSession({ ...emulator, env });
  await aws.identify([source, ...destinations]);
  const bundle = { ...(await aBundle(randomBytes(size))), entries: [] };
  const { digest, sha256 } = bundle;
  const record = { version: '1.1', digest, sha256, size, build: 'local:1', time: '' };
  const events: Unstamped[] = [];
  const { signal } = new AbortController();
  const ports = { clock: systemClock, emit: (event: Unstamped) => events.push(event), signal };
  const buckets = recordBucketsOf(destinations, aws);
  const owner = { application: 'orders' };
  const holding = recordBucketsOf([source], aws);
  if (isPromoted) await publishBundle(owner, bundle, record, holding, ports);
  const known = { owner, record, holders: holding.map(({ artifacts }) => artifacts) };
  events.length = 0;
  if (tmp !== undefined) setTmp(tmp);
  const before = door.bytes();
  const began = performance.now();
  if (isPromoted) await publishKnown(owner, known, buckets, { ...ports, acrossAccounts: true });
  else await publishBundle(owner, bundle, record, buckets, ports);
  const ms = performance.now() - began;
  return { bytes: door.bytes() - before, ms, events, emulator };
}

/** Until the test ends. */
function setTmp(tmp: string): void {
  const before = process.env.TMPDIR ?? '/tmp';
  process.env.TMPDIR = tmp;
  atEnd(() => {
    process.env.TMPDIR = before;
  });
}

/** A port before the emulator's that counts what goes in. */
async function countingDoor(port: number) {
  let bytes = 0;
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    near.on('data', (chunk) => {
      bytes += chunk.length;
    });
    near.pipe(far).pipe(near);
    for (const each of [near, far]) each.on('error', () => near.destroy());
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  atEnd(() => server.close());
  return { port: (server.address() as AddressInfo).port, bytes: () => bytes };
}

const howOf = (events: readonly Unstamped[]) =>
  events.flatMap((event) => (event.kind === 'uploaded' ? [event.how] : [])).sort();

test('300 buckets of one account cost the bytes of one upload', async () => {
  const size = 40 * 1024 * 1024;
  const { bytes, ms, events } = await spread({ count: 300, size });
  console.info(`300 buckets: ${(bytes / size).toFixed(4)} x bundle in ${Math.round(ms)} ms`);
  expect(bytes).toBeLessThanOrEqual(1.05 * size);
  expect(howOf(events).filter((how) => how === 'copied')).toHaveLength(299);
});

test('what is promoted to 300 buckets of another account costs next to no bytes: S3 copies it from where it is proven', async () => {
  const size = 40 * 1024 * 1024;
  const { bytes, ms, events } = await spread({ count: 300, size, isPromoted: true });
  console.info(`promoted: ${(bytes / size).toFixed(4)} x bundle in ${Math.round(ms)} ms`);
  expect(bytes).toBeLessThanOrEqual(0.05 * size);
  expect(howOf(events)).toEqual(Array(300).fill('copied'));
});

const readsOfSource = ({ calls }: Emulator) =>
  calls.filter(
    ({ operation, about = '' }) => operation === 'GetObject' && /111111\/.*\.zip$/.test(about),
  );

test('what S3 copies is not read at all by this machine', async () => {
  const { emulator, events } = await spread({ count: 4, size: 100_000, isPromoted: true });
  expect(readsOfSource(emulator)).toEqual([]);
  expect(howOf(events)).toEqual(Array(4).fill('copied'));
});

describe.each([
  ['denied', 'deny'],
  ['not implemented', { status: 501, code: 'NotImplemented' }],
  ['answered with 503', { status: 503, code: 'ServiceUnavailable' }],
] as const)('where a copy is %s', (_, then) => {
  const fault = { service: 's3', operation: 'CopyObject', then } as const;
  const size = 100_000;
  const saidIn = (events: readonly Unstamped[], text: string) =>
    events.filter((event) => event.kind === 'step' && event.text.includes(text));

  test('the upload is used, and it is said once', async () => {
    const { bytes, events } = await spread({ count: 4, size, faults: [fault] });
    expect(howOf(events)).toEqual(['uploaded', 'uploaded', 'uploaded', 'uploaded']);
    expect(bytes).toBeGreaterThan(4 * size);
    expect(saidIn(events, 'S3 does not copy it within account')).toHaveLength(1);
  });

  test('what is promoted goes through this machine to one bucket, and to the others', async () => {
    const { bytes, events } = await spread({ count: 4, size, faults: [fault], isPromoted: true });
    expect(howOf(events)).toEqual(Array(4).fill('copied'));
    expect(bytes).toBeGreaterThan(4 * size);
    const text = 'S3 does not copy it from deploy-111111111111 to account 222222222222';
    expect(saidIn(events, text)).toHaveLength(1);
  });

  test('what is promoted is read once, for however many buckets', async () => {
    const { emulator } = await spread({ count: 4, size, faults: [fault], isPromoted: true });
    expect(readsOfSource(emulator)).toHaveLength(1);
  });

  test('what is promoted arrives where this machine cannot keep it', async () => {
    const { events } = await spread({
      ...{ count: 3, size, faults: [fault], isPromoted: true, tmp: '/nowhere' },
    });
    expect(howOf(events)).toEqual(['copied', 'copied', 'copied']);
  });
});

test('a copy whose answer is lost is found and hashed', async () => {
  const lie = { service: 's3', operation: 'CopyObject', then: 'lost' } as const;
  const { events } = await spread({
    count: 2,
    size: 1_000,
    faults: [{ ...lie, times: 1 }],
    isPromoted: true,
  });
  // An answer that is lost: what is there by then is hashed.
  expect(howOf(events)).toHaveLength(2);
});
