import { decode, header, type RequestHead } from '../wire/request.ts';

/**
 * Bucket and key of a request, in either style of https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html:
 * the bucket is the first segment of the path, or stands before `localhost`, `s3.localhost` or `s3.REGION.localhost`.
 */
export function addressed(request: RequestHead): { bucketName: string; key: string } {
  const path = decode(request.path).slice(1);
  const inHost = bucketInHost(header(request, 'host') ?? '');
  if (inHost !== undefined) return { bucketName: inHost, key: path };
  const slash = path.indexOf('/');
  if (slash < 0) return { bucketName: path, key: '' };
  return { bucketName: path.slice(0, slash), key: path.slice(slash + 1) };
}

function bucketInHost(host: string): string | undefined {
  const [, before] = /^(.+)\.localhost(?::\d+)?$/i.exec(host) ?? [];
  if (before === undefined) return undefined;
  const service = /^(?:(?<bucket>.+)\.)?s3(?:[.-][a-z]+(?:-[a-z]+)+-\d+)?$/.exec(before);
  return service ? service.groups?.bucket : before;
}
