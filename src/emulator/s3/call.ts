import type { Reply } from '../wire/reply.ts';
import type { ServiceCall } from '../wire/service-protocol.ts';
import { type Content, xmlDocument } from '../wire/xml.ts';
import type { S3State } from './state.ts';

/** One request to S3, addressed. */
export type S3Call = ServiceCall & {
  state: S3State;
  /** Empty where the request names none. */
  bucketName: string;
  /** Any text: it is never taken apart. Empty where the request names none. */
  key: string;
};

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

export function xmlReply(name: string, content: Content, headers: Reply['headers'] = {}): Reply {
  return {
    status: 200,
    headers: { 'content-type': 'application/xml', ...headers },
    body: [Buffer.from(xmlDocument(name, namespace, content))],
  };
}

/** `2026-08-23T10:11:12.000Z` */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}

/** Throws an S3Error for what is refused. */
export type S3Operation = (call: S3Call) => Reply;
