import { describe, expect, test } from '@jest/globals';
import { AuthenticationError } from '../../../src/emulator/auth/authentication-error.ts';
import {
  readSignature,
  signingKey,
  verifySignature,
} from '../../../src/emulator/auth/signature.ts';
import { canonicalRequest } from '../../../src/emulator/auth/signature-canonical.ts';
import { unchunked } from '../../../src/emulator/auth/signature-chunks.ts';
import { textOf } from '../../../src/emulator/wire/bytes.ts';
import { type RequestHead, splitQuery } from '../../../src/emulator/wire/request.ts';

const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const scope = 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request';

function aRequest({
  method = 'GET',
  target = '/',
  headers = {},
}: {
  method?: string;
  target?: string;
  headers?: Record<string, string>;
}): RequestHead {
  const [path = '', rawQuery = ''] = target.split('?');
  return {
    method,
    path,
    rawQuery,
    query: splitQuery(rawQuery).map((pair) => pair.map(decodeURIComponent) as [string, string]),
    headers: Object.entries(headers),
  };
}

function signed(headers: Record<string, string>, signature: string, credential = scope) {
  const names = Object.keys(headers).sort().join(';');
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${credential},SignedHeaders=${names},Signature=${signature}`,
  };
}

function verified(request: RequestHead, { key = secret, payloadHash = emptyHash } = {}) {
  const signature = readSignature(request);
  if (!signature) throw new Error('not signed');
  verifySignature(request, {
    signature,
    payloadHash: signature.payload ?? payloadHash,
    key: signingKey(key, signature),
  });
  return signature;
}

const s3Headers = {
  host: 'examplebucket.s3.amazonaws.com',
  'x-amz-content-sha256': emptyHash,
  'x-amz-date': '20130524T000000Z',
};

// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html and sigv4-query-string-auth.html,
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
const published: [name: string, request: RequestHead, key: string][] = [
  [
    'GET of an object with a range',
    aRequest({
      target: '/test.txt',
      headers: signed(
        { ...s3Headers, range: 'bytes=0-9' },
        'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
      ),
    }),
    secret,
  ],
  [
    'PUT of an object whose key is encoded',
    aRequest({
      method: 'PUT',
      target: '/test%24file.text',
      headers: signed(
        {
          ...s3Headers,
          date: 'Fri, 24 May 2013 00:00:00 GMT',
          'x-amz-content-sha256':
            '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
          'x-amz-storage-class': 'REDUCED_REDUNDANCY',
        },
        '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
      ),
    }),
    secret,
  ],
  [
    'a query parameter without a value',
    aRequest({
      target: '/?lifecycle',
      headers: signed(
        s3Headers,
        'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
      ),
    }),
    secret,
  ],
  [
    'several query parameters',
    aRequest({
      target: '/?prefix=J&max-keys=2',
      headers: signed(
        s3Headers,
        '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
      ),
    }),
    secret,
  ],
  [
    'a presigned URL',
    aRequest({
      target: `/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(scope)}&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404`,
      headers: { host: 'examplebucket.s3.amazonaws.com' },
    }),
    secret,
  ],
  [
    'another service than S3',
    aRequest({
      target: '/?Action=ListUsers&Version=2010-05-08',
      headers: signed(
        {
          'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
          host: 'iam.amazonaws.com',
          'x-amz-date': '20150830T123600Z',
        },
        '5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
        'AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request',
      ),
    }),
    'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  ],
];

describe('Requests are signed with Signature Version 4, in the Authorization header or, for S3, in the query.', () => {
  test.each(published)('%s', (_name, request, key) => {
    expect(() => verified(request, { key })).not.toThrow();
  });
});

describe('a signature over anything else is refused', () => {
  const request = published[0]?.[1] as RequestHead;
  const header = (name: string, value: string) =>
    request.headers.map(([key, old]) => [key, key === name ? value : old] as const);

  test.each<[string, RequestHead]>([
    ['another method', { ...request, method: 'PUT' }],
    ['another path', { ...request, path: '/test.txt/' }],
    ['another query', { ...request, rawQuery: 'versionId=1' }],
    ['another value of a signed header', { ...request, headers: header('range', 'bytes=0-99') }],
    ['another body', { ...request, headers: header('x-amz-content-sha256', 'a'.repeat(64)) }],
    ['another time', { ...request, headers: header('x-amz-date', '20130524T000001Z') }],
  ])('%s', (_name, changed) => {
    expect(() => verified(changed)).toThrow(expect.objectContaining({ reason: 'mismatch' }));
  });

  test('another secret', () => {
    expect(() => verified(request, { key: 'another' })).toThrow(AuthenticationError);
  });
});

describe('a request whose signature cannot be read is malformed', () => {
  const good =
    'AWS4-HMAC-SHA256 Credential=A/20130524/r/s3/aws4_request,SignedHeaders=host,Signature=0';

  test.each([
    ['no scope', good.replace('/aws4_request', '')],
    ['no signature', good.replace('Signature=0', 'Signature=')],
    ['a host that is not signed', good.replace('=host', '=x-amz-date')],
    ['another day than its time', good.replace('20130524', '20130525')],
  ])('%s', (_name, authorization) => {
    const headers = { authorization, 'x-amz-date': '20130524T000000Z' };
    expect(() => readSignature(aRequest({ headers }))).toThrow(
      expect.objectContaining({ reason: 'malformed' }),
    );
  });

  describe('Signature Version 2 and Signature Version 4A are refused.', () => {
    test.each([
      [
        'Version 4A',
        {
          authorization: good.replace('AWS4', 'AWS4-ECDSA-P256'),
          'x-amz-date': '20130524T000000Z',
        },
        '/',
      ],
      ['Version 2', { authorization: 'AWS key:signature' }, '/'],
      ['Version 2 in the query', {}, '/key?AWSAccessKeyId=key&Signature=s&Expires=1'],
    ])('Signature %s is not supported', (_name, headers, target) => {
      expect(() =>
        readSignature(aRequest({ headers: headers as Record<string, string>, target })),
      ).toThrow(expect.objectContaining({ reason: 'unsupported' }));
    });
  });

  test('a request without one is unsigned', () => {
    expect(readSignature(aRequest({}))).toBeUndefined();
  });
});

describe('The path of a request to S3 is encoded once, that of the others is normalised and encoded twice.', () => {
  test.each([
    ['/', '/', '/'],
    ['/a%20b', '/a%20b', '/a%2520b'],
    ['/a!b(c)', '/a%21b%28c%29', '/a%2521b%2528c%2529'],
    ['/%7Ea/b', '/~a/b', '/~a/b'],
    ['/a//b/./c/../d/', '/a//b/./c/../d/', '/a/b/d/'],
    ['/%2e%2e/a%2Fb', '/../a%2Fb', '/../a%252Fb'],
  ])('%s', (path, once, twice) => {
    const request = aRequest({ target: path });
    const canonical = (service: string) =>
      canonicalRequest(request, { service, signedHeaders: [], payloadHash: '' }).split('\n')[1];
    expect(canonical('s3')).toBe(once);
    expect(canonical('execute-api')).toBe(twice);
  });
});

// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html and sigv4-streaming-trailers.html
describe("The framing `aws-chunked` is taken off: `STREAMING-AWS4-HMAC-SHA256-PAYLOAD`, its form with trailers, and `STREAMING-UNSIGNED-PAYLOAD-TRAILER`. Every chunk's signature is verified.", () => {
  const chunkedHeaders = (payload: string, more: Record<string, string>) => ({
    'content-encoding': 'aws-chunked',
    host: 's3.amazonaws.com',
    'x-amz-content-sha256': payload,
    'x-amz-date': '20130524T000000Z',
    'x-amz-decoded-content-length': '66560',
    'x-amz-storage-class': 'REDUCED_REDUNDANCY',
    ...more,
  });
  const plain = aRequest({
    method: 'PUT',
    target: '/examplebucket/chunkObject.txt',
    headers: signed(
      chunkedHeaders('STREAMING-AWS4-HMAC-SHA256-PAYLOAD', { 'content-length': '66824' }),
      '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
    ),
  });
  const trailing = aRequest({
    method: 'PUT',
    target: '/examplebucket/chunkObject.txt',
    headers: signed(
      chunkedHeaders('STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER', {
        'x-amz-trailer': 'x-amz-checksum-crc32c',
      }),
      '106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e',
    ),
  });
  const chunk = (size: number, signature: string) =>
    `${size.toString(16)};chunk-signature=${signature}\r\n${'a'.repeat(size)}${size > 0 ? '\r\n' : ''}`;
  const plainBody = [
    chunk(65_536, 'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648'),
    chunk(1024, '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497'),
    chunk(0, 'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9'),
    '\r\n',
  ].join('');
  const trailingBody = [
    chunk(65_536, 'b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2'),
    chunk(1024, '1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7'),
    chunk(0, '2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992'),
    'x-amz-checksum-crc32c:sOO8/Q==\r\n',
    'x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n',
    '\r\n',
  ].join('');

  function read(request: RequestHead, text: string, pieces = 1000) {
    const signature = verified(request);
    const bytes = Buffer.from(text);
    const body = Array.from({ length: Math.ceil(bytes.length / pieces) }, (_, index) =>
      bytes.subarray(index * pieces, (index + 1) * pieces),
    );
    return unchunked(body, { signature, key: signingKey(secret, signature) });
  }

  test.each([1, 7, 1000, 100_000])('in pieces of %i bytes', (pieces) => {
    expect(textOf(read(plain, plainBody, pieces).body)).toBe('a'.repeat(66_560));
  });

  test('with a checksum behind them', () => {
    const { body, trailers } = read(trailing, trailingBody);
    expect(textOf(body)).toBe('a'.repeat(66_560));
    expect(trailers).toEqual([['x-amz-checksum-crc32c', 'sOO8/Q==']]);
  });

  test.each([
    ['a changed chunk', plain, plainBody.replace('aaa', 'aab')],
    ['a chunk left out', plain, plainBody.replace(/400;[^\r]+\r\na+\r\n/, '')],
    ['another checksum behind them', trailing, trailingBody.replace('sOO8', 'sOO9')],
    [
      'a signature of the checksum left out',
      trailing,
      trailingBody.replace(/x-amz-trailer.*\r\n/, ''),
    ],
  ])('but not with %s', (_name, request, body) => {
    expect(() => read(request, body)).toThrow(expect.objectContaining({ reason: 'mismatch' }));
  });

  test.each([
    ['that ends too early', plainBody.slice(0, 70_000 - 20_000)],
    ['whose sizes are no numbers', plainBody.replace('10000;', 'zzz;')],
    ['without its last chunk', plainBody.slice(0, plainBody.indexOf('0;chunk-signature=b6c6'))],
  ])('a body %s is incomplete', (_name, body) => {
    expect(() => read(plain, body)).toThrow(expect.objectContaining({ code: 'IncompleteBody' }));
  });
});
