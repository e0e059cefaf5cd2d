import { header, type RequestHead } from '../wire/request.ts';
import { addressed } from './addressing.ts';
import { deleteBucketPolicy, getBucketPolicy, putBucketPolicy } from './bucket-policies.ts';
import {
  createBucket,
  deleteBucket,
  getBucketEncryption,
  getBucketLocation,
  getBucketVersioning,
  headBucket,
  listBuckets,
  putBucketVersioning,
} from './buckets.ts';
import type { S3Operation } from './call.ts';
import { completeMultipartUpload } from './complete-upload.ts';
import { copyObject } from './copy-object.ts';
import { deleteObject } from './delete-object.ts';
import { deleteObjects } from './delete-objects.ts';
import { getObject } from './get-object.ts';
import { listObjects, listObjectsV2 } from './list-objects.ts';
import { listObjectVersions } from './list-versions.ts';
import { abortMultipartUpload, createMultipartUpload, listParts } from './multipart-upload.ts';
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from './object-tags.ts';
import { putObject } from './put-object.ts';
import { uploadPart, uploadPartCopy } from './upload-part.ts';

/** How an operation is told from the others, and what it understands. */
type Route = {
  name: string;
  method: string;
  level: 'service' | 'bucket' | 'object';
  /** Parameters that the query must hold. */
  needs?: readonly string[];
  /** Parameters that it may hold. */
  takes?: readonly string[];
  /** Asked of a copy alone. */
  copy?: true;
  run: S3Operation;
};

const reading = [
  'versionId',
  'partNumber',
  'response-cache-control',
  'response-content-disposition',
  'response-content-encoding',
  'response-content-language',
  'response-content-type',
  'response-expires',
];

const tagging: readonly Route[] = (
  [
    ['Get', 'GET', getObjectTagging],
    ['Put', 'PUT', putObjectTagging],
    ['Delete', 'DELETE', deleteObjectTagging],
  ] as const
).map(([verb, method, run]) => ({
  name: `${verb}ObjectTagging`,
  method,
  level: 'object',
  needs: ['tagging'],
  takes: ['versionId'],
  run,
}));

const policies: readonly Route[] = (
  [
    ['Get', 'GET', getBucketPolicy],
    ['Put', 'PUT', putBucketPolicy],
    ['Delete', 'DELETE', deleteBucketPolicy],
  ] as const
).map(([verb, method, run]) => ({
  name: `${verb}BucketPolicy`,
  method,
  level: 'bucket',
  needs: ['policy'],
  run,
}));

/** The first that fits is the one. */
export const routes: readonly Route[] = [
  {
    name: 'ListBuckets',
    method: 'GET',
    level: 'service',
    takes: ['max-buckets', 'continuation-token', 'prefix', 'bucket-region'],
    run: listBuckets,
  },
  { name: 'CreateBucket', method: 'PUT', level: 'bucket', run: createBucket },
  { name: 'DeleteBucket', method: 'DELETE', level: 'bucket', run: deleteBucket },
  { name: 'HeadBucket', method: 'HEAD', level: 'bucket', run: headBucket },
  {
    name: 'GetBucketLocation',
    method: 'GET',
    level: 'bucket',
    needs: ['location'],
    run: getBucketLocation,
  },
  {
    name: 'GetBucketVersioning',
    method: 'GET',
    level: 'bucket',
    needs: ['versioning'],
    run: getBucketVersioning,
  },
  {
    name: 'PutBucketVersioning',
    method: 'PUT',
    level: 'bucket',
    needs: ['versioning'],
    run: putBucketVersioning,
  },
  {
    name: 'GetBucketEncryption',
    method: 'GET',
    level: 'bucket',
    needs: ['encryption'],
    run: getBucketEncryption,
  },
  ...policies,
  {
    name: 'ListObjectsV2',
    method: 'GET',
    level: 'bucket',
    needs: ['list-type'],
    takes: [
      'prefix',
      'delimiter',
      'max-keys',
      'continuation-token',
      'start-after',
      'encoding-type',
      'fetch-owner',
    ],
    run: listObjectsV2,
  },
  {
    name: 'ListObjectVersions',
    method: 'GET',
    level: 'bucket',
    needs: ['versions'],
    takes: ['prefix', 'delimiter', 'max-keys', 'key-marker', 'version-id-marker', 'encoding-type'],
    run: listObjectVersions,
  },
  {
    name: 'ListObjects',
    method: 'GET',
    level: 'bucket',
    takes: ['prefix', 'delimiter', 'max-keys', 'marker', 'encoding-type'],
    run: listObjects,
  },
  {
    name: 'DeleteObjects',
    method: 'POST',
    level: 'bucket',
    needs: ['delete'],
    run: deleteObjects,
  },
  ...tagging,
  {
    name: 'UploadPartCopy',
    method: 'PUT',
    level: 'object',
    needs: ['partNumber', 'uploadId'],
    copy: true,
    run: uploadPartCopy,
  },
  { name: 'CopyObject', method: 'PUT', level: 'object', copy: true, run: copyObject },
  {
    name: 'UploadPart',
    method: 'PUT',
    level: 'object',
    needs: ['partNumber', 'uploadId'],
    run: uploadPart,
  },
  { name: 'PutObject', method: 'PUT', level: 'object', run: putObject },
  {
    name: 'ListParts',
    method: 'GET',
    level: 'object',
    needs: ['uploadId'],
    takes: ['max-parts', 'part-number-marker'],
    run: listParts,
  },
  { name: 'GetObject', method: 'GET', level: 'object', takes: reading, run: getObject },
  { name: 'HeadObject', method: 'HEAD', level: 'object', takes: reading, run: getObject },
  {
    name: 'CreateMultipartUpload',
    method: 'POST',
    level: 'object',
    needs: ['uploads'],
    run: createMultipartUpload,
  },
  {
    name: 'CompleteMultipartUpload',
    method: 'POST',
    level: 'object',
    needs: ['uploadId'],
    run: completeMultipartUpload,
  },
  {
    name: 'AbortMultipartUpload',
    method: 'DELETE',
    level: 'object',
    needs: ['uploadId'],
    run: abortMultipartUpload,
  },
  {
    name: 'DeleteObject',
    method: 'DELETE',
    level: 'object',
    takes: ['versionId'],
    run: deleteObject,
  },
];

/** The operation a request asks for; where it is none of them, words that tell which. */
export function routed(request: RequestHead): { name: string; run?: S3Operation } {
  const { bucketName, key } = addressed(request);
  const level = key !== '' ? 'object' : bucketName !== '' ? 'bucket' : 'service';
  const names = request.query.map(([name]) => name).filter((name) => !always(name));
  const copy = header(request, 'x-amz-copy-source') !== undefined;
  const route = routes.find(
    ({ method, needs = [], takes = [], ...candidate }) =>
      method === request.method &&
      candidate.level === level &&
      (candidate.copy ?? false) === copy &&
      needs.every((name) => names.includes(name)) &&
      names.every((name) => needs.includes(name) || takes.includes(name)),
  );
  if (route) return route;
  const query = names.length > 0 ? ` with ?${names.join('&')}` : '';
  return {
    name: `${request.method} of ${level === 'service' ? 'the service' : `${article(level)} ${level}`}${query}`,
  };
}

function article(level: string): string {
  return level === 'object' ? 'an' : 'a';
}

/** `x-id` only repeats the operation's name, for logs; the others are a presigned request's. */
function always(name: string): boolean {
  return name === 'x-id' || name.startsWith('X-Amz-');
}
