import { CodeDeployClient, ListDeploymentsCommand } from '@aws-sdk/client-codedeploy';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, test } from '@jest/globals';
import type { Clock } from '../../../src/clock.ts';
import type { FaultRule } from '../../../src/emulator/scenario/fault-definition.ts';
import { createFaults } from '../../../src/emulator/scenario/fault-rules.ts';
import type { CodeDeployCall, ObjectReader } from '../../../src/emulator/service.ts';
import {
  aHoldingClock,
  anEmulator,
  dev,
  refusal,
  retailRole,
  s3Of,
  stsOf,
} from '../an-emulator.ts';

/** A clock that stands still until it is set. */
function aClock() {
  let now = Date.parse('2026-08-23T10:00:00Z');
  const pass = (seconds: number) => {
    now += seconds * 1000;
  };
  const clock: Clock = { now: () => now, sleep: async (ms) => pass(ms / 1000) };
  return { clock, pass };
}

const call = { service: 's3', operation: 'PutObject', account: dev, region: 'eu-west-1' };

/** Which of so many equal calls a rule strikes, from 1. */
function struck(rule: Partial<FaultRule>, count = 8, calls: object[] = []): number[] {
  const faults = createFaults([{ then: 'reset', ...rule }], aClock().clock);
  return Array.from({ length: count }, (_, index) => index + 1).filter(
    (number) => faults.strike({ ...call, ...calls[number - 1] }).ending !== undefined,
  );
}

describe('which calls a fault strikes', () => {
  test.each<[string, Partial<FaultRule>, number[]]>([
    ['all that match', {}, [1, 2, 3, 4, 5, 6, 7, 8]],
    ['none of the first', { skip: 6 }, [7, 8]],
    ['so many at most', { times: 2 }, [1, 2]],
    ['one in so many', { every: 3 }, [3, 6]],
    ['all of that together', { skip: 1, every: 2, times: 2 }, [3, 5]],
    ['those beyond a rate', { rate: 3 }, [4, 5, 6, 7, 8]],
    ['those beyond a slow rate', { rate: 0.5 }, [2, 3, 4, 5, 6, 7, 8]],
  ])('%s', (_name, rule, expected) => {
    expect(struck(rule)).toEqual(expected);
  });

  test.each<[Partial<FaultRule>, boolean]>([
    [{ service: 's3' }, true],
    [{ service: 'sts' }, false],
    [{ operation: 'Put*' }, true],
    [{ operation: ['Get*', 'PutObject'] }, true],
    [{ operation: 'Put' }, false],
    [{ account: dev }, true],
    [{ account: '2*' }, false],
    [{ region: 'eu-*' }, true],
    [{ region: ['us-*', 'ap-*'] }, false],
    [{ principal: '*' }, true],
    [{ principal: '*readonly*' }, false],
  ])('those that match %j: %p', (rule, expected) => {
    expect(struck(rule, 1)).toEqual(expected ? [1] : []);
  });

  test('A rule counts the calls that match it and that an earlier rule did not decide.', () => {
    const rules: FaultRule[] = [
      { every: 2, then: 'reset' },
      { skip: 1, times: 1, then: 'lost' },
    ];
    const faults = createFaults(rules, aClock().clock);
    const endings = Array.from({ length: 5 }, () => faults.strike(call).ending);
    expect(endings).toEqual([undefined, 'reset', 'lost', 'reset', undefined]);
  });

  test('seconds count from a call that is waited for, and nothing goes wrong before', () => {
    const { clock, pass } = aClock();
    const after = { operation: 'Create*', skip: 1 };
    const faults = createFaults([{ after, from: 2, to: 5, then: 'reset' }], clock);
    const strikes = (operation = 'PutObject') =>
      faults.strike({ ...call, operation }).ending !== undefined;
    pass(3);
    expect([strikes(), strikes('CreateDeployment'), strikes('CreateDeployment')]).toEqual([
      ...[false, false, false],
    ]);
    expect(strikes()).toBe(false);
    pass(2);
    expect([strikes(), strikes('CreateDeployment')]).toEqual([true, true]);
    pass(3);
    expect(strikes()).toBe(false);
  });

  test('rates are counted for each account and region', () => {
    const places = [{}, { region: 'us-east-1' }, { account: '2' }, {}];
    expect(struck({ rate: 1 }, 4, places)).toEqual([4]);
  });

  test('a rate lets calls through again when time has passed', () => {
    const { clock, pass } = aClock();
    const faults = createFaults([{ rate: 2, then: 'throttle' }], clock);
    const throttled = () => faults.strike(call).ending !== undefined;
    expect([throttled(), throttled(), throttled()]).toEqual([false, false, true]);
    pass(0.5);
    expect([throttled(), throttled()]).toEqual([false, true]);
    pass(60);
    expect([throttled(), throttled(), throttled()]).toEqual([false, false, true]);
  });

  test("The seconds of a scenario are those of the emulator's clock, which `--speed` makes shorter.", () => {
    const { clock, pass } = aClock();
    const faults = createFaults([{ from: 10, to: 20, then: 'down' }], clock);
    const down = () => faults.strike(call).ending === 'down';
    const seen = [down()];
    for (const seconds of [9, 1, 9, 1]) {
      pass(seconds);
      seen.push(down());
    }
    expect(seen).toEqual([false, false, true, true, false]);
  });

  test('Rules are looked at in their order; delays, skew and lateness add up, the first of the others decides.', () => {
    const rules: FaultRule[] = [
      { then: { slow: 1000 } },
      { then: 'throttle', times: 1 },
      { then: { slow: 500 } },
      { then: { skew: -60_000 } },
      { then: { late: 5000 } },
      { then: 'lost' },
    ];
    const faults = createFaults(rules, aClock().clock);
    const shared = { slow: 1500, skew: -60_000, late: 5000 };
    expect(faults.strike(call)).toMatchObject({ ...shared, ending: 'throttle' });
    expect(faults.strike(call)).toMatchObject({ ...shared, ending: 'lost' });
  });
});

describe('what happens to a call', () => {
  const Bucket = 'dev-ireland';
  const Key = 'key';
  const put = new PutObjectCommand({ Bucket, Key, Body: 'body' });

  async function aStruck(then: FaultRule['then'], rule: Partial<FaultRule> = {}) {
    const faults = [{ service: 's3' as const, times: 1, then, ...rule }];
    const emulator = await anEmulator({ faults });
    return { emulator, s3: await s3Of(emulator), faults };
  }

  test.each<[FaultRule['then'], object]>([
    ['throttle', { name: 'SlowDown', status: 503 }],
    ['deny', { name: 'AccessDenied', status: 403 }],
    ['expire', { name: 'ExpiredToken', status: 400 }],
    [{ status: 500 }, { name: 'InternalError', status: 500 }],
    [{ status: 503 }, { name: 'ServiceUnavailable', status: 503 }],
    [
      { status: 400, code: 'RequestTimeout', message: 'too slow' },
      { name: 'RequestTimeout', message: 'too slow' },
    ],
    ['reset', { message: expect.stringMatching(/ECONNRESET|socket hang up|EPIPE/) }],
    ['down', { message: expect.stringMatching(/ECONNRESET|socket hang up|EPIPE/) }],
  ])('%j: it is refused and has no effect', async (then, expected) => {
    const { emulator, s3 } = await aStruck(then);
    expect(await refusal(s3.send(put))).toMatchObject(expected);
    expect(emulator.s3.objects(Bucket)).toEqual([]);
    expect(emulator.calls.at(-1)?.fault).toBeDefined();
  });

  test.each(['lost', 'truncate'] as const)(
    '%s: it is carried out, but its answer does not arrive',
    async (then) => {
      const { emulator, s3 } = await aStruck(then, { operation: 'GetObject' });
      await s3.send(put);
      const read = async () => {
        const answer = await s3.send(new GetObjectCommand({ Bucket, Key }));
        return answer.Body?.transformToString();
      };
      expect((await refusal(read())).message).toMatch(/ECONNRESET|socket hang up|aborted/);
      expect(await read()).toBe('body');
      expect(emulator.calls.at(-2)).toMatchObject({ operation: 'GetObject', fault: then });
    },
  );

  test('lost: what was written is there, and a retry finds it', async () => {
    const { emulator } = await aStruck('lost', { operation: 'PutObject' });
    const s3 = await s3Of(emulator, { maxAttempts: 2 });
    const once = new PutObjectCommand({ Bucket, Key, Body: 'body', IfNoneMatch: '*' });
    expect(await refusal(s3.send(once))).toMatchObject({ name: 'PreconditionFailed' });
    expect(emulator.s3.read(Bucket, Key)?.toString()).toBe('body');
  });

  test('a page of HTML comes with its status, and has no effect', async () => {
    const { emulator, s3 } = await aStruck({ status: 503, html: true });
    const error = await s3.send(put).catch((e) => e);
    expect(error.$response.headers['content-type']).toBe('text/html');
    expect(error.$metadata.httpStatusCode).toBe(503);
    expect(emulator.s3.objects(Bucket)).toEqual([]);
  });

  test('an error may come with the status 200, as S3 sends it for completions', async () => {
    const { s3 } = await aStruck(
      { status: 200, code: 'InternalError' },
      { operation: 'Complete*' },
    );
    const ChecksumAlgorithm = 'CRC32';
    const { UploadId } = await s3.send(
      new CreateMultipartUploadCommand({ Bucket, Key, ChecksumAlgorithm }),
    );
    const part = new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: 'x' });
    const { ETag, ChecksumCRC32 } = await s3.send(part);
    const Parts = [{ PartNumber: 1, ETag, ChecksumCRC32 }];
    const complete = new CompleteMultipartUploadCommand({
      Bucket,
      Key,
      UploadId,
      MultipartUpload: { Parts },
    });
    expect(await refusal(s3.send(complete))).toMatchObject({ name: 'InternalError' });
    await expect(s3.send(complete)).resolves.toBeDefined();
  });

  test('A fault strikes before anything is believed, so it strikes unsigned and unknown callers, too, where it names no account. What is slow is believed first, and carried out later.', async () => {
    const { clock, held, release } = aHoldingClock();
    const faults: FaultRule[] = [
      { service: 'sts', operation: 'GetCallerIdentity', then: 'throttle' },
      { service: 's3', then: { slow: 3000 } },
    ];
    const emulator = await anEmulator({ clock, faults });
    const unknown = { accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'wrong' };
    const asked = stsOf(emulator, unknown).send(new GetCallerIdentityCommand({}));
    expect(await refusal(asked)).toMatchObject({ name: 'Throttling' });
    const stranger = await s3Of(emulator, { credentials: unknown });
    expect(await refusal(stranger.send(put))).toMatchObject({ name: 'InvalidAccessKeyId' });
    const answer = (await s3Of(emulator)).send(put);
    await held;
    expect(emulator.s3.objects(Bucket)).toEqual([]);
    release();
    await answer;
    expect(emulator.s3.objects(Bucket)).toHaveLength(1);
  });

  test('expire: all later calls of the session are refused, those of another are not', async () => {
    const { emulator, s3 } = await aStruck('expire');
    await refusal(s3.send(put));
    expect(await refusal(s3.send(put))).toMatchObject({ name: 'ExpiredToken' });
    await expect((await s3Of(emulator)).send(put)).resolves.toBeDefined();
  });

  test('skew: clients that follow the Date header go on', async () => {
    const faults: FaultRule[] = [{ service: 'sts', then: { skew: 20 * 60_000 } }];
    const { url: endpoint, credentials } = await anEmulator({ faults });
    const options = { endpoint, region: 'eu-west-1', credentials };
    const strict = new STSClient({ ...options, maxAttempts: 1 });
    expect(await refusal(strict.send(new GetCallerIdentityCommand({})))).toMatchObject({
      name: 'SignatureDoesNotMatch',
      message: expect.stringContaining('Signature expired'),
    });
    const following = new STSClient({ ...options, maxAttempts: 2 });
    await expect(following.send(new GetCallerIdentityCommand({}))).resolves.toBeDefined();
  });

  test('late: CodeDeploy is told as of when its lists are', async () => {
    const seen: CodeDeployCall[] = [];
    const { clock } = aClock();
    const { url: endpoint, credentials } = await anEmulator({
      clock,
      faults: [{ operation: 'ListDeployments', then: { late: 30_000 } }],
      codedeploy: () => ({
        handle: async (asked) => void seen.push(asked),
        close: async () => {},
      }),
    });
    const client = new CodeDeployClient({ endpoint, credentials, region: 'eu-west-1' });
    await client.send(new ListDeploymentsCommand({}));
    expect(seen[0]?.asOf).toBe(clock.now() - 30_000);
  });

  test('down: nothing in that region answers, and everything elsewhere does', async () => {
    const emulator = await anEmulator({ faults: [{ region: 'us-east-1', then: 'down' }] });
    const { url: endpoint, credentials } = emulator;
    const options = { endpoint, credentials, region: 'us-east-1', maxAttempts: 1 };
    const s3 = await s3Of(emulator, options);
    const gone = { message: expect.stringMatching(/ECONNRESET|socket hang up/) };
    expect(await refusal(s3.send(new ListBucketsCommand({})))).toMatchObject(gone);
    expect(
      await refusal(new STSClient(options).send(new GetCallerIdentityCommand({}))),
    ).toMatchObject(gone);
    await expect(stsOf(emulator).send(new GetCallerIdentityCommand({}))).resolves.toBeDefined();
  });

  test('deny: it names caller, action and resource, and strikes whom it names', async () => {
    const emulator = await anEmulator({
      faults: [
        {
          principal: '*:assumed-role/deploy/*',
          account: dev,
          operation: 'HeadObject',
          then: 'deny',
        },
      ],
      seed: { buckets: [{ name: 'retail-ireland', region: 'eu-west-1', account: '222222222222' }] },
    });
    const s3 = await s3Of(emulator);
    expect((await refusal(s3.send(new HeadObjectCommand({ Bucket, Key })))).status).toBe(403);
    const other = await s3Of(emulator, { role: retailRole });
    expect(
      (await refusal(other.send(new HeadObjectCommand({ Bucket: 'retail-ireland', Key })))).status,
    ).toBe(404);
  });

  test('The base credentials do not expire.', async () => {
    const emulator = await anEmulator({ faults: [{ times: 1, then: 'expire' }] });
    await expect(stsOf(emulator).send(new GetCallerIdentityCommand({}))).resolves.toBeDefined();
  });

  test('Instances fetch bundles without a call over the wire: faults do not strike them.', async () => {
    const readers: ObjectReader[] = [];
    const emulator = await anEmulator({
      faults: [{ operation: 'GetObject', then: 'down' }],
      codedeploy: ({ objects }) => {
        readers.push(objects);
        return { handle: async () => ({}), close: async () => {} };
      },
    });
    const s3 = await s3Of(emulator);
    await s3.send(put);
    await refusal(s3.send(new GetObjectCommand({ Bucket, Key })));
    const read = readers[0]?.read({ account: dev, region: 'eu-west-1', bucket: Bucket, key: Key });
    expect(read?.body.toString()).toBe('body');
  });

  test('other faults may be put in the place of the first, and count from then on', async () => {
    const { clock, pass } = aClock();
    const emulator = await anEmulator({ clock, faults: [{ then: 'throttle' }] });
    const ask = () => stsOf(emulator).send(new GetCallerIdentityCommand({}));
    expect(await refusal(ask())).toMatchObject({ name: 'Throttling' });
    pass(100);
    emulator.arm([{ from: 10, then: 'deny' }]);
    await expect(ask()).resolves.toBeDefined();
    pass(10);
    expect(await refusal(ask())).toMatchObject({ name: 'AccessDenied' });
  });

  const user = 'arn:aws:iam::000000000000:user/fanout';
  const nothingAllows = 'because no identity-based policy allows the';

  test.each<[FaultRule['then'], string[]]>([
    [
      'throttle',
      [
        'Throttling: Rate exceeded',
        'SlowDown: Please reduce your request rate.',
        'ThrottlingException: Rate exceeded',
      ],
    ],
    [
      'deny',
      [
        `AccessDenied: User: ${user} is not authorized to perform: sts:GetCallerIdentity`,
        `AccessDenied: User: ${user} is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::${Bucket}/${Key}" ${nothingAllows} s3:PutObject action`,
        `AccessDeniedException: User: ${user} is not authorized to perform: codedeploy:ListDeployments on resource: arn:aws:codedeploy:eu-west-1:000000000000:deploymentgroup:orders/blue ${nothingAllows} codedeploy:ListDeployments action`,
      ],
    ],
  ])('%s: the words are those of the service', async (then, words) => {
    const { url: endpoint, credentials } = await anEmulator({
      faults: [{ then }],
      codedeploy: () => ({ handle: async () => ({}), close: async () => {} }),
    });
    const options = { endpoint, region: 'eu-west-1', credentials, maxAttempts: 1 };
    const group = { applicationName: 'orders', deploymentGroupName: 'blue' };
    const refusals = [
      await refusal(new STSClient(options).send(new GetCallerIdentityCommand({}))),
      await refusal(new S3Client(options).send(put)),
      await refusal(new CodeDeployClient(options).send(new ListDeploymentsCommand(group))),
    ];
    expect(refusals.map(({ name, message }) => `${name}: ${message}`)).toEqual(words);
  });
});
