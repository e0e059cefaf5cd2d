import { randomFillSync } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { aBundle, anEmulator, aSession, callsTo, inRegions } from './makers.ts';

const key = 'orders/1.214-ddd.zip';
const never = new AbortController().signal;
const kibibyte = 1024;

/** An object of 300 KiB, and what is read of it in pieces. */
async function inPieces() {
  const destinations = inRegions(['eu-west-1']);
  const emulator = await anEmulator(destinations);
  const [destination] = destinations;
  if (!destination) throw new Error('there is one');
  const bucket = aSession(emulator).artifacts(destination);
  const content = randomFillSync(Buffer.alloc(300 * kibibyte));
  await bucket.upload(key, await aBundle(content), never);
  const pieces = await bucket.pieces(key, never);
  if (!pieces) throw new Error('it is there');
  const read = async (position: number, length: number) => {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await pieces.handle.read(buffer, 0, length, position);
    return buffer.subarray(0, bytesRead);
  };
  return { content, emulator, read, size: pieces.size };
}

test('who goes back from the end of an object asks S3 once for it, and once for what is before', async () => {
  const { content, emulator, read, size } = await inPieces();
  expect(size).toBe(content.length);
  for (const [from, to] of [
    [299, 300],
    [200, 210],
    [172, 300],
  ] as const)
    expect(await read(from * kibibyte, (to - from) * kibibyte)).toEqual(
      content.subarray(from * kibibyte, to * kibibyte),
    );
  expect(callsTo(emulator, 'GetObject')).toHaveLength(1);
  expect(await read(171 * kibibyte, kibibyte)).toEqual(
    content.subarray(171 * kibibyte, 172 * kibibyte),
  );
  expect(callsTo(emulator, 'GetObject')).toHaveLength(2);
});

test('what would reach past the end ends there, and nothing is beyond', async () => {
  const { content, read } = await inPieces();
  expect(await read(299 * kibibyte, 2 * kibibyte)).toEqual(content.subarray(299 * kibibyte));
  expect(await read(300 * kibibyte, kibibyte)).toHaveLength(0);
});

test('all of it can be read at once', async () => {
  const { content, read } = await inPieces();
  expect(await read(0, content.length)).toEqual(content);
});
