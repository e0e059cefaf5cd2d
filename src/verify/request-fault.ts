/** What went wrong with a request, and what to do where that is known. */
export type RequestFault = { problem: string; advice?: string };

/** Codes of OpenSSL: docs at nodejs.org/api/tls.html#x509-certificate-error-codes. */
const untrusted = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
];

type Failed = Error & { code?: string; reason?: string };

/** Tells in words why a request failed. */
export function requestFault(error: unknown): RequestFault {
  // Several addresses of a host were tried; the error of them all has no message of its own.
  const each: Failed[] = error instanceof AggregateError ? error.errors : [error as Failed];
  const [{ code = '', reason } = {} as Failed] = each;
  const message = each.map((one) => one.message).join('; ') || code || 'the request failed';
  if (untrusted.includes(code))
    return {
      problem: `its certificate is not trusted: ${message}`,
      advice: 'name the file of the authority that signed it in NODE_EXTRA_CA_CERTS',
    };
  if (code === 'EPROTO') return { problem: `no TLS could be agreed on: ${reason ?? message}` };
  return { problem: message };
}
