import type { STSClient } from '@aws-sdk/client-sts';
import { defined } from '../defined.ts';
import type { SharedCredentials } from './credentials.ts';

/** A call to AWS, and in whose name it was made. */
export type Call = {
  /** `s3:HeadBucket`. */
  operation: string;
  /** ARN; absent where no role was assumed. */
  role?: string;
};

const calls = new WeakMap<object, Call>();

/** Notes at each error of a client which call it answers: so the call that failed names itself. */
export function named<C extends { middlewareStack: unknown }>(
  client: C,
  credentials: SharedCredentials | undefined,
): C {
  (client.middlewareStack as STSClient['middlewareStack']).add(
    (next, { clientName = '', commandName = '' }) =>
      async (args) => {
        try {
          return await next(args);
        } catch (error) {
          if (typeof error === 'object' && error !== null) {
            const role = credentials?.current?.role;
            const operation = operationOf(clientName, commandName);
            calls.set(error, { operation, ...defined({ role }) });
          }
          throw error;
        }
      },
    { step: 'deserialize', priority: 'high', name: 'nameCalls' },
  );
  return client;
}

/** The call that an error, or what caused it, is the answer to; undefined where nothing was asked of AWS. */
export function callOf(error: unknown): Call | undefined {
  for (
    let link = error, depth = 0;
    link instanceof Error && depth < 10;
    link = link.cause, depth++
  ) {
    const call = calls.get(link);
    if (call) return call;
  }
  return undefined;
}

/** The permission that a call needs, where it has another name (https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html). */
export function permissionFor(call: string): string {
  return permissions[call] ?? call;
}

const permissions: Readonly<Record<string, string>> = {
  's3:CopyObject': 's3:PutObject',
  's3:CompleteMultipartUpload': 's3:PutObject',
  's3:CreateMultipartUpload': 's3:PutObject',
  's3:HeadBucket': 's3:ListBucket',
  's3:HeadObject': 's3:GetObject',
  's3:ListObjectsV2': 's3:ListBucket',
  's3:UploadPart': 's3:PutObject',
};

function operationOf(client: string, command: string): string {
  return `${client.replace(/Client$/, '').toLowerCase()}:${command.replace(/Command$/, '')}`;
}
