import { createHash } from 'node:crypto';
import { header, type RequestHead } from '../wire/request.ts';
import type { Encryption } from './encryption-kind.ts';
import { invalidArgument, S3Error } from './errors.ts';
import type { Bucket } from './state.ts';

const prefix = 'x-amz-server-side-encryption';

/** What the request asks for, or what buckets do by themselves. */
export function encryptionAsked(request: RequestHead, bucket: Bucket): Encryption {
  const kind = header(request, prefix);
  const keyId = header(request, `${prefix}-aws-kms-key-id`);
  if (kind === undefined || kind === 'AES256') {
    if (keyId !== undefined) {
      throw invalidArgument(
        prefix,
        kind ?? 'null',
        'Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms',
      );
    }
    return { kind: 'AES256' };
  }
  if (kind !== 'aws:kms' && kind !== 'aws:kms:dsse') {
    throw invalidArgument(prefix, kind, 'The encryption method specified is not supported');
  }
  const bucketKey = header(request, `${prefix}-bucket-key-enabled`)?.toLowerCase() === 'true';
  return { kind, keyId: fullKeyArn(keyId, bucket), bucketKey };
}

export function encryptionHeaders(encryption: Encryption): Record<string, string | undefined> {
  if (encryption.kind === 'AES256') return { [prefix]: 'AES256' };
  return {
    [prefix]: encryption.kind,
    [`${prefix}-aws-kms-key-id`]: encryption.keyId,
    [`${prefix}-bucket-key-enabled`]: encryption.bucketKey ? 'true' : undefined,
  };
}

/** The ETag is the MD5 of the bytes only where S3 holds the key itself. */
export function eTagFor(md5: Buffer, encryption: Encryption): string {
  if (encryption.kind === 'AES256') return md5.toString('hex');
  return createHash('md5').update(encryption.keyId).update(md5).digest('hex');
}

function fullKeyArn(keyId: string | undefined, { region, account }: Bucket): string {
  if (keyId?.startsWith('arn:')) {
    const keyRegion = keyId.split(':')[3];
    if (keyRegion === region) return keyId;
    throw new S3Error('KMS.NotFoundException', 400, `Invalid arn ${keyRegion}`);
  }
  const partition = region.startsWith('cn-')
    ? 'aws-cn'
    : region.startsWith('us-gov-')
      ? 'aws-us-gov'
      : 'aws';
  const path = keyId?.startsWith('alias/')
    ? keyId
    : `key/${keyId ?? awsManagedKey(account, region)}`;
  return `arn:${partition}:kms:${region}:${account}:${path}`;
}

/** The key that S3 uses where none is named; one in each account and region. */
function awsManagedKey(account: string, region: string): string {
  const hash = createHash('sha256').update(`${account}/${region}/aws/s3`).digest('hex');
  return hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}
