import { Readable } from 'node:stream';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, test } from '@jest/globals';
import { sortedOnce } from '../../src/aws/sorted-stack.ts';

type Sent = { method: string; path: string; headers: Record<string, string> };

/** A client whose requests are kept, and answered with nothing. */
function aClient() {
  const sent: Sent[] = [];
  const requestHandler = {
    async handle({ method, path, headers }: Sent) {
      const { 'amz-sdk-invocation-id': _, 'x-amz-date': __, authorization: ___, ...rest } = headers;
      sent.push({ method, path, headers: rest });
      return { response: { statusCode: 200, headers: {}, body: Readable.from([]) } };
    },
  };
  const client = new S3Client({
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    requestHandler: requestHandler as never,
  });
  return { client, sent };
}

async function used(client: S3Client) {
  for (const Key of ['a', 'b']) {
    await client.send(new PutObjectCommand({ Bucket: 'bundles', Key, Body: Key }));
    await client.send(new GetObjectCommand({ Bucket: 'bundles', Key }));
  }
}

test('requests are the same where what they go through is put in order once', async () => {
  const usual = aClient();
  const once = aClient();
  await used(usual.client);
  await used(sortedOnce(once.client));
  expect(usual.sent).toHaveLength(4);
  expect(once.sent).toEqual(usual.sent);
});

test('what one command was given for itself is its own', async () => {
  const { client, sent } = aClient();
  sortedOnce(client);
  await used(client);
  const command = new GetObjectCommand({ Bucket: 'bundles', Key: 'c' });
  command.middlewareStack.add(
    (next) => (args) => {
      (args.request as Sent).headers['x-own'] = 'yes';
      return next(args);
    },
    { step: 'build' },
  );
  await client.send(command);
  await used(client);
  expect(sent.map(({ headers }) => headers['x-own'] ?? '')).toEqual([
    '',
    '',
    '',
    '',
    'yes',
    '',
    '',
    '',
    '',
  ]);
});
