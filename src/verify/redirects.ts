import type { Answer } from './get.ts';

const most = 5;

/** Gets an answer, by redirects within the same host if need be; one that leads elsewhere is an error. */
export async function followRedirects(
  url: URL,
  get: (url: URL) => Promise<Answer>,
): Promise<Answer> {
  let here = url;
  for (let redirects = 0; redirects <= most; redirects++) {
    const answer = await get(here);
    const { location } = answer.headers;
    if (!isRedirect(answer.status) || !location) return answer;
    here = redirectedTo(location, here);
  }
  throw new Error(`more than ${most} redirects`);
}

export function isRedirect(status: number): boolean {
  return status >= 300 && status <= 399;
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
