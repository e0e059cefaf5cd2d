import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { expect, test } from '@jest/globals';
import { scopeOf, sign, signingKey } from '../../src/emulator/auth/signature.ts';
import { canonicalRequest, hashOfRequest } from '../../src/emulator/auth/signature-canonical.ts';
import type { Emulator } from '../../src/emulator/server.ts';
import { parseXml, xmlDocument } from '../../src/emulator/wire/xml.ts';
import fc from '../fast-check.ts';
import { anEmulator } from './an-emulator.ts';

/** What comes back for bytes as they are, until the server ends the connection. */
function exchange(url: string, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (data) => {
      answer += data.toString('latin1');
    });
    socket.on('error', () => resolve(answer));
    socket.on('close', () => resolve(answer));
    socket.end(Buffer.from(bytes, 'latin1'));
  });
}

const credential = 'AKIAIOSFODNN7EXAMPLE/20260101/eu-west-1';
const hostile = fc.oneof(
  fc.constantFrom(
    '/',
    '//',
    '/%',
    '/%ff',
    '/%00',
    '/b/%2e%2e',
    '/b?',
    '/b/k?uploadId',
    '/b?list-type=2&max-keys=x',
    '/?X-Amz-Algorithm=AWS4-HMAC-SHA256',
    '/b/k?X-Amz-Expires=-1&X-Amz-Algorithm=AWS4-HMAC-SHA256',
    '*',
  ),
  fc
    .string({ maxLength: 30 })
    .map((text) => `/${encodeURI(text.replaceAll(/[\ud800-\udfff]/g, ''))}`),
);
const header = fc.oneof(
  fc.constantFrom(
    'x-amz-target: CodeDeploy_20141006.X',
    'x-amz-target: x',
    'authorization: AWS4-HMAC-SHA256',
    'authorization: AWS4-HMAC-SHA256 Credential=////,SignedHeaders=host,Signature=0',
    'authorization: ',
    `authorization: AWS4-HMAC-SHA256 Credential=${credential}/s3/aws4_request,SignedHeaders=host,Signature=0`,
    `authorization: AWS4-HMAC-SHA256 Credential=${credential}/sts/aws4_request,SignedHeaders=;,Signature=\u00ff`,
    'x-amz-date: 20260101T000000Z',
    'x-amz-date: 99999999T999999Z',
    'x-amz-content-sha256: x',
    'content-type: application/x-www-form-urlencoded',
    'x-amz-copy-source: %%%',
    'range: bytes=--',
    'x-amz-decoded-content-length: -1',
    'content-encoding: aws-chunked',
    'if-match: ,,,"',
  ),
);

test('whatever comes over the wire is answered or cut off, and is no error of its own', async () => {
  const { url } = await anEmulator();
  const request = fc.tuple(
    fc.constantFrom('GET', 'PUT', 'POST', 'HEAD', 'DELETE', 'PATCH'),
    hostile,
    fc.array(header, { maxLength: 5 }),
    fc.string({ unit: 'binary-ascii', maxLength: 40 }),
  );
  await fc.assert(
    fc.asyncProperty(request, async ([method, path, headers, body]) => {
      const lines = [
        `${method} ${path} HTTP/1.1`,
        'host: 127.0.0.1',
        ...headers,
        `content-length: ${body.length}`,
      ];
      const answer = await exchange(
        url,
        `${lines.join('\r\n')}\r\nconnection: close\r\n\r\n${body}`,
      );
      // 501 is for what it does not offer; no other error is the server's.
      expect(answer).toMatch(/^HTTP\/1\.1 (?:[34]\d\d|501) /);
    }),
    { numRuns: 300 },
  );
});

type Raw = {
  method: string;
  path: string;
  rawQuery: string;
  headers: [string, string][];
  body: string;
};

/** A request of the base principal, signed whatever it holds. */
function signedText(
  { url, credentials }: Emulator,
  { method, path, rawQuery, headers, body }: Raw,
): string {
  const time = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
  const payload = createHash('sha256').update(body, 'latin1').digest('hex');
  const all: [string, string][] = [
    ['host', new URL(url).host],
    ['x-amz-date', time],
    ['x-amz-content-sha256', payload],
    ...new Map(headers),
  ];
  const signature = {
    accessKeyId: credentials.accessKeyId,
    date: time.slice(0, 8),
    region: 'eu-west-1',
    service: 's3',
    signedHeaders: all.map(([name]) => name).sort(),
    signature: '',
    time,
  };
  const { signedHeaders } = signature;
  const request = { method, path, rawQuery, query: [], headers: all };
  const canonical = canonicalRequest(request, {
    service: 's3',
    signedHeaders,
    payloadHash: payload,
  });
  const scope = scopeOf(signature);
  const text = ['AWS4-HMAC-SHA256', time, scope, hashOfRequest(canonical)].join('\n');
  const proof = sign(signingKey(credentials.secretAccessKey, signature), text);
  const authorization = `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope},SignedHeaders=${signedHeaders.join(';')},Signature=${proof}`;
  const lines = [
    `${method} ${path}${rawQuery ? `?${rawQuery}` : ''} HTTP/1.1`,
    ...all.map(([name, value]) => `${name}: ${value}`),
    `authorization: ${authorization}`,
    `content-length: ${body.length}`,
    'connection: close',
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

const value = fc.oneof(
  fc.constantFrom(
    '',
    '0',
    '-1',
    '1',
    '99999999999',
    'true',
    '*',
    '"',
    'null',
    'ENABLED',
    'CRC32',
    'AAAAAA==',
  ),
  fc.constantFrom(
    'bytes=0-1',
    'aws:kms',
    'arn:aws:kms',
    '/mine/k',
    'mine/k?versionId=null',
    '000000000000',
  ),
  fc.constantFrom(
    'Mon, 01 Jan 2026 00:00:00 GMT',
    'COMPOSITE',
    'REPLACE',
    'a=b&c',
    'Glacier',
    'url',
    '%0A',
  ),
  fc.string({ unit: 'grapheme-ascii', maxLength: 12 }),
);
const parameters = [
  'uploads',
  'uploadId',
  'partNumber',
  'versionId',
  'list-type',
  'prefix',
  'delimiter',
  'max-keys',
  'continuation-token',
  'start-after',
  'encoding-type',
  'fetch-owner',
  'versioning',
  'location',
  'encryption',
  'response-content-type',
  'response-expires',
  'max-parts',
  'part-number-marker',
  'max-buckets',
  'x-id',
  'acl',
];
const headerNames = [
  'range',
  'if-match',
  'if-none-match',
  'if-modified-since',
  'content-md5',
  'content-type',
  'content-encoding',
  'x-amz-copy-source',
  'x-amz-copy-source-range',
  'x-amz-copy-source-if-match',
  'x-amz-metadata-directive',
  'x-amz-checksum-crc32',
  'x-amz-checksum-algorithm',
  'x-amz-checksum-type',
  'x-amz-checksum-mode',
  'x-amz-sdk-checksum-algorithm',
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
  'x-amz-expected-bucket-owner',
  'x-amz-storage-class',
  'x-amz-meta-a',
  'x-amz-tagging',
  'x-amz-mp-object-size',
];

test('whatever a believed client asks of S3 is answered, and is no error of its own', async () => {
  const buckets = [
    { name: 'mine', region: 'eu-west-1', account: '000000000000', versioning: true },
  ];
  const emulator = await anEmulator({ seed: { buckets } });
  const request = fc.record({
    method: fc.constantFrom('GET', 'PUT', 'POST', 'HEAD', 'DELETE'),
    path: fc.constantFrom(
      '/',
      '/mine',
      '/mine/k',
      '/mine/k',
      '/mine/%C3%A4%0D%0A',
      '/other',
      '/NEW',
    ),
    query: fc.array(
      fc.tuple(
        fc.constantFrom(...parameters),
        fc.oneof(value, fc.string({ unit: 'binary', maxLength: 5 })),
      ),
      {
        maxLength: 2,
      },
    ),
    headers: fc.array(fc.tuple(fc.constantFrom(...headerNames), value), { maxLength: 3 }),
    body: fc.constantFrom(
      '',
      'body',
      '<a>',
      '<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>',
      '<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>1</ETag></Part></CompleteMultipartUpload>',
    ),
  });
  await fc.assert(
    fc.asyncProperty(request, async ({ query, headers, ...rest }) => {
      const rawQuery = query.map(([name, text]) => `${name}=${encodeURIComponent(text)}`).join('&');
      const trimmed = headers.map(([name, text]) => [name, text.trim()] as [string, string]);
      const answer = await exchange(
        emulator.url,
        signedText(emulator, { ...rest, rawQuery, headers: trimmed }),
      );
      expect(answer).toMatch(/^HTTP\/1\.1 (?:[2-4]\d\d|501) /);
      expect(answer).not.toMatch(/SignatureDoesNotMatch/);
    }),
    { numRuns: 300 },
  );
});

test('XML that was written is read back, and what is no XML is refused', () => {
  const text = fc
    .string({ unit: 'binary', maxLength: 30 })
    .filter((value) => !/[\ud800-\udfff]/.test(value));
  fc.assert(
    fc.property(text, (value) => {
      const { children } = parseXml(xmlDocument('A', 'urn:x', { B: [value, value], C: { D: 1 } }));
      expect(children.map((child) => child.text || child.children[0]?.text)).toEqual([
        value || undefined,
        value || undefined,
        '1',
      ]);
    }),
  );
  for (const wrong of [
    '',
    'text',
    '<a>',
    '</a>',
    '<a></b>',
    '<a/><b/>',
    '<a>&x;</a>',
    '<!DOCTYPE a><a/>',
    '<a><',
  ]) {
    expect(() => parseXml(wrong)).toThrow(SyntaxError);
  }
});
