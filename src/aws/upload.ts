import type { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { withAny } from '../any-signal.ts';
import type { Clock } from '../clock.ts';
import { UsageError } from '../problem.ts';
import type { Random } from '../random.ts';
import { timing } from '../release/timing.ts';
import type { ObjectLocation } from './bucket.ts';
import { type ByteSource, EndOfBytes, type Piece } from './byte-source.ts';
import { sendSliced } from './sliced-body.ts';

export type Upload = {
  client: S3Client;
  clock: Clock;
  random: Random;
  location: ObjectLocation;
  /** Metadata and encryption. */
  headers: Pick<PutObjectCommandInput, 'Metadata' | 'ServerSideEncryption' | 'SSEKMSKeyId'>;
  size: number;
  /** Of all bytes, hex; nothing is stored under the key where they differ. */
  sha256: string;
  /** What to throw where the source gives other bytes than these. */
  differs: (sha256: string) => Error;
};

export type Uploaded = { eTag: string; versionId: string | undefined };

const { part, parts: mostParts } = timing.upload;

/**
 * Stores bytes under a key that is not taken; S3 answers 412 or 409 where it is. What is no larger than a part goes in one
 * request, the rest in parts, of which the source lets some be under way at once; S3 checks what arrives.
 */
export async function uploadBytes(
  upload: Upload,
  source: ByteSource,
  signal: AbortSignal,
): Promise<Uploaded> {
  if (upload.size > mostParts * part)
    throw new UsageError([
      {
        code: 'bundle-too-large',
        message: `the bundle has ${upload.size} bytes; at most ${mostParts * part} can be uploaded`,
      },
    ]);
  try {
    return upload.size <= part
      ? await putWhole(upload, source, signal)
      : await putParts(upload, source, signal);
  } catch (error) {
    if (error instanceof EndOfBytes) throw upload.differs('of fewer bytes');
    throw signal.aborted ? signal.reason : error;
  }
}

async function putWhole(
  { client, clock, random, location, headers, size, sha256, differs }: Upload,
  source: ByteSource,
  signal: AbortSignal,
): Promise<Uploaded> {
  const piece = await source.take(size, signal);
  try {
    const actual = source.sums().sha256;
    if (actual !== sha256) throw differs(actual);
    const request = {
      ...location,
      ...headers,
      ContentType: zipType,
      ContentLength: size,
      ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
      IfNoneMatch: '*',
    };
    const requestTimeout = timing.request.s3Small + Math.ceil(size / timing.upload.slowest);
    const send = (Body: Readable, abortSignal: AbortSignal) =>
      client.send(new PutObjectCommand({ ...request, Body }), { abortSignal, requestTimeout });
    return stored(await sendSliced(piece, send, { clock, random, signal }));
  } finally {
    piece.giveBack();
  }
}

async function putParts(
  upload: Upload,
  source: ByteSource,
  signal: AbortSignal,
): Promise<Uploaded> {
  const { client, location, headers } = upload;
  // Not to be cut short: an upload whose id nobody has learnt could not be aborted.
  const created = await client.send(
    new CreateMultipartUploadCommand({
      ...location,
      ...headers,
      ContentType: zipType,
      ChecksumAlgorithm: 'CRC32',
      ChecksumType: 'FULL_OBJECT',
    }),
  );
  const target = { ...location, UploadId: created.UploadId ?? '' };
  try {
    signal.throwIfAborted();
    const { parts, checksum } = await sendParts(upload, target, source, signal);
    const answer = await client.send(
      new CompleteMultipartUploadCommand({
        ...target,
        MultipartUpload: { Parts: parts },
        ChecksumType: 'FULL_OBJECT',
        ChecksumCRC32: checksum,
        MpuObjectSize: upload.size,
        IfNoneMatch: '*',
      }),
      { abortSignal: signal },
    );
    return stored(answer);
  } catch (error) {
    // Also after a cancel, for parts that are left are paid for. What has already failed is the failure to tell.
    await client.send(new AbortMultipartUploadCommand(target)).catch(() => undefined);
    throw error;
  }
}

type Target = ObjectLocation & { UploadId: string };

/** Takes part after part, as their turns come, and sends them side by side. */
async function sendParts(
  upload: Upload,
  target: Target,
  source: ByteSource,
  signal: AbortSignal,
): Promise<{ parts: CompletedPart[]; checksum: string }> {
  const failed = new AbortController();
  const sent: Promise<CompletedPart>[] = [];
  return withAny([signal, failed.signal], async (either) => {
    try {
      for (let offset = 0; offset < upload.size; offset += part) {
        const piece = await source.take(Math.min(part, upload.size - offset), either);
        const sending = sendPart(upload, { ...target, PartNumber: sent.length + 1 }, piece, either);
        const settled = sending.finally(() => piece.giveBack());
        settled.catch((error) => failed.abort(error));
        sent.push(settled);
      }
      const { sha256, crc32 } = source.sums();
      if (sha256 !== upload.sha256) throw upload.differs(sha256);
      return { parts: await Promise.all(sent), checksum: base64(crc32) };
    } catch (error) {
      failed.abort(error);
      await Promise.allSettled(sent);
      throw error;
    }
  });
}

async function sendPart(
  { client, clock, random }: Upload,
  location: Target & { PartNumber: number },
  piece: Piece,
  signal: AbortSignal,
): Promise<CompletedPart> {
  const checksum = { ChecksumCRC32: base64(piece.crc32) };
  const request = { ...location, ...checksum, ContentLength: piece.size };
  const send = (Body: Readable, abortSignal: AbortSignal) =>
    client.send(new UploadPartCommand({ ...request, Body }), { abortSignal });
  const { ETag } = await sendSliced(piece, send, { clock, random, signal });
  return { PartNumber: location.PartNumber, ETag, ...checksum };
}

type Stored = { ETag?: string | undefined; VersionId?: string | undefined };

function stored({ ETag, VersionId }: Stored): Uploaded {
  return { eTag: unquoted(ETag), versionId: VersionId };
}

/** The form in which CodeDeploy takes an entity tag (aws/aws-cli: awscli/customizations/codedeploy/push.py). */
export function unquoted(eTag: string | undefined): string {
  if (eTag) return eTag.replaceAll('"', '');
  // A proxy's page, read as an answer since its status is 200.
  throw Object.assign(new Error('the answer names no ETag'), { name: 'UnreadableAnswer' });
}

/** As S3 writes a CRC-32: big-endian, in base64. */
function base64(checksum: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(checksum);
  return bytes.toString('base64');
}

export const zipType = 'application/zip';
