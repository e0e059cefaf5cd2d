import { header, type RequestHead } from '../request.ts';
import { addressed } from './addressing.ts';
import type { S3Operation } from './call.ts';
import { getObject } from './get-object.ts';
import { putObject } from './put-object.ts';

/** How an operation is told from the others, and what it understands. */
type Route = {
  name: string;
  method: string;
  level: 'service' | 'bucket' | 'object';
  /** Parameters that the query must hold. */
  needs?: readonly string[];
  /** Parameters that it may hold. */
  takes?: readonly string[];
  /** Asked of a copy alone. */
  copy?: true;
  run: S3Operation;
};

const reading = [
  'versionId',
  'partNumber',
  'response-cache-control',
  'response-content-disposition',
  'response-content-encoding',
  'response-content-language',
  'response-content-type',
  'response-expires',
];

/** The first that fits is the one. */
const routes: readonly Route[] = [
  { name: 'PutObject', method: 'PUT', level: 'object', run: putObject },
  { name: 'GetObject', method: 'GET', level: 'object', takes: reading, run: getObject },
  { name: 'HeadObject', method: 'HEAD', level: 'object', takes: reading, run: getObject },
];

/** The operation a request asks for; where it is none of them, words that tell which. */
export function routed(request: RequestHead): { name: string; run?: S3Operation } {
  const { bucketName, key } = addressed(request);
  const level = key !== '' ? 'object' : bucketName !== '' ? 'bucket' : 'service';
  const names = request.query.map(([name]) => name).filter((name) => !always(name));
  const copy = header(request, 'x-amz-copy-source') !== undefined;
  const route = routes.find(
    ({ method, needs = [], takes = [], ...candidate }) =>
      method === request.method &&
      candidate.level === level &&
      (candidate.copy ?? false) === copy &&
      needs.every((name) => names.includes(name)) &&
      names.every((name) => needs.includes(name) || takes.includes(name)),
  );
  if (route) return route;
  const query = names.length > 0 ? ` with ?${names.join('&')}` : '';
  return {
    name: `${request.method} of ${level === 'service' ? 'the service' : `${article(level)} ${level}`}${query}`,
  };
}

function article(level: string): string {
  return level === 'object' ? 'an' : 'a';
}

/** `x-id` only repeats the operation's name, for logs; the others are a presigned request's. */
function always(name: string): boolean {
  return name === 'x-id' || name.startsWith('X-Amz-');
}
