import type { Reply } from '../wire/reply.ts';
import { parameter } from '../wire/request.ts';
import { openBucket } from './access.ts';
import { type S3Call, xmlReply } from './call.ts';
import { type Entry, entriesAfter, keyEncoder, listedObject } from './list-entries.ts';
import { fromToken, toToken, wholeNumber } from './paging.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export function listObjectsV2(call: S3Call): Reply {
  const { request } = call;
  const token = parameter(request, 'continuation-token');
  const startAfter = parameter(request, 'start-after');
  const after = token === undefined ? startAfter : fromToken(token);
  const { bucket, page, isTruncated, encode, common } = asked(call, after);
  const owner = parameter(request, 'fetch-owner') === 'true' ? bucket.account : undefined;
  return xmlReply('ListBucketResult', {
    ...common,
    StartAfter: startAfter && encode(startAfter),
    KeyCount: page.length,
    ContinuationToken: token,
    NextContinuationToken: isTruncated ? toToken(page.at(-1)?.name ?? '') : undefined,
    ...told(page, encode, { owner, skew: call.skew }),
  });
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html: clients go on after the last key, or NextMarker */
export function listObjects(call: S3Call): Reply {
  const marker = parameter(call.request, 'marker') ?? '';
  const { bucket, page, isTruncated, encode, common } = asked(call, marker || undefined);
  return xmlReply('ListBucketResult', {
    ...common,
    Marker: encode(marker),
    // Where there is no delimiter the last key is told already.
    NextMarker:
      isTruncated && common.Delimiter !== undefined ? encode(page.at(-1)?.name ?? '') : undefined,
    ...told(page, encode, { owner: bucket.account, skew: call.skew }),
  });
}

/** What both lists ask for and tell alike. */
function asked(call: S3Call, after: string | undefined) {
  const { request, state, asOf } = call;
  const bucket = openBucket(call, 's3:ListBucket');
  const maxKeys = wholeNumber(request, 'max-keys', { least: 0, most: 1000 });
  const prefix = parameter(request, 'prefix') ?? '';
  const delimiter = parameter(request, 'delimiter') ?? '';
  const entries = entriesAfter(bucket, { prefix, delimiter, after, asOf });
  const size = Math.min(maxKeys, state.pageSize);
  const isTruncated = size > 0 && entries.length > size;
  const encode = keyEncoder(request);
  const common = {
    Name: bucket.name,
    Prefix: encode(prefix),
    Delimiter: delimiter ? encode(delimiter) : undefined,
    EncodingType: parameter(request, 'encoding-type'),
    MaxKeys: maxKeys,
    IsTruncated: isTruncated,
  };
  return { bucket, page: entries.slice(0, size), isTruncated, encode, common };
}

function told(
  page: readonly Entry[],
  encode: (text: string) => string,
  from: { owner: string | undefined; skew: number },
) {
  return {
    Contents: page.flatMap(({ name, object }) =>
      object ? [listedObject(encode(name), object, from)] : [],
    ),
    CommonPrefixes: page.flatMap(({ name, object }) => (object ? [] : [{ Prefix: encode(name) }])),
  };
}
