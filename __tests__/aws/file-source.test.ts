import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { openBuffers } from '../../src/aws/buffers.ts';
import { fileSource } from '../../src/aws/file-source.ts';
import { sendSliced } from '../../src/aws/sliced-body.ts';
import { systemClock } from '../../src/clock.ts';
import { systemRandom } from '../../src/random.ts';
import fc from '../fast-check.ts';
import { atEnd, failureOf } from './makers.ts';

const never = new AbortController().signal;
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const changed = (cause?: unknown) => new Error('changed', { cause });

function aFile(bytes: Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'file-source-'));
  atEnd(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'bundle');
  writeFileSync(path, bytes);
  return path;
}

test('pieces are the file, however large they and their room are', async () => {
  const size = fc.integer({ min: 20_000, max: 300_000 });
  await fc.assert(
    fc.asyncProperty(
      size,
      size,
      fc.integer({ min: 8_000, max: 200_000 }),
      async (all, each, half) => {
        const bytes = randomBytes(all);
        const source = fileSource(aFile(bytes), openBuffers(1, 2 * half), changed);
        for (let from = 0; from < all; from += each) {
          const piece = await source.take(Math.min(each, all - from), never);
          const expected = bytes.subarray(from, from + each);
          // As often as it is sent.
          for (const _ of [1, 2]) {
            const sent: Buffer[] = [];
            for (const slice of piece.slices()) sent.push(Buffer.from(slice));
            expect(Buffer.concat(sent).equals(expected)).toBe(true);
          }
          expect(piece.crc32).toBe(crc32(expected));
          piece.giveBack();
        }
        expect(source.sums()).toEqual({ sha256: sha256(bytes), crc32: crc32(bytes) });
      },
    ),
    { numRuns: 30 },
  );
});

test('what a slow line takes are its bytes, although their room is used again meanwhile', async () => {
  const bytes = randomBytes(5_000_000);
  const source = fileSource(aFile(bytes), openBuffers(1, 512 * 1024), changed);
  const piece = await source.take(bytes.length, never);
  const { url, received } = await aSlowServer();
  const send = (body: Readable) => put(url, body, bytes.length);
  await sendSliced(piece, send, { clock: systemClock, random: systemRandom, signal: never });
  expect(sha256(await received)).toBe(sha256(bytes));
});

test('a file that is another once it is sent ends the request before its last bytes', async () => {
  for (const other of [randomBytes(600_000), randomBytes(500_000), undefined]) {
    const path = aFile(randomBytes(600_000));
    const source = fileSource(path, openBuffers(1, 512 * 1024), changed);
    const piece = await source.take(600_000, never);
    if (other) writeFileSync(path, other);
    else rmSync(path);
    const { url, received } = await aSlowServer();
    let isStored = false;
    received.then(
      () => {
        isStored = true;
      },
      () => undefined,
    );
    let tries = 0;
    const send = (body: Readable, signal: AbortSignal) => {
      tries += 1;
      return put(url, body, 600_000, signal);
    };
    const ports = { clock: systemClock, random: systemRandom, signal: never };
    expect((await failureOf(sendSliced(piece, send, ports))).message).toBe('changed');
    expect(tries).toBe(1);
    expect(isStored).toBe(false);
  }
});

test('a request that was answered early has ended before its bytes are sent again', async () => {
  const attempts: AbortSignal[] = [];
  const send = async (_: Readable, signal: AbortSignal) => {
    attempts.push(signal);
    if (attempts.length === 1) throw Object.assign(new Error('busy'), { name: 'SlowDown' });
    return attempts.map(({ aborted }) => aborted);
  };
  const clock = { ...systemClock, sleep: async () => undefined };
  const piece = { slices: () => [Buffer.from('a')] };
  const sending = sendSliced(piece, send, { clock, random: systemRandom, signal: never });
  expect(await sending).toEqual([true, false]);
});

test('whoever cannot read gives its turn to the next', async () => {
  const buffers = openBuffers(1, 1024);
  const source = fileSource(aFile(Buffer.alloc(10)), buffers, changed);
  expect((await failureOf(source.take(11, never))).message).toBe('changed');
  await buffers.take(never);
});

/** As the SDK sends a body. */
async function put(url: string, body: Readable, size: number, signal = never): Promise<void> {
  const sending = request(url, { method: 'PUT', headers: { 'content-length': size }, signal });
  body.pipe(sending);
  const [answer] = await once(sending, 'response');
  answer.resume();
}

/** Takes a little now and then; gives all that one request brought. */
async function aSlowServer(): Promise<{ url: string; received: Promise<Buffer> }> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  const received = (async () => {
    const [incoming, answer] = await once(server, 'request');
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) {
      chunks.push(chunk);
      for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
    }
    answer.end();
    return Buffer.concat(chunks);
  })();
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}
