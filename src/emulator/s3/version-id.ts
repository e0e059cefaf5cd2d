import type { Random } from '../../random.ts';
import { parameter, type RequestHead } from '../wire/request.ts';
import { invalidArgument } from './errors.ts';

/** 32 letters, digits and dots, much as S3 makes them. */
export function newVersionId(random: Random): string {
  return random.bytes(24).toString('base64url').replace(/[-_]/g, '.');
}

/** The version a request names, if any; throws where it is none that S3 could have made. */
export function versionNamed(request: RequestHead): string | undefined {
  const text = parameter(request, 'versionId');
  return text === undefined ? undefined : checkedVersionId(text);
}

export function checkedVersionId(text: string): string {
  if (/^[\w.-]{1,1024}$/.test(text)) return text;
  throw invalidArgument('versionId', text, 'Invalid version id specified');
}
