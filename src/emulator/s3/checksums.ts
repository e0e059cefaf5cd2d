import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { type Bytes, digestOf } from '../wire/bytes.ts';
import { header, type RequestHead } from '../wire/request.ts';
import { crc32c, crc64nvme } from './crc.ts';
import { invalidRequest, S3Error } from './errors.ts';

export type ChecksumAlgorithm = 'CRC32' | 'CRC32C' | 'CRC64NVME' | 'SHA1' | 'SHA256';

export type StoredChecksum = {
  algorithm: ChecksumAlgorithm;
  /** Base64; of a composite one with the number of parts behind a hyphen. */
  value: string;
  type: 'FULL_OBJECT' | 'COMPOSITE';
};

const digests: Record<ChecksumAlgorithm, (bytes: Bytes) => Buffer> = {
  CRC32(bytes) {
    const digest = Buffer.alloc(4);
    digest.writeUInt32BE(bytes.reduce((crc, piece) => crc32(piece, crc), 0));
    return digest;
  },
  CRC32C: crc32c,
  CRC64NVME: crc64nvme,
  SHA1: (bytes) => digestOf(bytes, 'sha1'),
  SHA256: (bytes) => digestOf(bytes, 'sha256'),
};

export const checksumAlgorithms = Object.keys(digests) as ChecksumAlgorithm[];

export function checksumOf(bytes: Bytes, algorithm: ChecksumAlgorithm): string {
  return digests[algorithm](bytes).toString('base64');
}

/** The checksum of the parts' checksums: no proof of the bytes as a whole. */
export function compositeOf(checksums: string[], algorithm: ChecksumAlgorithm): string {
  const digest = digests[algorithm](checksums.map((checksum) => Buffer.from(checksum, 'base64')));
  return `${digest.toString('base64')}-${checksums.length}`;
}

export function headerOf(algorithm: ChecksumAlgorithm): string {
  return `x-amz-checksum-${algorithm.toLowerCase()}`;
}

/** `ChecksumCRC32`: how documents name a checksum. */
export function elementOf(algorithm: ChecksumAlgorithm): string {
  return `Checksum${algorithm}`;
}

/** Throws unless the body is what the client's checksum and Content-MD5 say; tells the checksum that was given. */
export function verifiedChecksum(
  request: RequestHead,
  body: Bytes,
): { algorithm: ChecksumAlgorithm; value: string } | undefined {
  verifyMd5(header(request, 'content-md5'), body);
  const given = givenChecksum(request);
  if (!given) return undefined;
  if (checksumOf(body, given.algorithm) !== given.value) {
    throw new S3Error(
      'BadDigest',
      400,
      `The ${given.algorithm} you specified did not match the calculated checksum.`,
    );
  }
  return given;
}

/**
 * Since December 2024 S3 computes a checksum for what comes without one:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
 */
export function addedChecksum(body: Bytes): { algorithm: ChecksumAlgorithm; value: string } {
  return { algorithm: 'CRC64NVME', value: checksumOf(body, 'CRC64NVME') };
}

/** The one checksum that a request carries, in a header or behind its body; undefined where there is none. */
export function givenChecksum(
  request: RequestHead,
): { algorithm: ChecksumAlgorithm; value: string } | undefined {
  const given = checksumAlgorithms.flatMap((algorithm) => {
    const value = header(request, headerOf(algorithm));
    return value === undefined ? [] : [{ algorithm, value }];
  });
  const [first, second] = given;
  if (second) {
    throw invalidRequest(
      'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    );
  }
  const announced = header(request, 'x-amz-sdk-checksum-algorithm')?.toUpperCase();
  if (!first && announced !== undefined) {
    throw invalidRequest(
      'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
    );
  }
  if (first && announced !== undefined && announced !== first.algorithm) {
    throw invalidRequest('Value for x-amz-sdk-checksum-algorithm header is invalid.');
  }
  if (first) checkLength(first.algorithm, first.value);
  return first;
}

/** Reads the name of an algorithm; throws where S3 knows it but the emulator does not, and where nobody does. */
export function algorithmNamed(name: string): ChecksumAlgorithm {
  const algorithm = checksumAlgorithms.find((candidate) => candidate === name.toUpperCase());
  if (algorithm) return algorithm;
  throw invalidRequest(
    'Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]',
  );
}

function checkLength(algorithm: ChecksumAlgorithm, value: string): void {
  const bytes = Buffer.from(value, 'base64');
  if (bytes.length === digests[algorithm]([]).length && bytes.toString('base64') === value) return;
  throw invalidRequest(`Value for ${headerOf(algorithm)} header is invalid.`);
}

function verifyMd5(given: string | undefined, body: Bytes): void {
  if (given === undefined) return;
  const wanted = Buffer.from(given, 'base64');
  if (wanted.length !== 16) {
    throw new S3Error('InvalidDigest', 400, 'The Content-MD5 you specified was invalid.');
  }
  if (!digestOf(body, 'md5').equals(wanted)) {
    throw new S3Error(
      'BadDigest',
      400,
      'The Content-MD5 you specified did not match what we received.',
    );
  }
}

/** The ETag of a multipart upload: over the MD5 of its parts, and how many they were. */
export function multipartETag(md5s: Buffer[]): string {
  const hash = createHash('md5');
  for (const md5 of md5s) hash.update(md5);
  return `${hash.digest('hex')}-${md5s.length}`;
}
