import { UsageError } from '../problem.ts';

/** A zip has other content than the job gave that built it. */
export function otherContent(zip: string, digest: string, asked: string): UsageError {
  const message = `"${zip}" has content ${digest}, and ${asked} was asked for with --digest`;
  const hint = 'the bytes differ from those that the job with that digest built';
  return new UsageError([{ code: 'content-differs', message, hint }]);
}
