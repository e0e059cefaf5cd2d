import { PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, test } from '@jest/globals';
import { defined } from '../../../src/defined.ts';
import { type Signature, scopeOf, sign, signingKey } from '../../../src/emulator/auth/signature.ts';
import { canonicalRequest, hashOfRequest } from '../../../src/emulator/auth/signature-canonical.ts';
import type { Emulator } from '../../../src/emulator/server.ts';
import { anEmulator, assumed, type Keys, s3Of } from '../an-emulator.ts';

const path = '/dev-ireland/key';

/** The address of an object, presigned so many seconds ago. */
function presigned({ url }: Emulator, keys: Keys, { expires = 60, ago = 0 } = {}): string {
  const time = new Date(Date.now() - ago * 1000).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const signature: Signature = {
    accessKeyId: keys.accessKeyId,
    date: time.slice(0, 8),
    region: 'eu-west-1',
    service: 's3',
    signedHeaders: ['host'],
    signature: '',
    time,
  };
  const rawQuery = new URLSearchParams({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${keys.accessKeyId}/${scopeOf(signature)}`,
    'X-Amz-Date': time,
    'X-Amz-Expires': String(expires),
    'X-Amz-SignedHeaders': 'host',
    ...defined({ 'X-Amz-Security-Token': keys.sessionToken }),
  }).toString();
  const headers = [['host', new URL(url).host]] as const;
  const request = { method: 'GET', path, rawQuery, query: [], headers };
  const canonical = canonicalRequest(request, {
    service: 's3',
    signedHeaders: ['host'],
    payloadHash: 'UNSIGNED-PAYLOAD',
  });
  const text = ['AWS4-HMAC-SHA256', time, scopeOf(signature), hashOfRequest(canonical)].join('\n');
  const proof = sign(signingKey(keys.secretAccessKey, signature), text);
  return `${url}${path}?${rawQuery}&X-Amz-Signature=${proof}`;
}

async function read(address: string): Promise<string> {
  const answer = await fetch(address);
  const text = await answer.text();
  return `${answer.status} ${/<Message>(.*)<\/Message>/.exec(text)?.[1] ?? text}`;
}

test('A presigned request holds for as long as it says, a week at most.', async () => {
  const emulator = await anEmulator();
  const s3 = await s3Of(emulator);
  await s3.send(new PutObjectCommand({ Bucket: 'dev-ireland', Key: 'key', Body: 'bytes' }));
  const keys = await assumed(emulator);
  expect(await read(presigned(emulator, keys))).toBe('200 bytes');
  expect(await read(presigned(emulator, keys, { expires: 86_400, ago: 80_000 }))).toBe('200 bytes');
  expect(await read(presigned(emulator, keys, { ago: 61 }))).toBe('403 Request has expired');
  expect(await read(presigned(emulator, keys, { expires: 604_801 }))).toMatch(/^400 .*604800$/);
  expect(await read(presigned(emulator, keys, { ago: -3600 }))).toMatch(/^403 .*too large\.$/);
  const wrong = { ...keys, secretAccessKey: 'wrong' };
  expect(await read(presigned(emulator, wrong))).toMatch(
    /^403 The request signature we calculated/,
  );
});
