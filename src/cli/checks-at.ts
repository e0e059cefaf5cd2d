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
  const endpoint = env.AWS_ENDPOINT_URL;
  const isSame =
    url && endpoint && URL.canParse(endpoint) && new URL(endpoint).origin === url.origin;
  if (!url || !isSame || !isLoopback(url.hostname)) throw elsewhere(address, endpoint);
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
  const leads = endpoint ? `leads to "${endpoint}"` : 'is not set';
  return new UsageError([
    {
      code: 'checks-elsewhere',
      message: `checks would be answered at "${address}", and AWS_ENDPOINT_URL ${leads}: what is checked is not what is deployed`,
      hint: 'give --checks-at (INPUT_CHECKS_AT) only with the AWS_ENDPOINT_URL that the same "fanout emulator" printed',
    },
  ]);
}
