import { header, type RequestHead } from '../wire/request.ts';
import { openBucket } from './access.ts';
import type { S3Call } from './call.ts';
import { invalidArgument, S3Error } from './errors.ts';
import type { Tag } from './state.ts';

/** The tags that the header `x-amz-tagging` of a write asks for, where the caller may tag. */
export function tagsAsked(call: S3Call): { tags?: Tag[] } {
  const text = header(call.request, 'x-amz-tagging');
  if (text === undefined || text === '') return {};
  const tags = [...new URLSearchParams(text)].map(([key, value]): Tag => [key, value]);
  if (new Set(tags.map(([key]) => key)).size < tags.length) {
    throw invalidArgument(
      'x-amz-tagging',
      text,
      "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
    );
  }
  openBucket(call, 's3:PutObjectTagging', { tags });
  return { tags: checkedTags(tags) };
}

/** Whether a copy gets the tags that it asks for, rather than the source's. */
export function replacesTags(request: RequestHead): boolean {
  const directive = header(request, 'x-amz-tagging-directive') ?? 'COPY';
  if (directive === 'COPY' || directive === 'REPLACE') return directive === 'REPLACE';
  throw invalidArgument('x-amz-tagging-directive', directive, 'Unknown tagging directive.');
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html */
export function checkedTags(tags: Tag[]): Tag[] {
  if (tags.length > 10)
    throw new S3Error('BadRequest', 400, 'Object tags cannot be greater than 10');
  for (const [key, value] of tags) {
    if (key === '' || key.length > 128 || !allowed.test(key))
      throw invalidTag('The TagKey you have provided is invalid');
    if (value.length > 256 || !allowed.test(value))
      throw invalidTag('The TagValue you have provided is invalid');
    if (key.startsWith('aws:'))
      throw invalidTag('System tags cannot be added/updated by requester');
  }
  return tags;
}

const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

export function invalidTag(message: string): S3Error {
  return new S3Error('InvalidTag', 400, message);
}
