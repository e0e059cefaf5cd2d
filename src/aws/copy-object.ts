import { CopyObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { withAny } from '../any-signal.ts';
import { defined } from '../defined.ts';
import { RefusedError } from '../problem.ts';
import { timing } from '../release/timing.ts';
import { at, type Bucket } from './bucket.ts';
import type { Expected } from './bundle-objects.ts';
import { metadataOf, type StoredArtifact, version } from './stored-artifact.ts';
import { unquoted, zipType } from './upload.ts';

/** What one copy within S3 may have: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export const largestCopy = 5 * 1024 ** 3;

/**
 * Copies within S3, from an object that holds the expected bytes as long as its tag is this one; nothing of it comes through
 * this machine. S3 answers 412 where the key is taken, or the source has another tag. S3 hashes what it has copied, which is
 * compared.
 */
export async function copyObject(
  bucket: Bucket,
  key: string,
  source: { bucket: string; owner: string | undefined; key: string; eTag: string; digest?: string },
  { size, sha256 }: Expected,
  signal: AbortSignal,
): Promise<StoredArtifact> {
  const { client, encryption } = bucket;
  const { digest } = source;
  const command = new CopyObjectCommand({
    ...at(bucket, key),
    ...encryption,
    CopySource: `${source.bucket}/${source.key.split('/').map(encodeURIComponent).join('/')}`,
    CopySourceIfMatch: `"${source.eTag}"`,
    ...defined({ ExpectedSourceBucketOwner: source.owner }),
    IfNoneMatch: '*',
    ChecksumAlgorithm: 'SHA256',
    MetadataDirective: 'REPLACE',
    Metadata: metadataOf({ sha256, digest }),
    ContentType: zipType,
    TaggingDirective: 'REPLACE',
  });
  const { CopyObjectResult, VersionId } = await sendBriefly(client, command, signal);
  const told = Buffer.from(CopyObjectResult?.ChecksumSHA256 ?? '', 'base64').toString('hex');
  if (told !== sha256)
    throw new RefusedError([
      {
        code: 'bytes-differ',
        message: `the copy "s3://${bucket.name}/${key}" has other bytes than the release: sha256 ${told || 'unknown'}, recorded ${sha256}`,
        hint: 'nothing was deployed from it; build a new version',
      },
    ]);
  const kms = encryption.SSEKMSKeyId;
  const known = { eTag: unquoted(CopyObjectResult?.ETag), size, sha256, ...version(VersionId) };
  return { ...known, ...defined({ digest, kms }) };
}

/** What S3 cannot copy just now goes another way: nobody has the patience for it that other calls have. */
async function sendBriefly(client: S3Client, command: CopyObjectCommand, signal: AbortSignal) {
  const over = new AbortController();
  let failed = 0;
  let last: unknown;
  command.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        last = error;
        failed += 1;
        if (failed === timing.upload.copyTries) over.abort();
        throw error;
      }
    },
    { step: 'finalizeRequest', priority: 'low', name: 'countTries' },
  );
  try {
    return await withAny([signal, over.signal], (abortSignal) =>
      client.send(command, { abortSignal }),
    );
  } catch (error) {
    throw over.signal.aborted && !signal.aborted ? last : error;
  }
}
