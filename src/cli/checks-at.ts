import { endpointFor } from '../aws/endpoints.ts';
import { isLoopback } from '../aws/proxy.ts';
import type { Destination } from '../config/destination.ts';
import type { CheckReply, CheckRequest } from '../emulator/wire/check-request.ts';
import { UsageError } from '../problem.ts';
import { NotRehearsedError } from '../verify/not-rehearsed.ts';
import type { HttpGet } from '../verify/verify.ts';

/** Has the emulator of another process answer status checks. Throws a {@link UsageError} where AWS is asked elsewhere. */
export function checksAt(
  address: string,
  env: Readonly<Record<string, string | undefined>>,
): HttpGet {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const [deployed, recorded] = [endpointFor('CODEDEPLOY', env), endpointFor('S3', env)];
  const isElsewhere = (endpoint: string | undefined) =>
    endpoint === undefined || new URL(endpoint).origin !== url?.origin;
  if (isElsewhere(deployed)) throw elsewhere(address, deployed);
  if (isElsewhere(recorded) || !url || !isLoopback(url.hostname))
    throw elsewhere(address, recorded);
  return async (destination, asked, headers, signal) => {
    const response = await fetch(url.origin, {
      method: 'POST',
      headers: { 'x-fanout-check': '1' },
      body: JSON.stringify(requestOf(destination, asked, headers)),
      signal,
    });
    const reply = (await response.json()) as CheckReply;
    if (!('error' in reply)) return reply;
    throw reply.isNotRehearsed ? new NotRehearsedError(reply.error) : new Error(reply.error);
  };
}

function requestOf(
  { account, region, application, deploymentGroup }: Destination,
  url: URL,
  headers: Readonly<Record<string, string>>,
): CheckRequest {
  const group = { account: account.id ?? '', region, application, deploymentGroup };
  return { ...group, url: url.href, headers: { ...headers } };
}

function elsewhere(address: string, endpoint: string | undefined): UsageError {
  const where = endpoint === undefined ? 'AWS itself' : `"${endpoint}"`;
  return new UsageError([
    {
      code: 'checks-elsewhere',
      message: `checks would go to "${address}", but calls to AWS go to ${where}: the checks would not look at what is deployed`,
      hint: 'use --checks-at (INPUT_CHECKS_AT) only with the AWS_ENDPOINT_URL that the same "fanout emulator" printed, and set no other endpoint',
    },
  ]);
}
