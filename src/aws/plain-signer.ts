import type { SharedCredentials } from './credentials.ts';

type Signed = { headers: Record<string, string> };
type Signing = { signingDate?: Date; signingRegion?: string; signingService?: string };

/** Instead of the SDK's signer of requests. */
export type Signer = { sign(request: Signed, signing: Signing): Promise<Signed> };

/** Writes down who asks, for which region and when, and proves nothing: for requests that nobody on the way could change. */
export function plainSigner(
  credentials: SharedCredentials,
  region: string,
  service: string,
): Signer {
  return {
    async sign(
      request,
      { signingDate = new Date(), signingRegion = region, signingService = service },
    ) {
      const { accessKeyId, sessionToken } = await credentials();
      const time = signingDate.toISOString().replace(/[-:]|\.\d{3}/g, '');
      const scope = `${accessKeyId}/${time.slice(0, 8)}/${signingRegion}/${signingService}/aws4_request`;
      const { headers } = request;
      headers['x-amz-date'] = time;
      headers['x-amz-content-sha256'] ??= 'UNSIGNED-PAYLOAD';
      if (sessionToken !== undefined) headers['x-amz-security-token'] = sessionToken;
      headers.authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`;
      return request;
    },
  };
}
