import { parameter, type RequestHead } from '../wire/request.ts';
import { invalidArgument, S3Error } from './errors.ts';

const kept = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
  'x-amz-storage-class',
];

/** Headers of an upload that come back with the object. */
export function metadataOf(request: RequestHead): Record<string, string> {
  const metadata: Record<string, string> = { 'content-type': 'binary/octet-stream' };
  for (const [name, value] of request.headers) {
    if (kept.includes(name) || name.startsWith('x-amz-meta-')) metadata[name] = value;
  }
  const encoding = metadata['content-encoding'];
  if (encoding !== undefined) {
    // The transfer's own encoding is not the object's.
    const codings = encoding.split(',').map((coding) => coding.trim());
    delete metadata['content-encoding'];
    const own = codings.filter((coding) => coding !== 'aws-chunked' && coding !== '');
    if (own.length > 0) metadata['content-encoding'] = own.join(',');
  }
  checkStorageClass(metadata['x-amz-storage-class']);
  if (metadata['x-amz-storage-class'] === 'STANDARD') delete metadata['x-amz-storage-class'];
  checkSize(metadata);
  return metadata;
}

/** What the query of a GET puts instead of the stored headers. */
export function overriddenHeaders(request: RequestHead): Record<string, string> {
  return Object.fromEntries(
    [
      'cache-control',
      'content-disposition',
      'content-encoding',
      'content-language',
      'content-type',
      'expires',
    ].flatMap((name) => {
      const value = parameter(request, `response-${name}`);
      if (value === undefined) return [];
      // Header values are Latin-1 without control characters; a line break would begin another header.
      if (!/^[\t\x20-\x7e\xa0-\xff]*$/.test(value)) {
        throw invalidArgument(
          `response-${name}`,
          value,
          'Header value cannot be represented using ISO-8859-1.',
        );
      }
      return [[name, value]];
    }),
  );
}

const storageClasses = [
  'STANDARD',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER_IR',
  'REDUCED_REDUNDANCY',
];

function checkStorageClass(name: string | undefined): void {
  if (name === undefined || storageClasses.includes(name)) return;
  throw new S3Error('InvalidStorageClass', 400, 'The storage class you specified is not valid');
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html: 2 KB of user-defined metadata. */
function checkSize(metadata: Record<string, string>): void {
  const size = Object.entries(metadata)
    .filter(([name]) => name.startsWith('x-amz-meta-'))
    .reduce(
      (sum, [name, value]) => sum + name.length - 'x-amz-meta-'.length + Buffer.byteLength(value),
      0,
    );
  if (size > 2048) {
    throw new S3Error(
      'MetadataTooLarge',
      400,
      'Your metadata headers exceed the maximum allowed metadata size',
      {
        fields: { Size: String(size), MaxSizeAllowed: '2048' },
      },
    );
  }
}
