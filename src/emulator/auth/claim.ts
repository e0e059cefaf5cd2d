import { header, parameter, type RequestHead } from '../wire/request.ts';
import { AuthenticationError } from './authentication-error.ts';
import { readSignature, type Signature } from './signature.ts';

/** Whom a request says it is for and from; nothing of it is proven. */
export type Claim = {
  /** As in the signature's scope, or what an unsigned request looks like. */
  service: string;
  region: string;
  signature?: Signature;
  /** Why its signature cannot be read. */
  error?: AuthenticationError;
};

export function claimOf(head: RequestHead): Claim {
  try {
    const signature = readSignature(head);
    if (signature)
      return { service: serviceOf(signature.service), region: signature.region, signature };
  } catch (error) {
    if (error instanceof AuthenticationError) return { ...unsigned(head), error };
    throw error;
  }
  return unsigned(head);
}

/** CloudWatch is signed for under another name. */
function serviceOf(signed: string): string {
  return signed === 'monitoring' ? 'cloudwatch' : signed;
}

/** Without a signature only the shape of a request, and a host such as `sts.eu-west-1.localhost`, tell where it goes. */
function unsigned(head: RequestHead): Claim {
  const [, service, region = ''] =
    /^([a-z0-9-]+)\.(?:([a-z]+(?:-[a-z]+)+-\d+)\.)?localhost(?::\d+)?$/.exec(
      header(head, 'host') ?? '',
    ) ?? [];
  return {
    service: ['sts', 's3', 'codedeploy', 'codedeploy-commands', 'cloudwatch'].includes(
      service ?? '',
    )
      ? (service as string)
      : shapeOf(head),
    region,
  };
}

function shapeOf(head: RequestHead): string {
  const target = header(head, 'x-amz-target');
  if (target?.startsWith('CodeDeployCommandService')) return 'codedeploy-commands';
  if (target?.startsWith('GraniteService')) return 'cloudwatch';
  if (target !== undefined) return 'codedeploy';
  const form = header(head, 'content-type')?.startsWith('application/x-www-form-urlencoded');
  return form || parameter(head, 'Action') !== undefined ? 'sts' : 's3';
}
