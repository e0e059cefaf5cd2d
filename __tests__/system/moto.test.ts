import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { faultOf } from '../../src/aws/faults.ts';
import { openAws } from '../../src/aws/session.ts';
import { systemClock } from '../../src/clock.ts';
import { RefusedError } from '../../src/problem.ts';
import { aBundle, aToken, failureOf, inRegions } from '../aws/makers.ts';
import { isMotoInstalled, startMoto } from './moto.ts';

const never = new AbortController().signal;
const mebibyte = 1024 * 1024;

const destinations = inRegions(['eu-west-1', 'us-east-1']);
const [first, second] = destinations as [(typeof destinations)[0], (typeof destinations)[0]];

(isMotoInstalled ? describe : describe.skip)(
  'against moto_server (skipped where it is missing)',
  () => {
    let server: Awaited<ReturnType<typeof startMoto>>;
    let url: string;

    beforeAll(async () => {
      server = await startMoto();
      url = server.url;
      const aws = aSession();
      await aws.identify(destinations);
      for (const { region, bucket } of destinations) await createBucket(region, bucket);
    });

    afterAll(() => {
      server.stop();
    });

    function aSession(env: Record<string, string> = keys) {
      return openAws({
        clock: systemClock,
        env: { AWS_ENDPOINT_URL: url, ...env },
        mask: () => undefined,
        run: { application: 'orders', environment: 'production', id: '1', tags: { Run: '1' } },
        access: 'deploy',
        signal: never,
        ...(env !== keys && { webIdentityToken: aToken() }),
      });
    }

    /** In the account of the role, with whose credentials it is used afterwards. */
    async function createBucket(region: string, Bucket: string) {
      const client = new S3Client({
        region,
        endpoint: url,
        forcePathStyle: true,
        credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      });
      const elsewhere = region === 'us-east-1' ? {} : { LocationConstraint: region as 'eu-west-1' };
      await client.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: elsewhere }));
      client.destroy();
    }

    test('roles are assumed, with session tags and through another one', async () => {
      const role = { arn: 'arn:aws:iam::222222222222:role/deploy', sessionTags: true };
      const hub = 'arn:aws:iam::999999999999:role/hub';
      const aws = aSession();
      const identified = await aws.identify([
        { ...first, role },
        { ...first, role: { ...role, via: hub } },
      ]);
      expect(identified).toMatchObject([{ account: '222222222222' }, { account: '222222222222' }]);
    });

    test('CloudWatch tells of alarms and metrics in the protocol that gates speak', async () => {
      const tell = (...args: string[]) =>
        spawnSync('aws', ['--endpoint-url', url, '--region', first.region, 'cloudwatch', ...args], {
          env: { ...process.env, ...keys },
        }).status;
      const alarm = 'alarm-name orders-5xx namespace Orders metric-name Errors statistic Sum';
      const words = `${alarm} period 60 evaluation-periods 1 threshold 5`.split(' ');
      const flags = words.map((word, index) => (index % 2 ? word : `--${word}`));
      if (tell('put-metric-alarm', ...flags, '--comparison-operator', 'GreaterThanThreshold') !== 0)
        return console.warn('skipped: without the AWS CLI nothing is there to be told');
      const state = ['--state-value', 'ALARM', '--state-reason', 'too many'];
      tell('set-alarm-state', '--alarm-name', 'orders-5xx', ...state);
      tell('put-metric-data', '--namespace', 'Orders', '--metric-name', 'Errors', '--value', '3');
      const { role: _, ...plain } = first;
      const account = { name: 'moto', id: '123456789012' };
      const cloudwatch = aSession().cloudwatch({ ...plain, account });
      expect(await cloudwatch.alarms(['orders-5xx', 'other'])).toEqual([
        { name: 'orders-5xx', state: 'ALARM', reason: 'too many', since: expect.any(Number) },
      ]);
      const errors = { namespace: 'Orders', name: 'Errors', dimensions: {}, period: 60_000 };
      const [sum, samples] = await cloudwatch.metric(
        [
          { ...errors, stat: 'Sum' },
          { ...errors, stat: 'SampleCount' },
        ],
        Date.now() - 600_000,
        Date.now() + 60_000,
      );
      expect([sum?.points[0]?.value, samples?.points[0]?.value]).toEqual([3, 1]);
    });

    test('an identity token is exchanged', async () => {
      expect(await aSession({}).identify([first])).toMatchObject([{ account: '222222222222' }]);
    });

    test('the account of plain credentials is compared', async () => {
      const { role: _, ...plain } = first;
      const error = await failureOf(aSession().identify([plain]));
      expect(error).toBeInstanceOf(RefusedError);
      expect(error.message).toContain('of account "123456789012"');
    });

    test.each([
      ['in one request', 1000],
      ['in parts', 11 * mebibyte],
    ])('a bundle is stored %s, is not replaced, and is copied', async (_, size) => {
      const aws = aSession();
      const key = `orders/${size}.zip`;
      const [here, there] = [aws.artifacts(first), aws.artifacts(second)];
      const bundle = await aBundle(randomBytes(size));
      const stored = await here.upload(key, bundle, never);
      expect(stored).toMatchObject({ how: 'uploaded', size, sha256: bundle.sha256 });
      expect(await here.upload(key, bundle, never)).toMatchObject({ ...stored, how: 'present' });
      const other = await aBundle(randomBytes(size));
      expect(await failureOf(here.upload(key, other, never))).toBeInstanceOf(RefusedError);
      expect(await there.copyFrom(here, key, bundle, never)).toMatchObject({ how: 'uploaded' });
      expect(await there.find(key)).toMatchObject({ size, sha256: bundle.sha256 });
    });

    test('a record is written once, and replaced only by who has seen it last', async () => {
      const bucket = aSession().artifacts(first);
      const written = await bucket.writeJson('orders/r.json', { turn: 1 }, { ifNoneMatch: true });
      expect(written.written).toBe(true);
      const again = await bucket.writeJson('orders/r.json', { turn: 2 }, { ifNoneMatch: true });
      expect(again).toEqual({ written: false });
      const { eTag = '', value } = (await bucket.readJson('orders/r.json')) ?? {};
      expect(value).toEqual({ turn: 1 });
      const stale = await bucket.writeJson('orders/r.json', {}, { ifMatch: '"0"' });
      expect(stale).toEqual({ written: false });
      const next = await bucket.writeJson('orders/r.json', { turn: 2 }, { ifMatch: eTag });
      expect(next.written).toBe(true);
      expect(await bucket.list('orders/r')).toEqual([
        { key: 'orders/r.json', written: expect.any(Number) },
      ]);
    });

    test('what is missing is missing', async () => {
      const aws = aSession();
      expect(await aws.artifacts(first).find('none.zip')).toBeUndefined();
      expect(await aws.artifacts(first).readJson('none.json')).toBeUndefined();
      const none = aws.artifacts({ ...first, bucket: 'nobody-has-this-bucket' });
      expect(faultOf(await failureOf(none.check())).kind).toBe('missing');
    });

    test('a bucket is checked', async () => {
      expect(await aSession().artifacts(first).check()).toEqual({ region: 'eu-west-1' });
      const elsewhere = { ...first, bucket: second.bucket };
      const error = await failureOf(aSession().artifacts(elsewhere).check());
      expect(faultOf(error).kind).toBe('redirected');
    });
  },
);

const keys = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
