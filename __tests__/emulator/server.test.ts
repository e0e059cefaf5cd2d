import { request as httpRequest } from 'node:http';
import { networkInterfaces } from 'node:os';
import {
  CodeDeployClient,
  GetDeploymentCommand,
  ListApplicationsCommand,
} from '@aws-sdk/client-codedeploy';
import {
  GetBucketAclCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, test } from '@jest/globals';
import { type Clock, systemClock } from '../../src/clock.ts';
import { type Emulator, startEmulator } from '../../src/emulator/server.ts';
import { type CodeDeployCall, ServiceError } from '../../src/emulator/service.ts';
import { describeCall } from '../../src/emulator/wire/call-log.ts';
import {
  aHoldingClock,
  anEmulator,
  aSeed,
  assumed,
  dev,
  devRole,
  type Keys,
  refusal,
  s3Of,
  stsOf,
} from './an-emulator.ts';

/** A request as it stands, with any header. */
function ask(
  emulator: Emulator,
  { method = 'GET', path = '/', headers = {}, body = '' } = {},
): Promise<{ status: number | undefined; headers: NodeJS.Dict<string | string[]>; text: string }> {
  const { port } = new URL(emulator.url);
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      { agent: false, host: '127.0.0.1', port, method, path, headers },
      async (answer) => {
        const pieces: Buffer[] = [];
        for await (const piece of answer) pieces.push(piece);
        const text = Buffer.concat(pieces).toString();
        resolve({ status: answer.statusCode, headers: answer.headers, text });
      },
    );
    outgoing.on('error', reject).end(body);
  });
}

function codeDeployOf(emulator: Emulator, credentials: Keys = emulator.credentials) {
  const region = 'eu-west-1';
  return new CodeDeployClient({ endpoint: emulator.url, region, credentials, maxAttempts: 1 });
}

describe('who is answered', () => {
  test.each(['127.0.0.1:4566', 'localhost', 'sts.eu-west-1.localhost:80', '[::1]:1', '127.8.8.8'])(
    'a request to %s is',
    async (host) => {
      expect((await ask(await anEmulator(), { headers: { host } })).text).toContain('<Error');
    },
  );

  describe('A request whose Host is not a name of the loopback address is refused, so that no DNS name that is pointed at it reaches it.', () => {
    test.each([
      'evil.example:4566',
      'localhost.evil.example',
      '127.0.0.1.nip.io',
      '10.0.0.1',
      'a b',
    ])('a request to "%s" is not', async (host) => {
      const answer = await ask(await anEmulator(), { headers: { host } });
      expect(answer).toMatchObject({
        status: 403,
        text: expect.stringContaining('loopback address only'),
      });
    });
  });

  describe('A request with an Origin or a Sec-Fetch-Site header comes from a page in a browser and is refused.', () => {
    test.each([
      { origin: 'http://localhost:3000' },
      { origin: 'null' },
      { 'sec-fetch-site': 'same-site' },
    ])('a page in a browser (%j) is not', async (headers) => {
      const emulator = await anEmulator();
      for (const method of ['GET', 'OPTIONS', 'POST']) {
        expect(await ask(emulator, { method, headers })).toMatchObject({
          status: 403,
          text: 'this emulator answers no browsers\n',
        });
      }
    });
  });

  test('It listens on 127.0.0.1 only, and speaks HTTP, not HTTPS.', async () => {
    const { url } = await anEmulator();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
      .map(({ address }) => address);
    for (const address of [...others, '127.0.0.2']) {
      await expect(fetch(url.replace('127.0.0.1', address))).rejects.toThrow('fetch failed');
    }
    await expect(fetch(url.replace('http:', 'https:'))).rejects.toThrow('fetch failed');
  });

  test('Hosts such as `sts.eu-west-1.localhost` are taken, too; they tell the region of a request that is not signed.', async () => {
    const emulator = await anEmulator();
    const headers = { host: 'sts.eu-west-1.localhost:80' };
    const path = '/?Action=AssumeRoleWithWebIdentity';
    expect((await ask(emulator, { headers, path })).text).toContain('ValidationError');
    expect(emulator.calls).toMatchObject([{ service: 'sts', region: 'eu-west-1' }]);
  });

  test('A request to STS or CodeDeploy of more than 1 MiB, a document of more than 4 MiB in S3, and an upload of more than 5 GiB are refused.', async () => {
    const emulator = await anEmulator();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = 'a'.repeat(1024 ** 2 + 1);
    expect((await ask(emulator, { method: 'POST', headers, body })).text).toContain(
      'EntityTooLarge',
    );
    const versioning = new PutBucketVersioningCommand({
      Bucket: 'dev-ireland',
      VersioningConfiguration: { Status: 'Enabled' },
    });
    const padding = { step: 'build', priority: 'high' } as const;
    const s3 = await s3Of(emulator);
    s3.middlewareStack.add(
      (next) => (args) => {
        const request = args.request as { body: string };
        request.body += ' '.repeat(4 * 1024 ** 2);
        return next(args);
      },
      padding,
    );
    expect(await refusal(s3.send(versioning))).toMatchObject({ name: 'MalformedXML' });
  });

  test('a port that is taken is told at the start', async () => {
    const { url } = await anEmulator();
    const again = startEmulator({
      seed: aSeed(),
      clock: systemClock,
      port: Number(new URL(url).port),
    });
    await expect(again).rejects.toThrow(/EADDRINUSE/);
  });

  test('nobody is answered once it is closed, and what is under way ends', async () => {
    const { clock, held } = aHoldingClock();
    const emulator = await anEmulator({ clock, faults: [{ then: { slow: 1 } }] });
    const refused = refusal(stsOf(emulator).send(new GetCallerIdentityCommand({})));
    await held;
    await emulator.close();
    expect((await refused).message).toMatch(/socket hang up|ECONNRESET/);
    await expect(ask(emulator)).rejects.toThrow(/ECONNREFUSED/);
  });
});

describe("An operation that is not offered is refused with HTTP 501 and its name, in the service's own form: `InvalidAction` of STS, `NotImplemented` of S3, `UnknownOperationException` of CodeDeploy.", () => {
  test('an operation of STS', async () => {
    const { credentials, url } = await anEmulator();
    const sts = new STSClient({ endpoint: url, region: 'eu-west-1', credentials });
    expect(await refusal(sts.send(new GetSessionTokenCommand({})))).toEqual({
      name: 'InvalidAction',
      status: 501,
      message: 'the emulator does not offer "GetSessionToken" of sts',
    });
  });

  test('an operation of S3', async () => {
    const s3 = await s3Of(await anEmulator());
    expect(await refusal(s3.send(new GetBucketAclCommand({ Bucket: 'dev-ireland' })))).toEqual({
      name: 'NotImplemented',
      status: 501,
      message: 'the emulator does not offer "GET of a bucket with ?acl" of s3',
    });
  });

  test('CodeDeploy, where there is none', async () => {
    const emulator = await anEmulator();
    expect(await refusal(codeDeployOf(emulator).send(new ListApplicationsCommand({})))).toEqual({
      name: 'UnknownOperationException',
      status: 501,
      message: 'the emulator does not offer "ListApplications" of codedeploy',
    });
  });

  test('Another service than these is refused with HTTP 501 and its name.', async () => {
    const authorization =
      'AWS4-HMAC-SHA256 Credential=A/20260101/eu-west-1/ec2/aws4_request, SignedHeaders=host, Signature=0';
    const headers = { authorization, 'x-amz-date': '20260101T000000Z' };
    const emulator = await anEmulator();
    expect(await ask(emulator, { headers })).toMatchObject({
      status: 501,
      text: expect.stringContaining('not &quot;ec2&quot;'),
    });
    expect(emulator.calls[0]).toMatchObject({ service: 'unknown', status: 501, about: 'ec2' });
    const json = { ...headers, 'x-amz-target': 'AWSLambda.Invoke' };
    expect(JSON.parse((await ask(await anEmulator(), { headers: json })).text)).toEqual({
      __type: 'UnknownOperationException',
      message: 'the emulator offers STS, S3, CodeDeploy and CloudWatch, not "ec2"',
    });
  });
});

describe('who asks is believed or refused in the words of the service', () => {
  const wrongSecret = ({ credentials }: Emulator) => ({ ...credentials, secretAccessKey: 'wrong' });
  const unknownKey = () => ({ accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'wrong' });
  const wrongToken = async (emulator: Emulator) => ({
    ...(await assumed(emulator)),
    sessionToken: 'wrong',
  });
  const noToken = async (emulator: Emulator) => {
    const { accessKeyId, secretAccessKey } = await assumed(emulator);
    return { accessKeyId, secretAccessKey };
  };

  test.each<[string, (emulator: Emulator) => Keys | Promise<Keys>, string[]]>([
    [
      'a wrong secret',
      wrongSecret,
      ['SignatureDoesNotMatch 403', 'SignatureDoesNotMatch 403', 'InvalidSignatureException 400'],
    ],
    [
      'an unknown key',
      unknownKey,
      ['InvalidClientTokenId 403', 'InvalidAccessKeyId 403', 'UnrecognizedClientException 400'],
    ],
    [
      'a wrong session token',
      wrongToken,
      ['InvalidClientTokenId 403', 'InvalidToken 400', 'UnrecognizedClientException 400'],
    ],
    [
      'a missing session token',
      noToken,
      ['InvalidClientTokenId 403', 'InvalidAccessKeyId 403', 'UnrecognizedClientException 400'],
    ],
  ])('%s', async (_name, keysFor, expected) => {
    const emulator = await anEmulator();
    const keys = await keysFor(emulator);
    const refusals = await Promise.all([
      refusal(stsOf(emulator, keys).send(new GetCallerIdentityCommand({}))),
      refusal((await s3Of(emulator, { credentials: keys })).send(new ListBucketsCommand({}))),
      refusal(codeDeployOf(emulator, keys).send(new ListApplicationsCommand({}))),
    ]);
    expect(refusals.map(({ name, status }) => `${name} ${status}`)).toEqual(expected);
  });

  test('a session that has expired', async () => {
    const emulator = await anEmulator({ faults: [{ then: 'expire', skip: 1 }] });
    const keys = await assumed(emulator);
    const refusals = [
      await refusal(stsOf(emulator, keys).send(new GetCallerIdentityCommand({}))),
      await refusal((await s3Of(emulator, { credentials: keys })).send(new ListBucketsCommand({}))),
      await refusal(codeDeployOf(emulator, keys).send(new ListApplicationsCommand({}))),
    ];
    expect(refusals.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'ExpiredToken 403',
      'ExpiredToken 400',
      'ExpiredTokenException 400',
    ]);
  });

  /** What the three services say to clients whose clocks are so many minutes behind. */
  async function behind(emulator: Emulator, minutes: number): Promise<string[]> {
    const { credentials, url: endpoint } = emulator;
    const systemClockOffset = -minutes * 60_000;
    const options = {
      endpoint,
      region: 'eu-west-1',
      credentials,
      systemClockOffset,
      maxAttempts: 1,
    };
    const calls = [
      new STSClient(options).send(new GetCallerIdentityCommand({})),
      (await s3Of(emulator, options)).send(new ListBucketsCommand({})),
      new CodeDeployClient(options).send(new ListApplicationsCommand({})),
    ];
    const answers = await Promise.allSettled(calls);
    return answers.map((answer) =>
      answer.status === 'fulfilled' ? 'fine' : `${answer.reason.name}: ${answer.reason.message}`,
    );
  }

  const aCodeDeploy = () => ({ handle: async () => ({}), close: async () => {} });

  test("A request may be 15 minutes off the service's time in STS and S3, 5 minutes in CodeDeploy.", async () => {
    const emulator = await anEmulator({ codedeploy: aCodeDeploy });
    expect(await behind(emulator, 4)).toEqual(['fine', 'fine', 'fine']);
    expect(await behind(emulator, 14)).toEqual([
      'fine',
      'fine',
      expect.stringMatching(/^InvalidSignatureException: Signature expired: .* - 5 min\.\)$/),
    ]);
    expect(await behind(emulator, 16)).toEqual([
      expect.stringMatching(
        /^SignatureDoesNotMatch: Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 15 min\.\)$/,
      ),
      expect.stringMatching(/^RequestTimeTooSkewed: /),
      expect.stringMatching(/^InvalidSignatureException: /),
    ]);
    expect(await behind(emulator, -16)).toEqual([
      expect.stringMatching(/^SignatureDoesNotMatch: Signature not yet current: /),
      expect.stringMatching(/^RequestTimeTooSkewed: /),
      expect.stringMatching(/^InvalidSignatureException: Signature not yet current: /),
    ]);
  });

  test("Where that clock is faster than the machine's, a signature of any time between the two is right: clients sign by the machine's time at first, and then by what a Date header has told them.", async () => {
    const tomorrow: Clock = { ...systemClock, now: () => Date.now() + 86_400_000 };
    const emulator = await anEmulator({ clock: tomorrow, codedeploy: aCodeDeploy });
    for (const hours of [0, -12, -24])
      expect(await behind(emulator, hours * 60)).toEqual(['fine', 'fine', 'fine']);
  });

  test('The Date header and LastModified are told by the clock that clients go by.', async () => {
    const now = Date.UTC(2030, 0, 1);
    const emulator = await anEmulator({ clock: { ...systemClock, now: () => now } });
    const s3 = await s3Of(emulator);
    const put = new PutObjectCommand({ Bucket: 'dev-ireland', Key: 'k', Body: 'x' });
    let date: string | undefined;
    put.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        date = (result.response as { headers: Record<string, string> }).headers.date;
        return result;
      },
      { step: 'deserialize' },
    );
    await s3.send(put);
    const { LastModified } = await s3.send(
      new GetObjectCommand({ Bucket: 'dev-ireland', Key: 'k' }),
    );
    expect([Date.parse(date ?? ''), LastModified?.getTime()]).toEqual([now, now]);
  });

  test('Beside a faster clock, sessions end by the clock that clients go by.', async () => {
    let ahead = 0;
    const clock: Clock = { ...systemClock, now: () => Date.now() + ahead };
    const emulator = await anEmulator({ clock, clientClock: systemClock });
    const s3 = await s3Of(emulator);
    ahead = 86_400_000;
    await expect(s3.send(new ListBucketsCommand({}))).resolves.toBeDefined();
  });

  test('The host and, for S3, every `x-amz-` header must be signed.', async () => {
    const s3 = await s3Of(await anEmulator());
    s3.middlewareStack.add(
      (next) => (args) => {
        Object.assign((args.request as { headers: object }).headers, { 'x-amz-meta-a': 'b' });
        return next(args);
      },
      { step: 'finalizeRequest', priority: 'low' },
    );
    const put = new PutObjectCommand({ Bucket: 'dev-ireland', Key: 'k', Body: 'x' });
    expect(await refusal(s3.send(put))).toEqual({
      name: 'AccessDenied',
      status: 403,
      message: 'There were headers present in the request which were not signed',
    });
  });

  test('The caller of a request to S3 is believed before its body is read; the body of one that is refused is dropped.', async () => {
    const emulator = await anEmulator();
    const s3 = await s3Of(emulator, { credentials: unknownKey() });
    const put = new PutObjectCommand({
      Bucket: 'dev-ireland',
      Key: 'k',
      Body: Buffer.alloc(8 << 20),
    });
    expect(await refusal(s3.send(put))).toMatchObject({ name: 'InvalidAccessKeyId' });
  });

  test('nobody at all', async () => {
    const emulator = await anEmulator();
    const target = { 'x-amz-target': 'CodeDeploy_20141006.ListApplications' };
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const answers = await Promise.all([
      ask(emulator, { method: 'POST', headers: form, body: 'Action=GetCallerIdentity' }),
      ask(emulator, { path: '/dev-ireland/key' }),
      ask(emulator, { method: 'POST', headers: target }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 400]);
    expect(answers[0]?.text).toContain('<Code>MissingAuthenticationToken</Code>');
    expect(answers[1]?.text).toContain('<Code>AccessDenied</Code>');
    expect(JSON.parse(answers[2]?.text ?? '').__type).toBe('MissingAuthenticationTokenException');
  });

  test("One port serves all services, accounts and regions: service and region are those of the signature's scope, the account is the one the access key belongs to.", async () => {
    const seen: CodeDeployCall[] = [];
    const codedeploy = () => ({
      handle: async (call: CodeDeployCall) => void seen.push(call),
      close: async () => {},
    });
    const emulator = await anEmulator({ codedeploy });
    const keys = await assumed(emulator);
    await codeDeployOf(emulator, keys).send(new GetDeploymentCommand({ deploymentId: 'd-1' }));
    expect(seen).toEqual([
      {
        operation: 'GetDeployment',
        account: dev,
        region: 'eu-west-1',
        principal: {
          accessKeyId: keys.accessKeyId,
          account: dev,
          arn: `arn:aws:sts::${dev}:assumed-role/deploy/test`,
          role: `arn:aws:iam::${dev}:role/deploy`,
        },
        input: { deploymentId: 'd-1' },
      },
    ]);
  });
});

describe('answers of CodeDeploy', () => {
  const answering = (handle: () => Promise<unknown>) =>
    anEmulator({ codedeploy: () => ({ handle, close: async () => {} }) });

  test('a refusal reaches the client with its name, status and message', async () => {
    const emulator = await answering(async () => {
      throw new ServiceError('DeploymentDoesNotExistException', 'no "d-1"');
    });
    const call = codeDeployOf(emulator).send(new GetDeploymentCommand({ deploymentId: 'd-1' }));
    expect(await refusal(call)).toEqual({
      name: 'DeploymentDoesNotExistException',
      status: 400,
      message: 'no "d-1"',
    });
  });

  test("An error of the emulator's own is answered with HTTP 500 and becomes a warning of the process.", async () => {
    const told: unknown[] = [];
    const bug = new TypeError('of undefined');
    const emulator = await anEmulator({
      codedeploy: () => ({ handle: () => Promise.reject(bug), close: async () => {} }),
      onBug: (error) => told.push(error),
    });
    const call = codeDeployOf(emulator).send(new GetDeploymentCommand({ deploymentId: 'd-1' }));
    expect(await refusal(call)).toMatchObject({ name: 'InternalFailure', status: 500 });
    expect(told).toEqual([bug]);
  });

  test('a body that is not JSON is a SerializationException', async () => {
    const emulator = await answering(async () => ({}));
    const client = codeDeployOf(emulator);
    client.middlewareStack.add(
      (next) => (args) =>
        next({ ...args, request: Object.assign(args.request as object, { body: '{]' }) }),
      { step: 'build' },
    );
    expect(await refusal(client.send(new ListApplicationsCommand({})))).toMatchObject({
      name: 'SerializationException',
      status: 400,
    });
  });
});

describe('the log', () => {
  test('Every request is one record: service, operation, account, region, caller, status, error, what it is about, and the fault that struck it; never a secret.', async () => {
    const printed: string[] = [];
    const emulator = await anEmulator({ log: (call) => printed.push(describeCall(call)) });
    const s3 = await s3Of(emulator);
    await s3.send(new PutObjectCommand({ Bucket: 'dev-ireland', Key: 'a/b', Body: 'x' }));
    await refusal(s3.send(new HeadBucketCommand({ Bucket: 'retail-ireland' })));
    expect(printed).toEqual([
      `sts AssumeRole 000000000000/eu-west-1 ${devRole} 200`,
      `s3 PutObject ${dev}/eu-west-1 dev-ireland/a/b 200`,
      `s3 HeadBucket ${dev}/eu-west-1 retail-ireland 403 AccessDenied`,
    ]);
    expect(emulator.calls[1]).toEqual({
      service: 's3',
      operation: 'PutObject',
      account: dev,
      region: 'eu-west-1',
      principal: `arn:aws:sts::${dev}:assumed-role/deploy/test`,
      about: 'dev-ireland/a/b',
      status: 200,
      at: expect.any(Number),
    });
  });

  test('is one line a call, whatever clients send', () => {
    const call = { service: 's3' as const, operation: 'PutObject', status: 200, at: 0 };
    expect(describeCall({ ...call, about: 'b/k\n::error::\u001b[31m\u0085' })).toBe(
      's3 PutObject b/k\\x0a::error::\\x1b[31m\\x85 200',
    );
  });

  test('never holds a secret', async () => {
    const emulator = await anEmulator();
    const keys = await assumed(emulator);
    await (await s3Of(emulator, { credentials: keys })).send(new ListBucketsCommand({}));
    await ask(emulator, { path: `/dev-ireland/key?X-Amz-Security-Token=${keys.sessionToken}` });
    const log = JSON.stringify(emulator.calls);
    for (const secret of [
      keys.secretAccessKey,
      keys.sessionToken,
      emulator.credentials.secretAccessKey,
    ]) {
      expect(log).not.toContain(secret);
    }
  });
});
