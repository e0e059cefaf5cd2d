import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { defined } from '../../../src/defined.ts';
import { UsageError } from '../../../src/problem.ts';
import { anEmulator, refusal, s3Of } from '../an-emulator.ts';

let state: string;
beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), 'emulator-state-'));
});
afterEach(() => rm(state, { recursive: true, force: true }));

const Bucket = 'dev-ireland';

async function read(s3: S3Client, Key: string, version: { VersionId?: string } = {}) {
  const answer = await s3.send(new GetObjectCommand({ Bucket, Key, ...version }));
  return answer.Body?.transformToString();
}

/** Lets one emulator do something, and starts another on what it left. */
async function restarted(first: (s3: S3Client) => Promise<void>): Promise<S3Client> {
  const emulator = await anEmulator({ state });
  await first(await s3Of(emulator));
  await emulator.close();
  return s3Of(await anEmulator({ state }));
}

describe('Everything is in memory; with `--state DIR` buckets and objects are kept in that folder, too, and are there again after the next start. Sessions, uploads in parts and the base credentials are not.', () => {
  test('Files in that folder are named by hashes and random ids, never by keys, and only their owner may read them.', async () => {
    const keys = ['../../escape', '/etc/passwd', 'a//b', '日本', 'a'.repeat(900)];
    const s3 = await restarted(async (first) => {
      for (const Key of keys) {
        const Metadata = { commit: 'c0ffee' };
        await first.send(new PutObjectCommand({ Bucket, Key, Body: Key, Metadata }));
      }
    });
    for (const Key of keys) {
      expect(await read(s3, Key)).toBe(Key);
      expect(
        await s3.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' })),
      ).toMatchObject({
        Metadata: { commit: 'c0ffee' },
        ChecksumCRC32: expect.any(String),
      });
    }
    expect(await readdir(state)).toEqual(['s3']);
    for (const name of await readdir(join(state, 's3'))) {
      expect(name).toMatch(/^[\da-f]{64}\.key\.json$|^[\da-f-]{36}\.bytes$/);
      expect((await stat(join(state, 's3', name))).mode & 0o077).toBe(0);
    }
  });

  test('holds versions and delete markers', async () => {
    let VersionId: string | undefined;
    const Key = 'k';
    const s3 = await restarted(async (first) => {
      const VersioningConfiguration = { Status: 'Enabled' as const };
      await first.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
      ({ VersionId } = await first.send(new PutObjectCommand({ Bucket, Key, Body: 'one' })));
      await first.send(new PutObjectCommand({ Bucket, Key, Body: 'two' }));
      await first.send(new DeleteObjectCommand({ Bucket, Key }));
    });
    expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe('Enabled');
    expect(await refusal(read(s3, Key))).toMatchObject({ name: 'NoSuchKey' });
    expect(await read(s3, Key, defined({ VersionId }))).toBe('one');
  });

  test('holds buckets that were made', async () => {
    const CreateBucketConfiguration = { LocationConstraint: 'eu-west-1' as const };
    const s3 = await restarted(async (first) => {
      await first.send(new CreateBucketCommand({ Bucket: 'made', CreateBucketConfiguration }));
      await first.send(new PutObjectCommand({ Bucket: 'made', Key: 'k', Body: 'x' }));
    });
    await expect(
      s3.send(new HeadObjectCommand({ Bucket: 'made', Key: 'k' })),
    ).resolves.toBeDefined();
  });

  test('leaves no bytes of what was written over or deleted', async () => {
    const s3 = await restarted(async (first) => {
      await first.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'one' }));
      await Promise.all(
        ['two', 'three', 'four'].map((Body) =>
          first.send(new PutObjectCommand({ Bucket, Key: 'k', Body })),
        ),
      );
      await first.send(new PutObjectCommand({ Bucket, Key: 'gone', Body: 'x' }));
      await first.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
    });
    expect(await refusal(read(s3, 'gone'))).toMatchObject({ name: 'NoSuchKey' });
    const names = await readdir(join(state, 's3'));
    expect(names.map((name) => name.split('.').slice(1).join('.')).sort()).toEqual([
      'bytes',
      'key.json',
    ]);
  });

  test.each([
    ['is no JSON', '{'],
    [
      'names bytes elsewhere',
      JSON.stringify({ bucket: Bucket, key: 'k', versions: [{ blob: '../../etc/passwd' }] }),
    ],
  ])('that %s is a mistake of the user', async (_name, text) => {
    await restarted(async (first) => {
      await first.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    });
    const file =
      (await readdir(join(state, 's3'))).find((name) => name.endsWith('.key.json')) ?? '';
    expect(await readFile(join(state, 's3', file), 'utf8')).toContain('"key":"k"');
    await writeFile(join(state, 's3', file), text);
    const problem = { message: "the emulator's state cannot be read", file: expect.any(String) };
    const again = anEmulator({ state });
    await expect(again).rejects.toThrow(UsageError);
    await expect(again).rejects.toMatchObject({ problems: [problem] });
  });
});
