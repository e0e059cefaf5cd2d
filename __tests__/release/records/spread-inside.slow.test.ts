import { randomBytes } from 'node:crypto';
import { type AddressInfo, connect, createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { systemClock } from '../../../src/clock.ts';
import type { FaultRule } from '../../../src/emulator/scenario/fault-definition.ts';
import type { Unstamped } from '../../../src/release/events.ts';
import { publishBundle } from '../../../src/release/records/publish.ts';
import { recordBucketsOf } from '../../../src/release/records/record-buckets.ts';
import { aBundle, anEmulator, aSession, atEnd } from '../../aws/makers.ts';
import { aDestination } from '../makers.ts';

const account = { name: 'retail', id: '222222222222' };

async function spread(count: number, size: number, faults: Partial<FaultRule>[] = []) {
  const destinations = Array.from({ length: count }, (_, index) =>
    aDestination({
      id: `retail/eu-west-1/${index}`,
      account,
      deploymentGroup: `orders-${index}`,
      bucket: `deploy-222222222222-${index}`,
    }),
  );
  const emulator = await anEmulator(destinations, { faults });
  const door = await countingDoor(Number(new URL(emulator.url).port));
  const env = { ...emulator.env, AWS_ENDPOINT_URL: `http://127.0.0.1:${door.port}` };
  const aws = aSession({ ...emulator, env });
  await aws.identify(destinations);
  const before = door.bytes();
  const bundle = { ...(await aBundle(randomBytes(size))), entries: [] };
  const { digest, sha256 } = bundle;
  const record = { version: '1.1', digest, sha256, size, build: 'local:1', time: '' };
  const events: Unstamped[] = [];
  const { signal } = new AbortController();
  const ports = { clock: systemClock, emit: (event: Unstamped) => events.push(event), signal };
  const buckets = recordBucketsOf(destinations, aws);
  const began = performance.now();
  await publishBundle({ application: 'orders' }, bundle, record, buckets, ports);
  const ms = performance.now() - began;
  return { bytes: door.bytes() - before, ms, events, emulator };
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
  const { bytes, ms, events } = await spread(300, size);
  console.info(`300 buckets: ${(bytes / size).toFixed(4)} x bundle in ${Math.round(ms)} ms`);
  expect(bytes).toBeLessThanOrEqual(1.05 * size);
  expect(howOf(events).filter((how) => how === 'copied')).toHaveLength(299);
});

test.each([
  ['denied', 'deny'],
  ['not implemented', { status: 501, code: 'NotImplemented' }],
] as const)('where a copy is %s, the upload is used, and it is said once', async (_, then) => {
  const size = 100_000;
  const { bytes, events } = await spread(4, size, [
    { service: 's3', operation: 'CopyObject', then },
  ]);
  expect(howOf(events)).toEqual(['uploaded', 'uploaded', 'uploaded', 'uploaded']);
  expect(bytes).toBeGreaterThan(4 * size);
  const said = events.filter(
    (event) => event.kind === 'step' && event.text.includes('S3 does not copy it within account'),
  );
  expect(said).toHaveLength(1);
});
