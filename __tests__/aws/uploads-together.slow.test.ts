import { randomFillSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { aBundle, anEmulator, aSession, atEnd, inRegions } from './makers.ts';

const mebibyte = 1024 * 1024;

test('all uploads together have no more than 64 MiB under way', async () => {
  const destinations = inRegions(['eu-west-1', 'us-east-1', 'ap-southeast-1']);
  const emulator = await anEmulator(destinations);
  const inFlight = { now: 0, most: 0, requests: 0 };
  const slow = await aSlowBucket(inFlight);
  const aws = aSession(emulator, { env: { ...emulator.env, AWS_ENDPOINT_URL_S3: slow } });
  const { signal } = new AbortController();
  const bundle = await aBundle(randomFillSync(Buffer.alloc(30 * mebibyte)));
  await Promise.all(
    destinations.map((each) => aws.artifacts(each).upload('orders/1.zip', bundle, signal)),
  );
  expect(inFlight.requests).toBe(18);
  expect(inFlight.most).toBeGreaterThan(20 * mebibyte);
  expect(inFlight.most).toBeLessThanOrEqual(64 * mebibyte);
});

/** Stores nothing, takes its time, and counts the bytes of requests that it has not answered. */
async function aSlowBucket(inFlight: { now: number; most: number; requests: number }) {
  const server = createServer((request, response) => {
    const size = Number(request.headers['content-length'] ?? 0);
    if (request.method === 'PUT') inFlight.requests++;
    inFlight.now += size;
    inFlight.most = Math.max(inFlight.most, inFlight.now);
    request.resume().on('end', () => {
      setTimeout(
        () => {
          inFlight.now -= size;
          response.writeHead(request.method === 'HEAD' ? 404 : 200, { etag: '"1"' });
          response.end(
            request.method === 'POST' ? '<R><UploadId>1</UploadId><ETag>"1"</ETag></R>' : '',
          );
        },
        request.method === 'PUT' ? 300 : 0,
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
