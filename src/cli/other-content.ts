import { UsageError } from '../problem.ts';

/** A zip has other content than the job gave that built it. */
export function otherContent(zip: string, digest: string, asked: string): UsageError {
  const message = `"${zip}" has content ${digest}, and ${asked} was asked for with --digest`;
  const hint = 'these are not the bytes that the job which gave the digest has built';
  return new UsageError([{ code: 'content-differs', message, hint }]);
}
