import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { defined } from '../defined.ts';
import { at, type Bucket, isNothingThere, promptly } from './bucket.ts';
import { unquoted } from './upload.ts';

/** An object as S3 knows it. */
export type StoredArtifact = {
  /** Without quotes, as CodeDeploy takes it. */
  eTag: string;
  versionId?: string;
  /** Bytes. */
  size: number;
  /** Hex, as it was written beside the bytes when they were uploaded. */
  sha256?: string;
  /** Of the content, likewise. */
  digest?: string;
  /** ARN of the key it is encrypted with. */
  kms?: string;
};

export async function findArtifact(
  bucket: Bucket,
  key: string,
): Promise<StoredArtifact | undefined> {
  try {
    const answer = await bucket.client.send(new HeadObjectCommand(at(bucket, key)), promptly());
    const { ETag, ContentLength, VersionId, Metadata, SSEKMSKeyId } = answer;
    const sha256 = Metadata?.[sha256Name];
    const digest = Metadata?.[digestName];
    return {
      eTag: unquoted(ETag),
      size: ContentLength ?? 0,
      ...version(VersionId),
      ...defined({
        sha256: sha256 || undefined,
        digest: digest || undefined,
        kms: SSEKMSKeyId || undefined,
      }),
    };
  } catch (error) {
    if (isNothingThere(error)) return undefined;
    throw error;
  }
}

export function metadataOf({ sha256, digest }: { sha256: string; digest: string | undefined }) {
  return { [sha256Name]: sha256, ...defined({ [digestName]: digest || undefined }) };
}

/** Where versioning is suspended S3 calls the version "null". */
export function version(id: string | undefined): { versionId?: string } {
  return id && id !== 'null' ? { versionId: id } : {};
}

const sha256Name = 'fanout-sha256';
const digestName = 'fanout-digest';
