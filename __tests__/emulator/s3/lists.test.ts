import {
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  PutObjectCommand,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import type { Clock } from '../../../src/clock.ts';
import type { FaultRule } from '../../../src/emulator/scenario/fault-definition.ts';
import { anEmulator, refusal, s3Of } from '../an-emulator.ts';

const Bucket = 'dev-ireland';
const keys = ['a', 'b/1', 'b/2', 'b/c/3', 'b-', 'd e', '\u{ff5e}', '\u{1f600}'];

async function aBucketOf(names: string[], options: { clock?: Clock; faults?: FaultRule[] } = {}) {
  const s3 = await s3Of(await anEmulator(options));
  for (const Key of names) await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
  const list = (more: Partial<ListObjectsV2CommandInput> = {}) =>
    s3.send(new ListObjectsV2Command({ Bucket, ...more }));
  const all = async (more: Partial<ListObjectsV2CommandInput> = {}) => {
    const found = { keys: [] as string[], prefixes: [] as string[], pages: 0 };
    for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket, ...more })) {
      found.pages += 1;
      found.keys.push(...(page.Contents ?? []).map(({ Key = '' }) => Key));
      found.prefixes.push(...(page.CommonPrefixes ?? []).map(({ Prefix = '' }) => Prefix));
    }
    return found;
  };
  return { s3, list, all };
}

describe('lists', () => {
  test('ListObjectsV2 lists keys in the order of their UTF-8 bytes; prefix, delimiter, start and continuation do what they say.', async () => {
    const { all } = await aBucketOf(keys);
    const found = await all();
    expect(found.keys).toEqual(['a', 'b-', 'b/1', 'b/2', 'b/c/3', 'd e', '\u{ff5e}', '\u{1f600}']);
    expect(found.pages).toBe(4);
  });

  test.each<[Partial<ListObjectsV2CommandInput>, string[], string[]]>([
    [{ Prefix: 'b/' }, ['b/1', 'b/2', 'b/c/3'], []],
    [{ Prefix: 'b/', Delimiter: '/' }, ['b/1', 'b/2'], ['b/c/']],
    [{ Delimiter: '/' }, ['a', 'b-', 'd e', '\u{ff5e}', '\u{1f600}'], ['b/']],
    [{ StartAfter: 'b/2' }, ['b/c/3', 'd e', '\u{ff5e}', '\u{1f600}'], []],
    [{ Prefix: 'none' }, [], []],
    [{ EncodingType: 'url', Prefix: 'd' }, ['d%20e'], []],
  ])('%j lists %j and %j', async (asked, found, prefixes) => {
    const { all } = await aBucketOf(keys);
    expect(await all(asked)).toMatchObject({ keys: found, prefixes });
  });

  test('What was written is listed at once.', async () => {
    const { list } = await aBucketOf(['a', 'b', 'c']);
    const page = await list({ MaxKeys: 1, FetchOwner: true });
    expect(page).toMatchObject({
      Name: Bucket,
      KeyCount: 1,
      MaxKeys: 1,
      IsTruncated: true,
      Contents: [{ Key: 'a', Size: 1, StorageClass: 'STANDARD', ChecksumAlgorithm: ['CRC32'] }],
    });
    const rest = await list({ ContinuationToken: page.NextContinuationToken });
    expect(rest).toMatchObject({ KeyCount: 2, IsTruncated: false });
    expect(rest.NextContinuationToken).toBeUndefined();
  });

  test.each([
    [{ ContinuationToken: 'mine' }, 'InvalidArgument'],
    [{ MaxKeys: -1 }, 'InvalidArgument'],
    [{ EncodingType: 'gzip' as never }, 'InvalidArgument'],
  ])('%j is refused', async (asked, name) => {
    const { list } = await aBucketOf([]);
    expect(await refusal(list(asked))).toMatchObject({ name, status: 400 });
  });

  test('Lists of S3 can be late, too, although on AWS they never are.', async () => {
    let now = Date.parse('2026-08-23T10:00:00Z');
    const clock: Clock = { now: () => now, sleep: async () => {} };
    const faults: FaultRule[] = [{ operation: 'List*', then: { late: 30_000 } }];
    const { s3, all } = await aBucketOf(['old'], { clock, faults });
    now += 60_000;
    await s3.send(new PutObjectCommand({ Bucket, Key: 'new', Body: 'x' }));
    expect((await all()).keys).toEqual(['old']);
    now += 31_000;
    expect((await all()).keys).toEqual(['new', 'old']);
  });
});
