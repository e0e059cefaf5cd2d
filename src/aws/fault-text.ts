import { type Fault, type FaultKind, faultOf } from './faults.ts';

/** What a call came to, in AWS's own words: `s3:GetObject was denied: AccessDenied: Access Denied`. */
export function faultText(
  { kind, name, message, call }: Fault,
  operation = call?.operation,
): string {
  const said = name === 'Error' ? message : `${name}: ${message}`;
  return operation ? `${operation} ${verbs[kind]}: ${said}` : said;
}

/** The same for any error that a call may end with. */
export function errorText(error: unknown): string {
  return faultText(faultOf(error));
}

const verbs: Record<FaultKind, string> = {
  throttled: 'was throttled',
  unreachable: 'got no answer',
  server: 'failed in the service',
  denied: 'was denied',
  proxy: 'was refused on the way',
  expired: 'was refused',
  missing: 'found nothing',
  busy: 'was refused',
  conflict: 'was refused',
  redirected: 'was sent elsewhere',
  invalid: 'was refused',
  unknown: 'failed',
};
