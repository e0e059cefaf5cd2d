import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
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
import type { Clock } from '../clock.ts';
import { UsageError } from '../problem.ts';
import type { Random } from '../random.ts';
import { timing } from '../release/timing.ts';
import type { ObjectLocation } from './bucket.ts';
import type { Buffers } from './buffers.ts';
import { type ByteSource, EndOfBytes } from './byte-source.ts';
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

/**
 * Stores bytes under a key that is not taken; S3 answers 412 or 409 where it is. What fits one buffer goes in one
 * request, the rest in parts; every part is in memory only while it is under way, and S3 checks what arrives.
 */
export async function uploadBytes(
  upload: Upload,
  source: ByteSource,
  buffers: Buffers,
  signal: AbortSignal,
): Promise<Uploaded> {
  if (upload.size > timing.upload.parts * buffers.size)
    throw new UsageError([
      {
        code: 'bundle-too-large',
        message: `the bundle has ${upload.size} bytes; at most ${timing.upload.parts * buffers.size} can be uploaded`,
      },
    ]);
  try {
    return upload.size <= buffers.size
      ? await putWhole(upload, source, buffers, signal)
      : await putParts(upload, source, buffers, signal);
  } catch (error) {
    if (error instanceof EndOfBytes) throw upload.differs('of fewer bytes');
    throw signal.aborted ? signal.reason : error;
  }
}

async function putWhole(
  { client, clock, random, location, headers, size, sha256, differs }: Upload,
  source: ByteSource,
  buffers: Buffers,
  signal: AbortSignal,
): Promise<Uploaded> {
  const buffer = await buffers.take(signal);
  try {
    const body = buffer.subarray(0, size);
    await source.fill(body);
    const hash = createHash('sha256').update(body).digest('hex');
    if (hash !== sha256) throw differs(hash);
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
    return stored(await sendSliced(body, send, { clock, random, signal }));
  } finally {
    buffers.give(buffer);
  }
}

async function putParts(
  upload: Upload,
  source: ByteSource,
  buffers: Buffers,
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
    const { parts, checksum } = await sendParts(upload, target, source, buffers, signal);
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

/** Reads part after part, as buffers come free, and sends them side by side. */
async function sendParts(
  { client, clock, random, size, sha256, differs }: Upload,
  target: Target,
  source: ByteSource,
  buffers: Buffers,
  signal: AbortSignal,
): Promise<{ parts: CompletedPart[]; checksum: string }> {
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const sent: Promise<CompletedPart>[] = [];
  const hash = createHash('sha256');
  let checksum = 0;
  try {
    for (let offset = 0; offset < size; offset += buffers.size) {
      const buffer = await buffers.take(either);
      const body = buffer.subarray(0, Math.min(buffers.size, size - offset));
      try {
        await source.fill(body);
      } catch (error) {
        buffers.give(buffer);
        throw error;
      }
      hash.update(body);
      checksum = crc32(body, checksum);
      const location = { ...target, PartNumber: sent.length + 1 };
      const part = sendPart(client, location, body, { clock, random, signal: either });
      const settled = part.finally(() => buffers.give(buffer));
      settled.catch((error) => failed.abort(error));
      sent.push(settled);
    }
    const actual = hash.digest('hex');
    if (actual !== sha256) throw differs(actual);
    return { parts: await Promise.all(sent), checksum: base64(checksum) };
  } catch (error) {
    failed.abort(error);
    await Promise.allSettled(sent);
    throw error;
  }
}

async function sendPart(
  client: S3Client,
  location: Target & { PartNumber: number },
  body: Buffer,
  ports: { clock: Clock; random: Random; signal: AbortSignal },
): Promise<CompletedPart> {
  const checksum = { ChecksumCRC32: base64(crc32(body)) };
  const request = { ...location, ...checksum, ContentLength: body.length };
  const send = (Body: Readable, abortSignal: AbortSignal) =>
    client.send(new UploadPartCommand({ ...request, Body }), { abortSignal });
  const { ETag } = await sendSliced(body, send, ports);
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
