import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { systemClock } from '../../src/clock.ts';
import { type Emulator, startEmulator } from '../../src/emulator/server.ts';
import { awsClis } from './aws-clis.ts';

const account = '000000000000';
const role = 'arn:aws:iam::111111111111:role/deploy';

test.skip.each(awsClis.length === 0 ? ['none'] : [])(
  'the aws CLI (skipped: %s is installed)',
  () => undefined,
);

describe.each(awsClis)('$name', ({ program, to, isCurrent }) => {
  let emulator: Emulator;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'emulator-cli-'));
    // Without a signature version the CLI presigns for unknown endpoints with Version 2.
    await writeFile(join(folder, 'config'), '[default]\ns3 =\n  signature_version = s3v4\n');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  beforeEach(async () => {
    emulator = await startEmulator({
      clock: systemClock,
      pageSize: 2,
      seed: {
        accounts: [
          { id: '111111111111', name: 'dev', roles: [{ arn: role, externalId: 'secret' }] },
        ],
        buckets: [
          { name: 'ireland', region: 'eu-west-1', account },
          { name: 'second', region: 'eu-west-1', account },
          { name: 'virginia', region: 'us-east-1', account },
        ],
        groups: [],
      },
    });
  });
  afterEach(() => emulator.close());

  async function aws(...args: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(program, [...to(emulator.url), ...args], {
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        AWS_CONFIG_FILE: join(folder, 'config'),
        AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
        AWS_ENDPOINT_URL: emulator.url,
        AWS_ACCESS_KEY_ID: emulator.credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: emulator.credentials.secretAccessKey,
        AWS_DEFAULT_REGION: 'eu-west-1',
        AWS_MAX_ATTEMPTS: '1',
        AWS_EC2_METADATA_DISABLED: 'true',
        AWS_PAGER: '',
      },
    });
    return stdout;
  }

  test('asks who it is, and assumes a role with its external id', async () => {
    expect(JSON.parse(await aws('sts', 'get-caller-identity'))).toMatchObject({ Account: account });
    const assume = ['sts', 'assume-role', '--role-arn', role, '--role-session-name', 'cli'];
    const answer = JSON.parse(await aws(...assume, '--external-id', 'secret'));
    expect(answer.AssumedRoleUser.Arn).toBe('arn:aws:sts::111111111111:assumed-role/deploy/cli');
    const refused = `User: arn:aws:iam::${account}:user/fanout is not authorized to perform: sts:AssumeRole on resource: ${role}`;
    const message = expect.stringMatching(
      `\\(AccessDenied\\) when calling the AssumeRole .*: ${refused}`,
    );
    await expect(aws(...assume)).rejects.toMatchObject({ message });
  });

  test('uploads in parts, lists, downloads, copies to another region and deletes', async () => {
    const [source, back] = [join(folder, 'a b.bin'), join(folder, 'back.bin')];
    const bytes = randomBytes(20_000_000);
    await writeFile(source, bytes);
    const object = 's3://ireland/ordner/ä b.bin';
    await aws('s3', 'cp', '--no-progress', source, object);
    await aws('s3', 'cp', '--no-progress', object, back);
    expect((await readFile(back)).equals(bytes)).toBe(true);
    expect(await aws('s3', 'ls', 's3://ireland')).toMatch(/PRE ordner\//);
    expect(await aws('s3', 'ls', '--recursive', 's3://ireland')).toMatch(
      /20000000 ordner\/ä b\.bin/,
    );
    // Older ones ask AWS for the source, whatever endpoint they are given.
    if (isCurrent) {
      const there = ['--source-region', 'eu-west-1', '--region', 'us-east-1'];
      await aws('s3', 'cp', '--no-progress', object, 's3://virginia/copy.bin', ...there);
      expect(emulator.s3.read('virginia', 'copy.bin')?.equals(bytes)).toBe(true);
    }
    await aws('s3', 'rm', object);
    expect(emulator.s3.objects('ireland')).toEqual([]);
    expect(emulator.s3.openUploads('ireland')).toEqual([]);
  });

  test('copies 20 MB between buckets with its tags, and syncs a folder there and back', async () => {
    const bytes = randomBytes(20_000_000);
    await writeFile(join(folder, 'big'), bytes);
    await aws('s3', 'cp', '--no-progress', join(folder, 'big'), 's3://ireland/big');
    const tagging = ['--tagging', 'TagSet=[{Key=team,Value=orders}]'];
    await aws('s3api', 'put-object-tagging', '--bucket', 'ireland', '--key', 'big', ...tagging);
    await aws('s3', 'cp', '--no-progress', 's3://ireland/big', 's3://second/big');
    expect(emulator.s3.read('second', 'big')?.equals(bytes)).toBe(true);
    const site = join(folder, 'site');
    await mkdir(join(site, 'css'), { recursive: true });
    await writeFile(join(site, 'index.html'), '<p>');
    await writeFile(join(site, 'css/a b.css'), 'p {}');
    // S3 tells whole seconds, and the CLI uploads again what is newer than that.
    const earlier = new Date(Date.now() - 60_000);
    for (const name of ['index.html', 'css/a b.css'])
      await utimes(join(site, name), earlier, earlier);
    await aws('s3', 'sync', '--no-progress', site, 's3://ireland/site');
    await aws('s3', 'sync', '--no-progress', 's3://ireland/site', 's3://second/site');
    await aws('s3', 'sync', '--no-progress', 's3://second/site', join(folder, 'back'));
    expect(await readFile(join(folder, 'back/css/a b.css'), 'utf8')).toBe('p {}');
    expect(await aws('s3', 'sync', '--no-progress', site, 's3://ireland/site')).toBe('');
    await rm(join(site, 'index.html'));
    await aws('s3', 'sync', '--delete', '--no-progress', site, 's3://ireland/site');
    const keys = emulator.s3.objects('ireland').map(({ key }) => key);
    expect(keys.toSorted()).toEqual(['big', 'site/css/a b.css']);
    await aws('s3', 'rb', '--force', 's3://second');
    expect(await aws('s3', 'ls')).not.toContain('second');
  });

  test('tags, deletes several, lists versions and takes a bucket away', async () => {
    await writeFile(join(folder, 'x'), 'x');
    const of = ['--bucket', 'second'];
    const configuration = ['--versioning-configuration', 'Status=Enabled'];
    await aws('s3api', 'put-bucket-versioning', ...of, ...configuration);
    const put = ['s3api', 'put-object', ...of, '--body', join(folder, 'x'), '--tagging', 'a=1'];
    for (const key of ['1', '2']) await aws(...put, '--key', key);
    expect(JSON.parse(await aws('s3api', 'get-object-tagging', ...of, '--key', '1'))).toMatchObject(
      {
        TagSet: [{ Key: 'a', Value: '1' }],
      },
    );
    const several = ['--delete', 'Objects=[{Key=1},{Key=2}]'];
    await aws('s3api', 'delete-objects', ...of, ...several);
    const { Versions, DeleteMarkers } = JSON.parse(
      await aws('s3api', 'list-object-versions', ...of),
    );
    expect([Versions.length, DeleteMarkers.length]).toEqual([2, 2]);
    await expect(aws('s3api', 'delete-bucket', ...of)).rejects.toThrow(/\(BucketNotEmpty\)/);
    for (const { Key, VersionId } of [...Versions, ...DeleteMarkers])
      await aws('s3api', 'delete-object', ...of, '--key', Key, '--version-id', VersionId);
    await aws('s3api', 'delete-bucket', ...of);
  });

  test('lists page by page', async () => {
    await writeFile(join(folder, 'x'), 'x');
    const keys = ['1', '2', '3'];
    for (const key of keys) {
      await aws(
        's3api',
        'put-object',
        '--bucket',
        'ireland',
        '--key',
        key,
        '--body',
        join(folder, 'x'),
      );
    }
    const listed = JSON.parse(await aws('s3api', 'list-objects-v2', '--bucket', 'ireland'));
    expect(listed.Contents.map(({ Key }: { Key: string }) => Key)).toEqual(keys);
  });

  (isCurrent ? test : test.skip)('writes only where there is nothing', async () => {
    await writeFile(join(folder, 'x'), 'x');
    const named = ['--bucket', 'ireland', '--key', 'once', '--body', join(folder, 'x')];
    const put = ['s3api', 'put-object', ...named, '--if-none-match', '*'];
    expect(JSON.parse(await aws(...put)).ETag).toBe('"9dd4e461268c8034f5c8564e155c67a6"');
    await expect(aws(...put)).rejects.toThrow(/\(PreconditionFailed\)/);
  });

  test('follows a redirect to the region of a bucket', async () => {
    await writeFile(join(folder, 'x'), 'x');
    const object = ['--bucket', 'virginia', '--key', 'k'];
    await aws('s3api', 'put-object', ...object, '--body', join(folder, 'x'));
    const head = JSON.parse(
      await aws('s3api', 'head-object', ...object, '--checksum-mode', 'ENABLED'),
    );
    expect(head).toMatchObject({
      ContentLength: 1,
      ...(isCurrent && { ChecksumType: 'FULL_OBJECT' }),
    });
    expect(emulator.calls.map(({ region, status }) => `${region} ${status}`)).toContain(
      'eu-west-1 301',
    );
  });

  test('presigns what anyone may then read for a while', async () => {
    await writeFile(join(folder, 'x'), 'bytes');
    await aws('s3', 'cp', '--no-progress', join(folder, 'x'), 's3://ireland/k');
    const url = (await aws('s3', 'presign', '--expires-in', '60', 's3://ireland/k')).trim();
    expect(await (await fetch(url)).text()).toBe('bytes');
    const other = await fetch(url.replace('/k?', '/other?'));
    expect(other.status).toBe(403);
    expect(await other.text()).toContain('SignatureDoesNotMatch');
  });

  test('is told what is not offered', async () => {
    await expect(aws('s3api', 'get-bucket-acl', '--bucket', 'ireland')).rejects.toThrow(
      /\(NotImplemented\).*the emulator does not offer "GET of a bucket with \?acl" of s3/,
    );
  });
});
