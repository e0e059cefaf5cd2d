import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Artifacts } from '../../../src/aws/artifacts.ts';
import { systemClock } from '../../../src/clock.ts';
import { RefusedError } from '../../../src/problem.ts';
import { checkContent } from '../../../src/release/records/check-content.ts';
import { aBundle, digestOf } from '../world.ts';

const record = {
  ...{ version: '1.2', digest: 'ab'.repeat(32), sha256: 'cd'.repeat(32), size: 9 },
} as Parameters<typeof checkContent>[0]['record'];

function aBucket(bucket: string, find: () => Promise<unknown>): Artifacts {
  return { bucket, find } as unknown as Artifacts;
}

test.each([
  ['S3 is down', { name: '503', message: '', $metadata: { httpStatusCode: 503 } }],
  ['the connection is reset', { message: 'socket hang up', code: 'ECONNRESET' }],
  ['it is denied', { name: 'AccessDenied', message: 'no', $metadata: { httpStatusCode: 403 } }],
])('where %s for every bucket that has a release, it is refused in words', async (_, fault) => {
  const fails = async () => {
    throw Object.assign(new Error(fault.message), fault);
  };
  const holders = [aBucket('one', fails), aBucket('two', fails)];
  const { signal } = new AbortController();
  const checking = checkContent({ owner: { application: 'orders' }, record, holders }, undefined, {
    signal,
    clock: systemClock,
  });
  const error = await checking.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(RefusedError);
  expect((error as RefusedError).problems.map(({ message }) => message)).toEqual([
    expect.stringContaining('bucket one'),
    expect.stringContaining('bucket two'),
  ]);
});

test('a bucket that fails is passed over where another has the bytes', async () => {
  const asked: string[] = [];
  const fails = async () => {
    throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
  };
  const good = aBucket('two', async () => ({ size: record.size }));
  good.download = async (_, path) => {
    asked.push(path);
    return { size: 9, sha256: 'ef'.repeat(32) };
  };
  const { signal } = new AbortController();
  const known = {
    owner: { application: 'orders' },
    record,
    holders: [aBucket('one', fails), good],
  };
  // The bytes of the second are looked at, and are not those of the record.
  await expect(checkContent(known, undefined, { signal, clock: systemClock })).rejects.toThrow(
    /s3:\/\/two/,
  );
  expect(asked).toHaveLength(1);
});

describe('bytes that S3 keeps as recorded', () => {
  const checked = async (digest: string) => {
    const folder = await mkdtemp(join(tmpdir(), 'fanout-test-'));
    const seen: string[] = [];
    try {
      const bundle = await aBundle(join(folder, 'bundle.zip'), 'hello');
      const { size, sha256 } = bundle;
      const holder = aBucket('one', async () => ({ size }));
      holder.download = async (_, path) => {
        await copyFile(bundle.path, path);
        return { size, sha256 };
      };
      const known = {
        owner: { application: 'orders' },
        record: { ...record, size, sha256, digest },
        // Another bucket may have lost it.
        holders: [aBucket('none', async () => undefined), holder],
      };
      const { signal } = new AbortController();
      await checkContent(known, undefined, { signal, clock: systemClock }, async (found) => {
        seen.push(found.digest);
      });
    } finally {
      await rm(folder, { recursive: true });
    }
    return seen;
  };

  test('are looked at where their content is that of the record', async () => {
    expect(await checked(digestOf('hello'))).toEqual([digestOf('hello')]);
  });

  test('are refused where the record says that their content is another', async () => {
    await expect(checked(digestOf('other'))).rejects.toThrow(
      `does not hold the bytes of its release: content ${digestOf('hello')}, recorded ${digestOf('other')}`,
    );
  });
});
