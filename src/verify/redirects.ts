import type { Answer } from './request.ts';

const most = 5;

/**
 * Gets an answer, by redirects within the same host if need be; one that leads elsewhere is an error. With `withinOrigin`,
 * for requests that carry headers of the check, so is another port, but for the change from http to https.
 */
export async function followRedirects(
  url: URL,
  get: (url: URL) => Promise<Answer>,
  { withinOrigin }: { withinOrigin: boolean },
): Promise<Answer> {
  let here = url;
  for (let redirects = 0; redirects <= most; redirects++) {
    const answer = await get(here);
    const { location } = answer.headers;
    if (!isRedirect(answer.status) || !location) return answer;
    const next = redirectedTo(location, here);
    if (withinOrigin && !isSameService(here, next))
      throw new Error(
        `redirected to another port, "${next.host}", which is not followed with the headers of the check`,
      );
    here = next;
  }
  throw new Error(`more than ${most} redirects`);
}

export function isRedirect(status: number): boolean {
  return status >= 300 && status <= 399;
}

function isSameService(from: URL, to: URL): boolean {
  const isUpgrade = from.protocol === 'http:' && to.protocol === 'https:';
  return from.origin === to.origin || (isUpgrade && from.port === '' && to.port === '');
}

function redirectedTo(location: string, from: URL): URL {
  if (!URL.canParse(location, from.href)) throw new Error('redirected to what is not an address');
  const to = new URL(location, from);
  if (!/^https?:$/.test(to.protocol))
    throw new Error(`redirected to "${to.protocol}", which is not followed`);
  if (to.hostname !== from.hostname)
    throw new Error(`redirected to another host, "${to.hostname}", which is not followed`);
  if (from.protocol === 'https:' && to.protocol !== 'https:')
    throw new Error('redirected from https to http, which is not followed');
  return to;
}
